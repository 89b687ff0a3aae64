package io.github.cartoactivity.testing.internal.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The tokens that were given out. Thread-safe. */
public final class Tokens {
    private static final int TOKEN_BYTES = 32;

    private final Clock clock;
    private final Duration lifetime;
    private final Secrets secrets;
    private final Map<String, Instant> ends = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();

    Tokens(Clock clock, Duration lifetime, Secrets secrets) {
        this.clock = clock;
        this.lifetime = lifetime;
        this.secrets = secrets;
    }

    /** A new token, valid from now on. */
    public String issue() {
        issued.incrementAndGet();
        String token = secrets.next(TOKEN_BYTES);
        ends.put(token, clock.instant().plus(lifetime));
        return token;
    }

    /** Ends all tokens that were given out so far. */
    public void revokeAll() {
        ends.clear();
    }

    /** How many tokens were given out. */
    public int issued() {
        return issued.get();
    }

    Duration lifetime() {
        return lifetime;
    }

    boolean isValid(String token) {
        Instant end = ends.get(token);
        return end != null && clock.instant().isBefore(end);
    }
}
