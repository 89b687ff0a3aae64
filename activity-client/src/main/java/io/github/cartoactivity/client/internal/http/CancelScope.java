package io.github.cartoactivity.client.internal.http;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * One thing that can be called off as a whole: a call of the user, a job of an export, the client. Calling it off calls
 * off what was started in it.
 */
public final class CancelScope {
    private final Set<Runnable> actions = new LinkedHashSet<>();
    private State state = State.OPEN;

    private enum State {
        OPEN,
        CALLED_OFF,
        LATE
    }

    /** A scope that is also called off with this one. Close it when its work is done. */
    public CancelScope child() {
        CancelScope child = new CancelScope();
        Runnable cancelChild = child::cancel;
        onCancel(cancelChild);
        child.whenClosed = () -> forget(cancelChild);
        return child;
    }

    private Runnable whenClosed = () -> {};

    /** The work is done, there is nothing left to call off. */
    public void close() {
        synchronized (this) {
            actions.clear();
        }
        whenClosed.run();
    }

    public void cancel() {
        end(State.CALLED_OFF);
    }

    /** Calls it off because its time is over; what it has brought so far is still wanted. */
    public void expire() {
        end(State.LATE);
    }

    private void end(State how) {
        List<Runnable> due;
        synchronized (this) {
            if (state != State.OPEN) {
                return;
            }
            state = how;
            due = new ArrayList<>(actions);
            actions.clear();
        }
        due.forEach(Runnable::run);
    }

    /** Whether it is not to go on, for whatever reason. */
    public synchronized boolean isCancelled() {
        return state != State.OPEN;
    }

    /** Whether somebody wanted it no more. */
    public synchronized boolean isCalledOff() {
        return state == State.CALLED_OFF;
    }

    /** Whether its time was over. */
    public synchronized boolean isLate() {
        return state == State.LATE;
    }

    /** Runs the action when the scope is called off, at once if it already is. */
    public void onCancel(Runnable action) {
        synchronized (this) {
            if (state == State.OPEN) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    public synchronized void forget(Runnable action) {
        actions.remove(action);
    }

    /** Cancels the future with the scope, and keeps no hold of it once it is complete. */
    public <T> CompletableFuture<T> guard(CompletableFuture<T> future) {
        return guard(future, future);
    }

    /** Cancels {@code handle} with the scope until {@code future} is complete. */
    public <T> CompletableFuture<T> guard(CompletableFuture<T> future, Future<?> handle) {
        Runnable cancel = () -> handle.cancel(true);
        onCancel(cancel);
        future.whenComplete((value, failure) -> forget(cancel));
        return future;
    }

    public <T> CompletableFuture<T> cancelledFuture() {
        return CompletableFuture.failedFuture(new CancellationException("The call was cancelled"));
    }
}
