package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.internal.http.Async;
import io.github.cartoactivity.client.internal.http.AttemptFailure;
import io.github.cartoactivity.client.internal.http.CancelScope;
import io.github.cartoactivity.client.internal.http.Time;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a limited number of asynchronous things run at the same time. Callers take turns, so that one with a thousand
 * things to do does not keep another one waiting; the things of one caller run in order. Lanes that nobody waits for go
 * to helpers. When a server says that it has too much to do, there are fewer lanes for a while, and none until the time
 * that it names.
 */
public final class Lanes {
    private static final Logger LOG = System.getLogger(Lanes.class.getName());

    private final Time time;
    private final Duration longestPause;
    private final Executor executor;
    private final LaneLimit limit;
    private final Map<CancelScope, Deque<Entry<?>>> waiting = new LinkedHashMap<>();
    private final Deque<Helper> helpers = new ArrayDeque<>();
    private long started;
    private int busy;
    private long closedUntilNanos;

    /** Something that can make use of a free lane. */
    interface Helper {
        /** Begins to help; empty when there is nothing more to do. */
        Optional<CompletableFuture<?>> help();
    }

    /** Where a thing stands among those of its caller. */
    enum Turn {
        IN_ORDER,
        /** It has been under way before. */
        AHEAD
    }

    private record Entry<T>(Supplier<CompletableFuture<T>> work, CompletableFuture<T> result, Runnable forget) {}

    /**
     * @param longestPause how long a server may close the lanes
     * @param executor where things begin, each for itself, since one may wait for a disk or for the user; does not throw
     */
    public Lanes(int count, Time time, Duration longestPause, Executor executor) {
        this.limit = new LaneLimit(count);
        this.time = time;
        this.longestPause = longestPause;
        this.executor = executor;
        this.closedUntilNanos = time.nanoTime();
    }

    /** Runs it when it is its turn, unless its caller gives up before. */
    public <T> CompletableFuture<T> run(CancelScope caller, Supplier<CompletableFuture<T>> work) {
        return run(caller, Turn.IN_ORDER, work);
    }

    <T> CompletableFuture<T> run(CancelScope caller, Turn turn, Supplier<CompletableFuture<T>> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable giveUp = () -> giveUp(caller);
        Entry<T> entry = new Entry<>(work, result, () -> caller.forget(giveUp));
        synchronized (this) {
            Deque<Entry<?>> ofCaller = waiting.computeIfAbsent(caller, any -> new ArrayDeque<>());
            if (turn == Turn.AHEAD) {
                ofCaller.addFirst(entry);
            } else {
                ofCaller.addLast(entry);
            }
        }
        caller.onCancel(giveUp);
        serve();
        return result;
    }

    private void giveUp(CancelScope caller) {
        Deque<Entry<?>> ofCaller;
        synchronized (this) {
            ofCaller = waiting.remove(caller);
        }
        if (ofCaller != null) {
            ofCaller.forEach(
                    entry -> entry.result().completeExceptionally(new CancellationException("The call was cancelled")));
        }
    }

    /** From now on the helper is asked whenever a lane is free. */
    void offer(Helper helper) {
        synchronized (this) {
            helpers.addLast(helper);
        }
        serve();
    }

    synchronized void withdraw(Helper helper) {
        helpers.remove(helper);
    }

    /** Starts what can be started. */
    private void serve() {
        for (Runnable next = next(); next != null; next = next()) {
            executor.execute(next);
        }
    }

    /** What to start now; its lane is taken. */
    private synchronized @Nullable Runnable next() {
        boolean closed = closedUntilNanos - time.nanoTime() > 0;
        return closed || busy >= limit.allowed() ? null : waitingOrHelper();
    }

    private @Nullable Runnable waitingOrHelper() {
        Iterator<Map.Entry<CancelScope, Deque<Entry<?>>>> callers =
                waiting.entrySet().iterator();
        if (callers.hasNext()) {
            Map.Entry<CancelScope, Deque<Entry<?>>> first = callers.next();
            callers.remove();
            Entry<?> entry = first.getValue().remove();
            if (!first.getValue().isEmpty()) {
                waiting.put(first.getKey(), first.getValue());
            }
            return taken(number -> start(entry, number));
        }
        Helper helper = limit.isReduced() ? null : helpers.poll();
        return helper == null ? null : taken(number -> start(helper, number));
    }

    private Runnable taken(LongConsumer start) {
        busy++;
        long number = ++started;
        return () -> start.accept(number);
    }

    private <T> void start(Entry<T> entry, long number) {
        entry.forget().run();
        begun(entry.work()).whenComplete((value, thrown) -> {
            leave(number, thrown);
            if (thrown == null) {
                serve(); // First, because what follows on a success may take its time.
                entry.result().complete(value);
            } else {
                entry.result().completeExceptionally(thrown); // First, because it may call off what is waiting.
                serve();
            }
        });
    }

    private static <T> CompletableFuture<T> begun(Supplier<CompletableFuture<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** A helper that fails is not asked again. */
    private static Optional<CompletableFuture<?>> helped(Helper helper) {
        try {
            return helper.help();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.DEBUG, "A helper failed", e);
            return Optional.empty();
        }
    }

    private void start(Helper helper, long number) {
        Optional<CompletableFuture<?>> help = helped(helper);
        if (help.isEmpty()) {
            leaveUnused();
            return;
        }
        offer(helper);
        help.get().whenComplete((value, thrown) -> {
            leave(number, thrown);
            serve();
        });
    }

    private void leaveUnused() {
        synchronized (this) {
            busy--;
        }
        serve();
    }

    private void leave(long number, @Nullable Throwable thrown) {
        synchronized (this) {
            busy--;
            if (thrown == null) {
                limit.succeeded();
            }
        }
        if (thrown != null && Async.unwrap(thrown) instanceof AttemptFailure failure && failure.throttled()) {
            crowded(number, failure.retryAfter());
        }
    }

    private void crowded(long number, @Nullable Duration retryAfter) {
        synchronized (this) {
            limit.crowded(number, started);
            if (retryAfter == null || retryAfter.compareTo(longestPause) > 0) {
                return;
            }
            long until = time.nanoTime() + retryAfter.toNanos();
            closedUntilNanos = closedUntilNanos - until > 0 ? closedUntilNanos : until;
        }
        time.sleep(retryAfter).thenRun(this::serve);
    }
}
