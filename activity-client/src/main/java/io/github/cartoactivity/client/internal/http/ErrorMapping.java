package io.github.cartoactivity.client.internal.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cartoactivity.client.error.AccessDeniedException;
import io.github.cartoactivity.client.error.AuthenticationException;
import io.github.cartoactivity.client.error.InvalidRequestException;
import io.github.cartoactivity.client.error.JobNotFoundException;
import io.github.cartoactivity.client.error.ProtocolException;
import io.github.cartoactivity.client.error.RateLimitException;
import io.github.cartoactivity.client.error.ServiceAnswer;
import io.github.cartoactivity.client.error.ServiceException;
import io.github.cartoactivity.client.error.TransportException;
import io.github.cartoactivity.client.internal.http.AttemptFailure.Again;
import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.ErrorDetails;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import javax.net.ssl.SSLException;

/** Turns what came back, or did not, into the error to report and the decision whether to try again. */
public final class ErrorMapping {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> REQUEST_ID_HEADERS = List.of(
            "x-request-id", "x-correlation-id", "request-id", "x-amz-request-id", "x-guploader-uploadid", "cf-ray");
    private static final Set<Integer> CREDENTIALS_REFUSED = Set.of(400, 401, 403, 422);
    private static final List<String> MESSAGE_KEYS =
            List.of("error_description", "message", "error", "detail", "code", "field");

    private final Redaction redaction;
    private final Time time;

    public ErrorMapping(Redaction redaction, Time time) {
        this.redaction = redaction;
        this.time = time;
    }

    /** What an answer of the API means that is no success. */
    public AttemptFailure refused(Operation operation, Answer answer) {
        ServiceAnswer said = serviceAnswer(answer.status(), answer.headers());
        if (operation.asksForToken() && CREDENTIALS_REFUSED.contains(answer.status())) {
            return notAccepted(operation, answer, said);
        }
        return switch (answer.status()) {
            case 400, 422 ->
                AttemptFailure.useless(new InvalidRequestException(
                        details(
                                operation,
                                answer,
                                said,
                                "Correct the request; CARTO exports whole UTC days, under 60 in"
                                        + " one job, since the organisation exists, each ready at 05:00 UTC of the next day"),
                        said));
            case 401 -> notAccepted(operation, answer, said);
            case 403 ->
                AttemptFailure.useless(new AccessDeniedException(
                        details(
                                operation,
                                answer,
                                said,
                                "Activity Data needs an Admin or Superadmin, and a plan that"
                                        + " includes it; machine-to-machine clients need a plan that includes those"),
                        said));
            case 404 -> AttemptFailure.useless(notFound(operation, answer, said));
            case 407 ->
                AttemptFailure.useless(new ServiceException(
                        details(
                                operation,
                                answer,
                                said,
                                "The proxy asks for credentials: give the client an HttpClient"
                                        + " with an Authenticator, and see jdk.http.auth.tunneling.disabledSchemes"),
                        said));
            case 429 ->
                passing(
                        new RateLimitException(
                                details(operation, answer, said, "Wait, and ask less often")
                                        .asRetryable(),
                                said),
                        Again.HARMLESS,
                        true,
                        said);
            case 503 -> passing(trouble(operation, answer, said), Again.HARMLESS, true, said);
            case 408, 500, 502, 504 -> passing(trouble(operation, answer, said), Again.OUTCOME_UNKNOWN, false, said);
            default -> AttemptFailure.useless(unexpected(operation, answer, said));
        };
    }

    private AttemptFailure notAccepted(Operation operation, Answer answer, ServiceAnswer said) {
        String advice = "Check the client id and secret, or the access token; an API"
                + " access token of the Developers section is not enough, it has to be an OAuth token"
                + (operation.asksForToken() ? ". Machine-to-machine clients need a plan that includes them" : "");
        return AttemptFailure.useless(new AuthenticationException(details(operation, answer, said, advice), said));
    }

    /** What the absence of an answer means. */
    public RuntimeException noAnswer(Operation operation, URI uri, Throwable cause) {
        if (cause instanceof CancellationException || cause instanceof CartoActivityException) {
            return (RuntimeException) cause;
        }
        Operation at = operation.with("host", uri.getHost());
        if (cause instanceof BoundedBody.TooLargeException) {
            return AttemptFailure.useless(new ProtocolException(
                    at.failed("the answer is larger than any of CARTO's", "Check the address: this is not CARTO's API"),
                    null));
        }
        if (hasCause(cause, CertificateException.class)) {
            return AttemptFailure.useless(new TransportException(
                    at.failed("the server's certificate is not trusted", "Check the host name, or the trust store"),
                    null));
        }
        if (cause instanceof IOException broken) {
            return brokenConnection(at, broken);
        }
        // No cause: the JDK's texts on bad addresses and headers repeat the value.
        return AttemptFailure.useless(new TransportException(
                at.failed(
                        "the request could not be sent (" + cause.getClass().getSimpleName() + ")",
                        "Check the address"),
                null));
    }

    private AttemptFailure brokenConnection(Operation at, IOException cause) {
        boolean unknownHost = hasCause(cause, UnresolvedAddressException.class);
        boolean neverSent =
                unknownHost || cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException;
        String what = unknownHost
                ? "no address is known for the host, or for the proxy"
                : neverSent ? "no connection" : cause instanceof SSLException ? "TLS failed" : "no whole answer";
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        String outcome = what + " (" + redaction.clean(reason) + ")";
        String advice = "Check the network, the proxy and the address, then try again";
        ErrorDetails details = neverSent ? at.failed(outcome, advice) : at.failedInDoubt(outcome, advice);
        Again again = neverSent ? Again.HARMLESS : Again.OUTCOME_UNKNOWN;
        return new AttemptFailure(new TransportException(details.asRetryable(), shown(cause)), again, false, null);
    }

    /** What may be shown of an exception, as the cause of ours. */
    public Throwable shown(Throwable cause) {
        return redaction.clean(cause);
    }

    private CartoActivityException notFound(Operation operation, Answer answer, ServiceAnswer said) {
        if (operation.context().containsKey("jobId")) {
            return new JobNotFoundException(
                    details(
                            operation,
                            answer,
                            said,
                            "Check the id, or create a new job: the server does not know this one"),
                    said);
        }
        return unexpected(operation, answer, said);
    }

    private CartoActivityException unexpected(Operation operation, Answer answer, ServiceAnswer said) {
        if (answer.status() < 400) {
            String target =
                    answer.headers().firstValue("location").map(this::host).orElse("nowhere");
            return new ProtocolException(
                    operation
                            .failed("the server sends to " + target + ", which is not followed", "Check the address")
                            .with("status", answer.status()),
                    null);
        }
        return new ServiceException(details(operation, answer, said, "Check the address"), said);
    }

    private String host(String location) {
        try {
            return Optional.ofNullable(URI.create(location).getHost()).orElse("another path");
        } catch (IllegalArgumentException e) {
            return "an unreadable address";
        }
    }

    private ServiceException trouble(Operation operation, Answer answer, ServiceAnswer said) {
        return new ServiceException(
                details(operation, answer, said, "Try again later").asRetryable(), said);
    }

    private static AttemptFailure passing(ServiceException error, Again again, boolean throttled, ServiceAnswer said) {
        return new AttemptFailure(error, again, throttled, said.retryAfter());
    }

    private ErrorDetails details(Operation operation, Answer answer, ServiceAnswer said, String advice) {
        String words = messageOf(answer);
        ErrorDetails details = operation
                .failed(words.isEmpty() ? "the server refused" : "the server said \"" + words + "\"", advice)
                .with("status", answer.status());
        return said.requestId() == null ? details : details.with("requestId", said.requestId());
    }

    /** What the server says about the error in the fields where a message is to be expected; nothing of an HTML page. */
    private String messageOf(Answer answer) {
        try {
            JsonNode json = MAPPER.readTree(answer.body());
            StringBuilder words = new StringBuilder();
            for (String key : MESSAGE_KEYS) {
                JsonNode value = json == null ? null : json.get(key);
                if (value != null && value.isValueNode() && words.indexOf(value.asText()) < 0) {
                    words.append(words.isEmpty() ? "" : ", ").append(value.asText());
                }
            }
            return redaction.clean(words.toString());
        } catch (JacksonException e) {
            return "";
        }
    }

    /** Status, request id and the time to wait, from the headers of an answer. */
    public ServiceAnswer serviceAnswer(int status, HttpHeaders headers) {
        String requestId = REQUEST_ID_HEADERS.stream()
                .flatMap(name -> headers.firstValue(name).stream())
                .findFirst()
                .map(redaction::clean)
                .orElse(null);
        Duration retryAfter = RetryAfter.of(headers, time.now()).orElse(null);
        return new ServiceAnswer(status, requestId, retryAfter);
    }

    private static boolean hasCause(Throwable thrown, Class<? extends Throwable> type) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 20; depth++, cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
