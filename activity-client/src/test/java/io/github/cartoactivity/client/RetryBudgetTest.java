package io.github.cartoactivity.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.error.DownloadException;
import io.github.cartoactivity.client.internal.http.AttemptFailure;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.CancelScope;
import io.github.cartoactivity.client.internal.http.Deadline;
import io.github.cartoactivity.client.internal.http.Operation;
import io.github.cartoactivity.client.internal.http.RetryLoop;
import io.github.cartoactivity.client.internal.http.RetryLoop.Attempt;
import io.github.cartoactivity.client.internal.http.RetryLoop.Repeat;
import io.github.cartoactivity.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private static final int CUTS = 1000;

    private final VirtualTime time = new VirtualTime(ManualClock.at(Instant.parse("2025-12-01T12:00:00Z")));
    private final RetryLoop loop = new RetryLoop(RetryPolicy.defaults(), time, () -> 0);

    private CompletableFuture<String> run(Attempt<String> attempt) {
        Call call = new Call(
                Operation.of("Download"),
                Deadline.after(time, Duration.ofHours(4)),
                new CancelScope(),
                new ProgressListener() {});
        return loop.run(call, Repeat.ALWAYS, attempt);
    }

    private static AttemptFailure cut() {
        return AttemptFailure.harmless(
                new DownloadException(Operation.of("Download").failed("the connection broke off", "Try again"), null));
    }

    @Test
    void downloadThatIsCutAgainAndAgain_butMovesOn_costsNothing() throws Exception {
        Attempt<String> moving = new Attempt<>() {
            private int number;

            @Override
            public CompletableFuture<String> start() {
                return ++number > CUTS
                        ? CompletableFuture.completedFuture("whole")
                        : CompletableFuture.failedFuture(cut());
            }

            @Override
            public boolean madeProgress() {
                return true;
            }
        };
        assertThat(run(moving).get(20, TimeUnit.SECONDS)).isEqualTo("whole");
    }

    @Test
    void callsThatGetNowhere_useUpWhatAllOfThemMaySpend() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        for (int i = 0; i < CUTS; i++) {
            run(() -> {
                        attempts.incrementAndGet();
                        return CompletableFuture.failedFuture(cut());
                    })
                    .exceptionally(failure -> "")
                    .get(20, TimeUnit.SECONDS);
        }
        assertThat(attempts).hasValue(CUTS + 100);
    }
}
