package io.github.cartoactivity.testing.internal.faults;

import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.RetryAfterStyle;
import io.github.cartoactivity.testing.WireFault;
import io.github.cartoactivity.testing.internal.http.Body;
import io.github.cartoactivity.testing.internal.http.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers requests that are refused, so that they have no effect. Thread-safe. */
public final class Refusals {
    private static final String JSON = "application/json; charset=utf-8";
    private static final String HTML = """
            <!DOCTYPE html>
            <html><head><title>Sign in</title></head>
            <body><h1>Sign in to continue</h1><p>This network asks you to sign in first.</p></body></html>
            """;

    /** With two digits for the day, which Java's own format of RFC 1123 does not have. */
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private final Clock clock;
    private final Map<Endpoint, StandingWall> walls = new ConcurrentHashMap<>();
    private final AtomicInteger impatient = new AtomicInteger();

    private record StandingWall(WireFault.Wall wall, Instant until) {}

    /** Refusals by a clock. */
    public Refusals(Clock clock) {
        this.clock = clock;
    }

    /** How many requests came to a wall that stood already. */
    public int impatientRequests() {
        return impatient.get();
    }

    /** The answer of a wall that still stands. */
    public Optional<Response> standingWall(Endpoint endpoint) {
        StandingWall standing = walls.get(endpoint);
        if (standing == null || !clock.instant().isBefore(standing.until)) {
            return Optional.empty();
        }
        impatient.incrementAndGet();
        return Optional.of(busy(standing.wall.code(), standing.until, standing.wall.style()));
    }

    /** The answer that a fault gives instead of the endpoint, if it is of that kind. */
    public Optional<Response> of(WireFault fault, Endpoint endpoint, int inFlight) {
        if (fault instanceof WireFault.Status status) {
            return Optional.of(status(status));
        }
        if (fault instanceof WireFault.RetryAfter refusal) {
            return Optional.of(busy(refusal.code(), clock.instant().plus(refusal.pause()), refusal.style()));
        }
        if (fault instanceof WireFault.Wall wall) {
            Instant until = clock.instant().plus(wall.pause());
            walls.put(endpoint, new StandingWall(wall, until));
            return Optional.of(busy(wall.code(), until, wall.style()));
        }
        if (fault instanceof WireFault.TooManyAtOnce limit) {
            return inFlight > limit.allowed() ? Optional.of(slowDown()) : Optional.empty();
        }
        if (fault instanceof WireFault.Redirect redirect) {
            return Optional.of(
                    Response.of(redirect.code(), "text/plain", Body.EMPTY).header("Location", redirect.location()));
        }
        if (fault instanceof WireFault.HtmlPage page) {
            return Optional.of(Response.of(page.code(), "text/html; charset=utf-8", Body.of(HTML)));
        }
        return Optional.empty();
    }

    private static Response status(WireFault.Status status) {
        Response response = Response.of(status.code(), JSON, Body.of(status.body()));
        for (Map.Entry<String, String> header : status.headers().entrySet()) {
            response = response.header(header.getKey(), header.getValue());
        }
        return response;
    }

    private Response busy(int code, Instant until, RetryAfterStyle style) {
        String body = "{\"error\":\"Too many requests\",\"status\":" + code + "}";
        Response response = Response.of(code, JSON, Body.of(body));
        return switch (style) {
            case SECONDS -> response.header("Retry-After", Long.toString(secondsUntil(until)));
            case HTTP_DATE -> response.header("Retry-After", HTTP_DATE.format(until.atOffset(ZoneOffset.UTC)));
            case HIDDEN -> response;
        };
    }

    private long secondsUntil(Instant until) {
        return Duration.between(clock.instant(), until).plusNanos(999_999_999).toSeconds();
    }

    private static Response slowDown() {
        return Response.of(
                503,
                "application/xml",
                Body.of("<?xml version='1.0' encoding='UTF-8'?><Error><Code>SlowDown</Code>"
                        + "<Message>Reduce your request rate.</Message></Error>"));
    }
}
