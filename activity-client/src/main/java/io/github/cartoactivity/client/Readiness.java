package io.github.cartoactivity.client;

import io.github.cartoactivity.client.error.InvalidRangeException;
import io.github.cartoactivity.client.internal.http.Operation;
import io.github.cartoactivity.model.DateRange;
import java.time.Duration;
import java.time.Instant;

/** Whether the server can have the days of a range already. */
final class Readiness {
    /** How far this machine's clock may be behind the server's. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

    private Readiness() {}

    /**
     * Looks at the last day.
     *
     * @throws InvalidRangeException if it is not over, or not ready yet
     */
    static void require(DateRange range, Operation operation, Instant now) {
        Instant ready = DateRange.readyAt(range.last());
        if (now.plus(CLOCK_TOLERANCE).isBefore(ready)) {
            throw new InvalidRangeException(
                    operation
                            .with("range", range)
                            .failed(
                                    "the last day is not ready before " + ready,
                                    "End the range earlier, for example with DateRange.latestReadyDay"),
                    null);
        }
    }
}
