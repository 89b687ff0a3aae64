package io.github.cartoactivity.client.internal.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.ProgressListener;
import io.github.cartoactivity.client.error.TransportException;
import io.github.cartoactivity.client.internal.http.AttemptFailure;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.CancelScope;
import io.github.cartoactivity.client.internal.http.Deadline;
import io.github.cartoactivity.client.internal.http.Operation;
import io.github.cartoactivity.client.internal.http.SystemTime;
import io.github.cartoactivity.client.internal.http.Time;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LinkCheckTest {
    private static final URI LINK = URI.create("https://slow.example/f?secret");

    @Test
    void nameServerThatHangs_holdsUpNobody() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try {
            Time time = new SystemTime(Clock.systemUTC(), timer, Runnable::run);
            LinkGuard guard = new LinkGuard(false, Set.of(), host -> {
                await(answer);
                return new InetAddress[] {InetAddress.getByName("8.8.8.8")};
            });
            LinkCheck check = new LinkCheck(guard, threads, time, Duration.ofMillis(50));
            assertThat(check.check(call(time), LINK))
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableOfType(ExecutionException.class)
                    .havingCause()
                    .isInstanceOfSatisfying(AttemptFailure.class, LinkCheckTest::assertLate);
            Call cancelled = call(time);
            CompletableFuture<Void> waiting = check.check(cancelled, LINK);
            cancelled.scope().cancel();
            assertThat(waiting).isCompletedExceptionally();
            answer.countDown();
            LinkCheck patient = new LinkCheck(guard, threads, time, Duration.ofMinutes(1));
            assertThat(patient.check(call(time), LINK)).succeedsWithin(Duration.ofSeconds(20));
        } finally {
            answer.countDown();
            timer.shutdownNow();
            threads.shutdown();
        }
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    private static void assertLate(AttemptFailure failure) {
        assertThat(failure.again()).isEqualTo(AttemptFailure.Again.HARMLESS);
        assertThat(failure.error())
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("not found within PT0.05S")
                .hasMessageNotContaining("secret");
    }

    private static Call call(Time time) {
        Deadline deadline = Deadline.after(time, Duration.ofHours(1));
        return new Call(Operation.of("Download file"), deadline, new CancelScope(), new ProgressListener() {});
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
