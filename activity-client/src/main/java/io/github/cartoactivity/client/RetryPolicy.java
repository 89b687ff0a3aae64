package io.github.cartoactivity.client;

import java.time.Duration;

/**
 * How often, and after what wait, a request is sent again that failed in a way that may pass by itself: no connection,
 * no answer, 408, 429 or 5xx.
 *
 * <p>The wait before try <i>n</i> is drawn at random between nothing and {@code baseDelay} x 2<sup>n-1</sup>, at most
 * {@code maxDelay}. A server that says how long to wait ({@code Retry-After}) is obeyed, unless it asks for more than
 * {@code maxRetryAfter} or more than the call has left: then the call fails at once. A download counts as a new first
 * try whenever it has received something.
 *
 * <p>All calls of one client share a budget, so that a server in trouble is not asked many times over: each repetition
 * takes from it, each success gives a little back, and when it is empty only first tries are made.
 *
 * @param maxAttempts tries in all, the first included; by default 5
 * @param baseDelay by default 200 ms
 * @param throttledDelay takes the place of {@code baseDelay} after 429 and 503; by default 1 s
 * @param maxDelay by default 20 s
 * @param maxRetryAfter by default 5 min
 */
public record RetryPolicy(
        int maxAttempts, Duration baseDelay, Duration throttledDelay, Duration maxDelay, Duration maxRetryAfter) {

    /**
     * Checks that there is a first try and that no wait is negative or longer than 365 days.
     *
     * @throws IllegalArgumentException if there is none, or one is
     */
    public RetryPolicy {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("At least one attempt is needed, not " + maxAttempts);
        }
        Timeouts.requireUsable("baseDelay", baseDelay);
        Timeouts.requireUsable("throttledDelay", throttledDelay);
        Timeouts.requireUsable("maxDelay", maxDelay);
        Timeouts.requireUsable("maxRetryAfter", maxRetryAfter);
    }

    /**
     * Five tries within about half a minute.
     *
     * @return the policy of a client that was not given another
     */
    public static RetryPolicy defaults() {
        return new RetryPolicy(
                5, Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ofMinutes(5));
    }

    /**
     * One try, and no other.
     *
     * @return a policy that never repeats
     */
    public static RetryPolicy never() {
        return defaults().withMaxAttempts(1);
    }

    /**
     * The same policy with another number of tries.
     *
     * @param attempts tries in all, the first included
     * @return a copy
     */
    public RetryPolicy withMaxAttempts(int attempts) {
        return new RetryPolicy(attempts, baseDelay, throttledDelay, maxDelay, maxRetryAfter);
    }

    /**
     * The same policy with other waits.
     *
     * @param base the wait to start from
     * @param throttled the wait to start from after 429 and 503
     * @param max the longest wait
     * @return a copy
     */
    public RetryPolicy withDelays(Duration base, Duration throttled, Duration max) {
        return new RetryPolicy(maxAttempts, base, throttled, max, maxRetryAfter);
    }
}
