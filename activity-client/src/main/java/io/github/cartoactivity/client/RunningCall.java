package io.github.cartoactivity.client;

import io.github.cartoactivity.client.error.DeadlineException;
import io.github.cartoactivity.client.internal.http.Async;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.Time;
import io.github.cartoactivity.client.internal.http.Time.Alarm;
import io.github.cartoactivity.client.spi.SettlingFuture;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call of the user from its beginning to its end, whichever comes first: the work is done, the user gives up, the client
 * is closed, or time is up. What waits for a server notices by itself that time is up. What does not, such as a file that
 * waits for its turn, is called off a little later; and what cannot be called off, such as a write to a disk that does not
 * answer, nobody waits for in the end.
 */
final class RunningCall<T> {
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Call call;
    private final CallProgress progress;
    private final Time time;
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private final CompletableFuture<T> result = new SettlingFuture<>(settled);
    private volatile boolean begun;

    RunningCall(Call call, CallProgress progress, Time time) {
        this.call = call;
        this.progress = progress;
        this.time = time;
        result.whenComplete((value, failure) -> stop(failure));
    }

    /** Completes when the work has come to its end, which may be after that of the call. */
    CompletableFuture<Void> settled() {
        return settled;
    }

    /** Begins the work on a thread of the executor; throws what that throws. */
    CompletableFuture<T> start(Executor executor, Function<Call, CompletableFuture<T>> work) {
        try {
            after(GRACE, call.scope()::expire);
            after(PATIENCE, this::giveUp);
            executor.execute(() -> begin(work));
        } catch (RuntimeException | Error e) {
            ended(null, e);
            throw e;
        }
        call.scope().onCancel(this::closed);
        return result;
    }

    /** Does something when the call has been going on for longer than it may. */
    private void after(Duration late, Runnable action) {
        Alarm alarm = time.alarm(call.deadline().allowed().plus(late), action);
        result.whenComplete((value, failure) -> alarm.cancel());
    }

    private void begin(Function<Call, CompletableFuture<T>> work) {
        begun = true;
        begun(work).whenComplete(this::ended);
    }

    private CompletableFuture<T> begun(Function<Call, CompletableFuture<T>> work) {
        try {
            return call.scope().isCancelled() ? call.scope().cancelledFuture() : work.apply(call);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void ended(@Nullable T value, @Nullable Throwable thrown) {
        call.scope().close();
        settled.complete(null);
        if (thrown == null) {
            result.complete(value);
            return;
        }
        Throwable failure = Async.unwrap(thrown);
        boolean calledOffLate = call.scope().isLate() && failure instanceof CancellationException;
        result.completeExceptionally(calledOffLate ? waitingInVain() : failure);
    }

    /** However the user ends the future, the work behind it ends too. */
    private void stop(@Nullable Throwable failure) {
        if (failure instanceof DeadlineException) {
            call.scope().expire();
        } else {
            call.scope().cancel();
        }
    }

    private void closed() {
        if (call.scope().isCalledOff()) {
            result.completeExceptionally(new CancellationException("The client was closed"));
        }
    }

    private void giveUp() {
        result.completeExceptionally(
                begun
                        ? late(
                                "and something that cannot be ended holds it up",
                                "Look for a disk or a progress listener that does not answer, then run the same call again")
                        : late(
                                "and the client's executor has not begun it",
                                "Give CartoActivityClientBuilder.executor more threads, then run the same call again"));
    }

    private DeadlineException waitingInVain() {
        return late(
                "and it was still waiting for its turn",
                "Allow more time with Timeouts.withTotal, or run fewer exports at once, then run the same call again");
    }

    private DeadlineException late(String reason, String advice) {
        String jobId = call.jobId();
        return new DeadlineException(
                call.operation()
                        .failed("not done within " + call.deadline().allowed() + ", " + reason, advice)
                        .asRetryable(),
                jobId == null ? progress.lastJob() : jobId,
                null);
    }
}
