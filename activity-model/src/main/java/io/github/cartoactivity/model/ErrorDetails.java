package io.github.cartoactivity.model;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * What every error of this library tells: what was tried and what came back, what to do next, whether the same call can
 * succeed later, and the circumstances (job id, category, range, attempt, status, request id, file, line, ...).
 *
 * <p>Nothing in it is ever a secret, a token or the query of a signed link.
 *
 * @param problem what was tried and what came back, one sentence without a full stop
 * @param advice what to do next, one sentence without a full stop; empty where there is nothing to say
 * @param retryable whether the same call may succeed later without any change
 * @param context circumstances by name, in the order in which they are shown
 */
@SuppressWarnings("serial") // the copied map is serializable
public record ErrorDetails(String problem, String advice, boolean retryable, Map<String, String> context)
        implements Serializable {

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");

    /** Copies the context and keeps its order. */
    public ErrorDetails {
        context = Collections.unmodifiableMap(new LinkedHashMap<>(context));
    }

    /**
     * Details of an error that will come back if the same call is made again.
     *
     * @param problem what was tried and what came back
     * @param advice what to do next
     * @return the details, without context
     */
    public static ErrorDetails of(String problem, String advice) {
        return new ErrorDetails(problem, advice, false, Map.of());
    }

    /**
     * The same details, marked as possibly passing by themselves.
     *
     * @return a copy that is retryable
     */
    public ErrorDetails asRetryable() {
        return new ErrorDetails(problem, advice, true, context);
    }

    /**
     * The same details with one more circumstance.
     *
     * @param name its name, for example {@code jobId}
     * @param value its value; shown with {@code toString()}
     * @return a copy with the circumstance at the end
     */
    public ErrorDetails with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(context);
        more.put(name, value.toString());
        return new ErrorDetails(problem, advice, retryable, more);
    }

    /**
     * The text of an exception's message: problem, circumstances, advice. Line breaks and other control characters,
     * which may come from a server or a file, become spaces, so that nobody can fake a line in a log.
     *
     * @return one line
     */
    public String message() {
        StringBuilder text = new StringBuilder(problem);
        if (!context.isEmpty()) {
            StringJoiner circumstances = new StringJoiner(", ", " [", "]");
            context.forEach((name, value) -> circumstances.add(name + "=" + value));
            text.append(circumstances);
        }
        if (!advice.isEmpty()) {
            text.append(". ").append(advice);
        }
        return CONTROL.matcher(text).replaceAll(" ");
    }
}
