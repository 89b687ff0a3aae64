package io.github.cartoactivity.client.internal.http;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.github.cartoactivity.client.RetryPolicy;
import io.github.cartoactivity.client.error.DeadlineException;
import io.github.cartoactivity.client.internal.http.AttemptFailure.Again;
import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.ErrorDetails;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The one loop that sends things again. What an attempt is, and what its failure means, is the attempt's business; how
 * often and when is this loop's.
 */
public final class RetryLoop {

    /** One attempt of something. Its future fails with an {@link AttemptFailure} where repeating may be thought of. */
    @FunctionalInterface
    public interface Attempt<T> {
        CompletableFuture<T> start();

        /** Whether the last attempt got somewhere before it failed, so that the next one counts as a first. */
        default boolean madeProgress() {
            return false;
        }

        /** The last attempt failed for this reason; the next one starts after the wait. */
        default void pausing(CartoActivityException reason, Duration wait) {}
    }

    /** How often something whose outcome is unknown may be repeated. */
    public enum Repeat {
        /** As often as the policy allows: reading, and everything that may happen twice. */
        ALWAYS,
        /** Once: the second time may do double work, but no harm. */
        ONCE,
        /** Not at all. */
        NEVER
    }

    private static final Logger LOG = System.getLogger(RetryLoop.class.getName());

    /** How many earlier failures the last one carries along. */
    private static final int MOST_REMEMBERED = 8;

    private final RetryPolicy policy;
    private final Backoff backoff;
    private final RetryBudget budget = new RetryBudget();
    private final Time time;

    public RetryLoop(RetryPolicy policy, Time time, DoubleSupplier random) {
        this.policy = policy;
        this.backoff = new Backoff(policy, random);
        this.time = time;
    }

    /** Runs attempts until one succeeds, fails for good, or the policy, the budget or the call's time is used up. */
    public <T> CompletableFuture<T> run(Call call, Repeat repeat, Attempt<T> attempt) {
        return new Run<>(call, repeat, attempt).next();
    }

    private final class Run<T> {
        private final Call call;
        private final Repeat repeat;
        private final Attempt<T> attempt;
        private final List<CartoActivityException> earlier = new ArrayList<>();
        private int number = 1;
        private int unknownOutcomes;

        Run(Call call, Repeat repeat, Attempt<T> attempt) {
            this.call = call;
            this.repeat = repeat;
            this.attempt = attempt;
        }

        CompletableFuture<T> next() {
            if (call.scope().isCancelled()) {
                return call.scope().cancelledFuture();
            }
            return Async.settle(attempt.start(), this::settle);
        }

        private CompletableFuture<T> settle(@Nullable T value, @Nullable Throwable thrown) {
            if (thrown == null) {
                budget.giveBack();
                return completedFuture(value);
            }
            return thrown instanceof AttemptFailure failure ? afterFailure(failure) : failedFuture(thrown);
        }

        private CompletableFuture<T> afterFailure(AttemptFailure failure) {
            boolean madeProgress = attempt.madeProgress();
            if (madeProgress) {
                number = 1;
            }
            if (!mayRepeat(failure)) {
                return giveUp(failure.error());
            }
            Duration wait = backoff.delay(number, failure);
            if (wait.compareTo(policy.maxRetryAfter()) > 0 && failure.retryAfter() != null) {
                return giveUp(failure.error());
            }
            if (!call.deadline().allows(wait)) {
                return failure.retryAfter() == null ? outOfTime(failure.error()) : giveUp(failure.error());
            }
            if (!madeProgress && !budget.take()) {
                return giveUp(failure.error());
            }
            remember(failure.error());
            number++;
            if (failure.again() == Again.OUTCOME_UNKNOWN && repeat != Repeat.ALWAYS) {
                LOG.log(
                        Level.WARNING,
                        "{0} is sent again, although the first request may have been carried out",
                        call.operation().what());
            }
            attempt.pausing(failure.error(), wait);
            call.listener().retrying(call.operation().what(), number, wait);
            return call.scope().guard(time.sleep(wait)).thenCompose(awake -> next());
        }

        private void remember(CartoActivityException error) {
            if (earlier.size() == MOST_REMEMBERED) {
                earlier.remove(0);
            }
            earlier.add(error);
        }

        private boolean mayRepeat(AttemptFailure failure) {
            if (failure.again() == Again.USELESS || number >= policy.maxAttempts()) {
                return false;
            }
            if (failure.again() == Again.HARMLESS || repeat == Repeat.ALWAYS) {
                return true;
            }
            return repeat == Repeat.ONCE && unknownOutcomes++ == 0;
        }

        private CompletableFuture<T> giveUp(CartoActivityException error) {
            return failedFuture(withEarlier(error));
        }

        private CompletableFuture<T> outOfTime(CartoActivityException last) {
            ErrorDetails details = call.operation()
                    .failed(
                            "not done within " + call.deadline().allowed() + ", attempt " + number,
                            "Allow more time with Timeouts.withTotal, or try again later")
                    .asRetryable();
            return failedFuture(withEarlier(new DeadlineException(details, call.jobId(), last)));
        }

        private CartoActivityException withEarlier(CartoActivityException error) {
            for (CartoActivityException before : earlier) {
                if (before != error) {
                    error.addSuppressed(before);
                }
            }
            return error;
        }
    }
}
