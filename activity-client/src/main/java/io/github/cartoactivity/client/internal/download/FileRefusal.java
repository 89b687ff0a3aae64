package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.error.DownloadException;
import io.github.cartoactivity.client.error.FileGoneException;
import io.github.cartoactivity.client.error.ServiceAnswer;
import io.github.cartoactivity.client.internal.http.AttemptFailure;
import io.github.cartoactivity.client.internal.http.AttemptFailure.Again;
import io.github.cartoactivity.client.internal.http.ErrorMapping;
import io.github.cartoactivity.client.internal.http.Operation;
import io.github.cartoactivity.model.ErrorDetails;
import java.net.http.HttpHeaders;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a file host's refusal means. The storage of every big cloud says it with a status and, often, a short XML. */
final class FileRefusal {
    private static final Pattern XML_CODE = Pattern.compile("<Code>([A-Za-z0-9]{1,60})</Code>");
    private static final Set<String> EXPIRED_CODES =
            Set.of("ExpiredToken", "AccessDenied", "RequestExpired", "AuthenticationFailed", "TokenRefreshRequired");
    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);

    private final int status;
    private final String code;
    private final OptionalLong size;
    private final ServiceAnswer said;

    FileRefusal(int status, HttpHeaders headers, String body, ErrorMapping errors) {
        this.status = status;
        this.size = BodyRange.totalOfRefusal(headers);
        Matcher matcher = XML_CODE.matcher(body);
        this.code = matcher.find() ? matcher.group(1) : "";
        this.said = errors.serviceAnswer(status, headers);
    }

    /** Whether a fresh link may help: the old one has expired, or is treated as if it had. */
    boolean isExpiredLink() {
        boolean reasonMayBeThat = code.isEmpty() || EXPIRED_CODES.contains(code);
        return status == 401 || status == 403 || status == 410 || (status == 400 && reasonMayBeThat);
    }

    /** Whether the range asked for is not in the file. */
    boolean isOutOfRange() {
        return status == 416;
    }

    /** The size of the file, where a refusal of a range tells it. */
    OptionalLong size() {
        return size;
    }

    AttemptFailure failure(Operation operation) {
        if (PASSING.contains(status)) {
            boolean throttled = status == 429 || status == 503;
            return new AttemptFailure(
                    new DownloadException(details(operation, "Try again later").asRetryable(), null),
                    Again.HARMLESS,
                    throttled,
                    said.retryAfter());
        }
        return AttemptFailure.useless(
                isGone()
                        ? new FileGoneException(details(operation, adviceIfGone()), null)
                        : new DownloadException(details(operation, "Export again"), null));
    }

    private boolean isGone() {
        return status == 404 || isExpiredLink();
    }

    private String adviceIfGone() {
        return status == 404
                ? "The file is gone: export again"
                : "The link was renewed and is refused all the same: export again, and if that does not help ask"
                        + " CARTO's support";
    }

    private ErrorDetails details(Operation operation, String advice) {
        String words = code.isEmpty() ? "" : " (" + code + ")";
        ErrorDetails details =
                operation.failed("the file host refused" + words, advice).with("status", status);
        return said.requestId() == null ? details : details.with("requestId", said.requestId());
    }
}
