package io.github.cartoactivity.client.internal.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.error.DownloadException;
import io.github.cartoactivity.client.internal.http.AttemptFailure;
import io.github.cartoactivity.client.internal.http.CancelScope;
import io.github.cartoactivity.client.internal.http.Time;
import io.github.cartoactivity.model.ErrorDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final Sleeper sleeper = new Sleeper();
    private final CancelScope caller = new CancelScope();
    private final List<Work> started = new ArrayList<>();

    /** Something under way, ended by the test. */
    private record Work(String name, CompletableFuture<String> future) {
        void done() {
            future.complete(name);
        }

        void refused(@Nullable Duration retryAfter) {
            DownloadException error = new DownloadException(ErrorDetails.of("too much", ""), null);
            future.completeExceptionally(new AttemptFailure(error, AttemptFailure.Again.HARMLESS, true, retryAfter));
        }
    }

    /** Time that stands still but for sleeps that the test ends. */
    private static final class Sleeper implements Time {
        private final List<CompletableFuture<Void>> sleeping = new ArrayList<>();
        private long nanos;

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public CompletableFuture<Void> sleep(Duration duration) {
            CompletableFuture<Void> awake = new CompletableFuture<>();
            sleeping.add(awake);
            return awake;
        }

        void pass(Duration duration) {
            nanos += duration.toNanos();
            List.copyOf(sleeping).forEach(awake -> awake.complete(null));
        }

        @Override
        public Alarm alarm(Duration duration, Runnable action) {
            throw new UnsupportedOperationException();
        }
    }

    /** Runs everything on the thread of the test, one after the other. */
    private static final class InTurn implements Executor {
        private final Deque<Runnable> tasks = new ArrayDeque<>();
        private boolean running;

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
            if (!running) {
                running = true;
                while (!tasks.isEmpty()) {
                    tasks.remove().run();
                }
                running = false;
            }
        }
    }

    private Lanes lanes(int count) {
        return new Lanes(count, sleeper, Duration.ofMinutes(5), new InTurn());
    }

    private CompletableFuture<String> run(Lanes lanes, CancelScope scope, String name) {
        return lanes.run(scope, () -> begin(name));
    }

    private CompletableFuture<String> begin(String name) {
        Work work = new Work(name, new CompletableFuture<>());
        started.add(work);
        return work.future();
    }

    private List<String> names() {
        return started.stream().map(Work::name).toList();
    }

    @Test
    void noMoreThanTheLanes_runAtOnce_inOrder() {
        Lanes lanes = lanes(2);
        for (String name : List.of("a", "b", "c", "d")) {
            run(lanes, caller, name);
        }
        assertThat(names()).containsExactly("a", "b");
        started.get(1).done();
        assertThat(names()).containsExactly("a", "b", "c");
        started.get(0).future().completeExceptionally(new IllegalStateException());
        assertThat(names()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void callers_takeTurns() {
        Lanes lanes = lanes(1);
        CancelScope other = new CancelScope();
        for (int i = 0; i < 4; i++) {
            run(lanes, caller, "a" + i);
        }
        run(lanes, other, "b0");
        run(lanes, other, "b1");
        for (int i = 0; i < 6; i++) {
            started.get(i).done();
        }
        assertThat(names()).containsExactly("a0", "a1", "b0", "a2", "b1", "a3");
    }

    @Test
    void whatHasBegunBefore_goesAhead() {
        Lanes lanes = lanes(1);
        run(lanes, caller, "a");
        run(lanes, caller, "b");
        lanes.run(caller, Lanes.Turn.AHEAD, () -> begin("again"));
        started.get(0).done();
        assertThat(names()).containsExactly("a", "again");
    }

    @Test
    void cancelledCaller_waitsNoLonger_whoeverIsInTheLanes() {
        Lanes lanes = lanes(1);
        CancelScope other = new CancelScope();
        run(lanes, other, "long");
        CompletableFuture<String> first = run(lanes, caller, "first");
        CompletableFuture<String> second = run(lanes, caller, "second");
        caller.cancel();
        assertThat(first).isCompletedExceptionally();
        assertThat(second).failsWithin(Duration.ZERO).withThrowableOfType(CancellationException.class);
        assertThat(run(lanes, caller, "late")).isCompletedExceptionally();
        started.get(0).done();
        assertThat(names()).containsExactly("long");
    }

    @Test
    void hundredThousandThatEndAtOnce_needNoDeepStack() {
        Lanes lanes = lanes(1);
        CompletableFuture<String> gate = new CompletableFuture<>();
        lanes.run(caller, () -> gate);
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            all.add(lanes.run(caller, () -> CompletableFuture.completedFuture("")));
        }
        gate.complete("");
        assertThat(all).allMatch(CompletableFuture::isDone);
    }

    @Test
    void workThatHangsWhileItBegins_keepsItsOwnLaneOnly() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<String> goOn = new CompletableFuture<>();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Lanes lanes = new Lanes(2, sleeper, Duration.ofMinutes(5), threads);
            Supplier<CompletableFuture<String>> hanging = () -> {
                begun.countDown();
                return CompletableFuture.completedFuture(
                        goOn.orTimeout(60, TimeUnit.SECONDS).join());
            };
            CompletableFuture<CompletableFuture<String>> stuck =
                    CompletableFuture.supplyAsync(() -> lanes.run(caller, hanging), threads);
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            List<CompletableFuture<String>> others = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                others.add(lanes.run(new CancelScope(), () -> CompletableFuture.completedFuture("done")));
            }
            assertThat(others).allSatisfy(other -> assertThat(other).succeedsWithin(Duration.ofSeconds(10)));
            assertThat(stuck).succeedsWithin(Duration.ofSeconds(10));
            assertThat(stuck.join()).isNotDone();
        } finally {
            goOn.complete("at last");
            threads.shutdown();
        }
    }

    @Test
    void workThatCannotBegin_freesItsLane() {
        Lanes lanes = lanes(1);
        CompletableFuture<String> broken = lanes.run(caller, () -> {
            throw new IllegalStateException("no");
        });
        assertThat(broken).isCompletedExceptionally();
        assertThat(run(lanes, caller, "next")).isNotDone();
        assertThat(names()).containsExactly("next");
    }

    @Test
    void crowdedHost_getsHalf_onceForAllThatWereOnTheWay_andMoreAgainLater() {
        Lanes lanes = lanes(8);
        for (int i = 0; i < 200; i++) {
            run(lanes, caller, "" + i);
        }
        List.copyOf(started).forEach(work -> work.refused(null));
        assertThat(started).hasSize(8 + 4);
        for (int i = 8; i < 12; i++) {
            started.get(i).refused(null);
        }
        assertThat(started).hasSize(12 + 2);
        for (int i = 12; started.size() < 200; i++) {
            started.get(i).done();
        }
        assertThat(started.stream().filter(work -> !work.future().isDone())).hasSize(8);
    }

    @Test
    void oneLane_isAlwaysLeft() {
        Lanes lanes = lanes(2);
        for (int i = 0; i < 20; i++) {
            run(lanes, caller, "" + i);
        }
        for (int i = 0; i < 10; i++) {
            started.get(started.size() - 1).refused(null);
        }
        assertThat(started.stream().filter(work -> !work.future().isDone()).count())
                .isBetween(1L, 2L);
    }

    @Test
    void hostThatNamesATime_closesTheLanesUntilThen() {
        Lanes lanes = lanes(4);
        for (int i = 0; i < 10; i++) {
            run(lanes, caller, "" + i);
        }
        started.get(0).refused(Duration.ofSeconds(30));
        started.get(1).done();
        started.get(2).done();
        started.get(3).done();
        assertThat(started).hasSize(4);
        sleeper.pass(Duration.ofSeconds(29));
        assertThat(started).hasSize(4);
        sleeper.pass(Duration.ofSeconds(1));
        run(lanes, caller, "and another");
        assertThat(started).hasSizeGreaterThan(4);
    }

    @Test
    void hostThatNamesAnAbsurdTime_doesNotCloseTheLanesForOthers() {
        Lanes lanes = lanes(1);
        run(lanes, caller, "a");
        run(lanes, caller, "b");
        started.get(0).refused(Duration.ofDays(1));
        assertThat(names()).containsExactly("a", "b");
    }

    @Test
    void helpers_getOnlyLanesThatNobodyWaitsFor() {
        Lanes lanes = lanes(3);
        run(lanes, caller, "file");
        int[] left = {4};
        Lanes.Helper helper = () -> left[0]-- > 0 ? Optional.of(begin("help")) : Optional.empty();
        lanes.offer(helper);
        assertThat(names()).containsExactly("file", "help", "help");
        run(lanes, caller, "another file");
        started.get(1).done();
        assertThat(names()).endsWith("another file");
        started.get(2).done();
        started.get(3).done();
        started.get(4).done();
        started.get(5).done();
        assertThat(names()).filteredOn("help"::equals).hasSize(4);
    }

    @Test
    void errors_freeTheirLanes() {
        Lanes lanes = lanes(1);
        CompletableFuture<String> broken = lanes.run(caller, () -> {
            throw new AssertionError("broken");
        });
        assertThat(broken).failsWithin(Duration.ZERO).withThrowableOfType(ExecutionException.class);
        lanes.offer(() -> {
            throw new AssertionError("broken");
        });
        run(lanes, caller, "next");
        assertThat(names()).containsExactly("next");
    }

    @Test
    void withdrawnHelper_isNotAsked_norAnyWhileTheHostIsCrowded() {
        Lanes lanes = lanes(4);
        Lanes.Helper helper = () -> Optional.of(begin("help"));
        lanes.offer(helper);
        assertThat(started).hasSize(4);
        lanes.withdraw(helper);
        lanes.withdraw(helper);
        started.get(0).done();
        assertThat(started).hasSize(4);
        lanes.offer(helper);
        assertThat(started).hasSize(5);
        started.get(1).refused(null);
        started.get(2).done();
        assertThat(started).hasSize(5);
    }
}
