package io.github.cartoactivity.duckdb.internal;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cartoactivity.duckdb.QueryTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StatementSlotsTest {
    private static final Duration PATIENCE = Duration.ofMillis(20);

    @Test
    void acquire_answersThatNobodyReads_areNotWaitedForForLong() {
        long opened = System.nanoTime();
        StatementSlots slots = new StatementSlots(2, PATIENCE, () -> opened);
        slots.acquire(Duration.ofHours(1));
        slots.acquire(Duration.ofHours(1));

        assertThatExceptionOfType(QueryTimeoutException.class)
                .isThrownBy(() -> slots.acquire(Duration.ofHours(1)))
                .withMessageContaining("All 2 statements have answers that nobody has read for PT0.02S")
                .withMessageContaining("Close streams after use");
    }

    @Test
    void acquire_statementAtWork_isWaitedFor() {
        AtomicInteger looks = new AtomicInteger();
        StatementSlots[] slots = new StatementSlots[1];
        slots[0] = new StatementSlots(1, PATIENCE, () -> {
            if (looks.incrementAndGet() == 3) {
                slots[0].release();
            }
            return System.nanoTime();
        });
        slots[0].acquire(Duration.ofHours(1));

        slots[0].acquire(Duration.ofHours(1));

        assertThatExceptionOfType(QueryTimeoutException.class)
                .isThrownBy(() -> slots[0].acquire(PATIENCE))
                .withMessageContaining("Waited for one of 1 statements to end");
    }
}
