package io.github.cartoactivity.client.internal.http;

import io.github.cartoactivity.client.RetryPolicy;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long to wait before a repetition: full jitter over a doubling span. Knows no clock. */
final class Backoff {
    private final RetryPolicy policy;
    private final DoubleSupplier random;

    Backoff(RetryPolicy policy, DoubleSupplier random) {
        this.policy = policy;
        this.random = random;
    }

    /**
     * The wait after failed attempt number {@code attempt} (from 1).
     */
    Duration delay(int attempt, AttemptFailure failure) {
        Duration asked = failure.retryAfter();
        Duration jittered = jittered(attempt, failure.throttled() ? policy.throttledDelay() : policy.baseDelay());
        return asked == null || asked.compareTo(jittered) < 0 ? jittered : asked;
    }

    private Duration jittered(int attempt, Duration base) {
        double span = (double) base.toNanos() * Math.pow(2, attempt - 1);
        return Duration.ofNanos(
                (long) (Math.min(span, (double) policy.maxDelay().toNanos()) * random.getAsDouble()));
    }
}
