package io.github.cartoactivity.client.internal.api;

import io.github.cartoactivity.client.ProgressListener;
import io.github.cartoactivity.client.error.DeadlineException;
import io.github.cartoactivity.client.error.ServiceException;
import io.github.cartoactivity.client.internal.http.Async;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.CancelScope;
import io.github.cartoactivity.client.internal.http.Operation;
import io.github.cartoactivity.client.internal.http.Time;
import io.github.cartoactivity.model.CartoActivityException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A token on its way, and the calls that wait for it. It has as much time as the call with the most; every call waits no
 * longer than it has time itself, and not at all for what is known to come too late. Nobody who goes ends it for others.
 */
final class TokenFlight {

    /** Until then nobody asks, and why. */
    private record Pause(CartoActivityException reason, long endNanos) {}

    /** One call that waits. */
    private record Waiter(CompletableFuture<String> token, Call call) {}

    private final Call call;
    private final Time time;
    private final CompletableFuture<String> token = new CompletableFuture<>();
    private final Set<Waiter> waiters = new LinkedHashSet<>();
    private @Nullable Pause pause;

    /** @param scope what ends it for all */
    TokenFlight(Operation operation, Call first, CancelScope scope, Time time) {
        this.call = new Call(operation, first.deadline().copy(), scope, new ProgressListener() {});
        this.time = time;
    }

    /**
     * Begins; once, and not after somebody waits.
     *
     * @param landed runs when it is over, before anybody who waits learns of it
     */
    void start(Function<Call, CompletableFuture<String>> request, Runnable landed) {
        Async.begin(() -> request.apply(call)).whenComplete((value, thrown) -> {
            landed.run();
            if (thrown == null) {
                token.complete(value);
            } else {
                token.completeExceptionally(Async.unwrap(thrown));
            }
        });
    }

    /** The token for one more call, or that call's own failure. */
    CompletableFuture<String> join(Call waiting) {
        call.deadline().putOffTo(waiting.deadline());
        Waiter waiter = new Waiter(token.copy(), waiting);
        Pause now;
        synchronized (this) {
            waiters.add(waiter);
            now = pause;
        }
        Time.Alarm alarm = time.alarm(
                waiting.deadline().left(), () -> waiter.token().completeExceptionally(tooLate(waiting, lastTrouble())));
        waiter.token().whenComplete((value, thrown) -> {
            alarm.cancel();
            leave(waiter);
        });
        if (now != null) {
            giveUpIfTooShort(waiter, now);
        }
        return waiting.scope().guard(waiter.token());
    }

    private synchronized void leave(Waiter waiter) {
        waiters.remove(waiter);
    }

    private synchronized @Nullable CartoActivityException lastTrouble() {
        return pause == null ? null : pause.reason();
    }

    /** Nobody asks again for so long; whose time ends before need not wait for it. */
    void pausing(CartoActivityException reason, Duration wait) {
        Pause begun = new Pause(reason, time.nanoTime() + wait.toNanos());
        List<Waiter> present;
        synchronized (this) {
            pause = begun;
            present = List.copyOf(waiters);
        }
        present.forEach(waiter -> giveUpIfTooShort(waiter, begun));
    }

    private void giveUpIfTooShort(Waiter waiter, Pause known) {
        Duration left = Duration.ofNanos(known.endNanos() - time.nanoTime());
        if (left.isNegative() || waiter.call().deadline().allows(left)) {
            return;
        }
        boolean told = known.reason() instanceof ServiceException said
                && said.retryAfter().isPresent();
        CartoActivityException failure = told ? known.reason() : tooLate(waiter.call(), known.reason());
        // Aside, for the caller's own code may follow, and this thread still has to plan the next attempt.
        time.alarm(Duration.ZERO, () -> waiter.token().completeExceptionally(failure));
    }

    private DeadlineException tooLate(Call waiting, @Nullable CartoActivityException reason) {
        return new DeadlineException(
                call.operation()
                        .failed(
                                "not done within " + waiting.deadline().allowed(),
                                "Allow more time with Timeouts.withTotal, or try again later")
                        .asRetryable(),
                waiting.jobId(),
                reason);
    }
}
