package io.github.cartoactivity.client.internal.http;

import io.github.cartoactivity.model.ErrorDetails;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is being done, in words for messages: "Create export job", with the circumstances that are known (range, job id,
 * file).
 *
 * @param doubt what is unknown when no answer comes: "whether a job was created"; empty for what merely reads
 */
public record Operation(String what, String doubt, Map<String, String> context) {

    private static final String TOKEN = "Obtain token";

    /** Showing the credentials to the token endpoint. */
    public static Operation obtainToken(String host) {
        return of(TOKEN).with("host", host);
    }

    public static Operation of(String what) {
        return new Operation(what, "", Map.of());
    }

    public Operation inDoubt(String unknown) {
        return new Operation(what, unknown, context);
    }

    boolean asksForToken() {
        return what.equals(TOKEN);
    }

    public Operation with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(context);
        more.put(name, value.toString());
        return new Operation(what, doubt, more);
    }

    /** Details of an error in it: "Create export job: {@code outcome}", the circumstances, the advice. */
    public ErrorDetails failed(String outcome, String advice) {
        return new ErrorDetails(what + ": " + outcome, advice, false, context);
    }

    /** Details of an error after which it is unknown what the server did. */
    public ErrorDetails failedInDoubt(String outcome, String advice) {
        return failed(doubt.isEmpty() ? outcome : outcome + ", and it is unknown " + doubt, advice);
    }
}
