package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many threads, time-outs, interrupts, and closing under way. */
@Timeout(120)
class ManyThreadsTest {
    /** Takes minutes. */
    private static final String ENDLESS =
            "SELECT COUNT(*) AS n FROM range(10000000) a, range(10000000) b WHERE a.range * b.range = 7";

    @TempDir
    private Path directory;

    @Test
    void statements_ofManyThreads_runSideBySide_noMoreThanAllowed() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (ActivityDatabase database = open(DatabaseOptions.defaults().withMaxStatements(3))) {
            List<Future<Long>> answers = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                long wanted = i;
                answers.add(threads.submit(() -> database.sql("SELECT COUNT(*) + ? AS n FROM activity")
                        .bind(wanted)
                        .value(Long.class)
                        .orElseThrow()));
            }
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo(4 + i);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void timeout_stopsAStatement_andTheDatabaseGoesOn() {
        try (ActivityDatabase database = open(DatabaseOptions.defaults().withTimeout(Duration.ofMillis(300)))) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> database.sql(ENDLESS).rows())
                    .isInstanceOfSatisfying(
                            QueryTimeoutException.class,
                            e -> assertThat(e.context())
                                    .containsEntry("timeout", "PT0.3S")
                                    .containsKey("statement"));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(250), Duration.ofSeconds(10));
            assertThat(database.sql("SELECT 1 AS a").json()).isEqualTo("[{\"a\": 1}]");
        }
    }

    @Test
    void timeout_ofAScript_holdsForAllItsStatements() {
        try (ActivityDatabase database = open(DatabaseOptions.defaults())) {
            assertThatThrownBy(() -> database.sql("CREATE TEMP TABLE t AS " + ENDLESS + "; SELECT 1")
                            .timeout(Duration.ofMillis(300))
                            .rows())
                    .isInstanceOf(QueryTimeoutException.class);
        }
    }

    @Test
    void timeout_ofAStream_countsOnlyDuckDbsTime() {
        try (ActivityDatabase database = open(DatabaseOptions.defaults())) {
            try (Stream<Row> rows = database.sql("FROM range(100000)").timeout(Duration.ofSeconds(5)).stream()) {
                Iterator<Row> iterator = rows.iterator();
                iterator.next();
                // The statement's own time has passed meanwhile for nobody but the reader.
                assertThat(database.sql("SELECT COUNT(*) FROM range(50000000) WHERE hash(range) = 3")
                                .value(Long.class))
                        .isPresent();
                iterator.forEachRemaining(row -> {});
            }
        }
    }

    @Test
    void f69_interrupt_stopsAStatement_andLeavesTheFlag() throws Exception {
        try (ActivityDatabase database = open(DatabaseOptions.defaults())) {
            CompletableFuture<Throwable> outcome = new CompletableFuture<>();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            CountDownLatch begun = new CountDownLatch(1);
            Thread thread = new Thread(() -> {
                begun.countDown();
                try {
                    database.sql(ENDLESS).rows();
                } catch (RuntimeException e) {
                    flag.complete(Thread.currentThread().isInterrupted());
                    outcome.complete(e);
                }
            });
            thread.start();
            begun.await();
            thread.interrupt();
            assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(QueryCancelledException.class);
            assertThat(flag.get()).isTrue();
            thread.join();
        }
    }

    @Test
    void interruptBefore_stopsAtOnce() {
        try (ActivityDatabase database = open(DatabaseOptions.defaults())) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> database.sql("SELECT 1").rows()).isInstanceOf(QueryCancelledException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(database.sql("SELECT 1 AS a").json()).isEqualTo("[{\"a\": 1}]");
        }
    }

    @Test
    void tooManyOpenStreams_areATypedError_notADeadlock() {
        try (ActivityDatabase database = open(DatabaseOptions.defaults().withMaxStatements(2))) {
            try (Stream<Row> one = database.sql("FROM range(10)").stream();
                    Stream<Row> two = database.sql("FROM range(10)").stream()) {
                assertThatThrownBy(() -> database.sql("SELECT 1")
                                .timeout(Duration.ofMillis(50))
                                .rows())
                        .isInstanceOf(QueryTimeoutException.class)
                        .hasMessageContaining("withMaxStatements");
                assertThat(one).hasSize(10);
                assertThat(two).hasSize(10);
            }
            assertThat(database.sql("SELECT 1").rows()).hasSize(1);
        }
    }

    @Test
    void close_stopsWhatRuns_andIsDoneOnce() throws Exception {
        ActivityDatabase database = open(DatabaseOptions.defaults());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> running = IntStream.range(0, 4)
                    .<Future<?>>mapToObj(
                            i -> threads.submit(() -> database.sql(ENDLESS).rows()))
                    .toList();
            Stream<Row> stream = database.sql("FROM range(1000000000)").stream();
            Iterator<Row> rows = stream.iterator();
            assertThat(rows.next().number("range")).isZero();
            database.close();
            database.close();
            for (Future<?> one : running) {
                assertThatThrownBy(() -> one.get(10, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .cause()
                        .isInstanceOfAny(QueryCancelledException.class, IllegalStateException.class);
            }
            assertThatThrownBy(() -> rows.forEachRemaining(row -> {})).isInstanceOf(QueryCancelledException.class);
            stream.close();
            assertThatThrownBy(() -> database.sql("SELECT 1").rows()).isInstanceOf(IllegalStateException.class);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void manyDatabases_leaveNoThreadsAndNoFiles() throws Exception {
        Path spill = Files.createDirectory(directory.resolve("spill"));
        for (int i = 0; i < 20; i++) {
            try (ActivityDatabase database = open(DatabaseOptions.defaults().withSpillDirectory(spill))) {
                assertThat(database.sql("SELECT COUNT(*) FROM activity").value(Long.class))
                        .contains(4L);
                assertThat(spill.toFile().list()).hasSize(1);
            }
        }
        assertThat(spill).isEmptyDirectory();
        for (Thread thread : ourThreads()) {
            thread.join(20_000);
        }
        assertThat(ourThreads()).isEmpty();
    }

    @Test
    void abandonedPlanning_isFinishedByItsThread() throws IOException {
        Path spill = Files.createDirectory(directory.resolve("spill"));
        ActivityDatabase database = open(DatabaseOptions.defaults().withSpillDirectory(spill));
        assertThatThrownBy(() -> database.sql("SELECT list_sum(range(2000000)) + length(repeat('x', 100000000))")
                        .timeout(Duration.ofMillis(1))
                        .rows())
                .isInstanceOf(QueryTimeoutException.class);
        database.close();
        for (Thread thread : ourThreads()) {
            try {
                thread.join(60_000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        assertThat(spill).isEmptyDirectory();
    }

    private static Set<Thread> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("carto-activity-duckdb"))
                .collect(Collectors.toSet());
    }

    private ActivityDatabase open(DatabaseOptions options) {
        return ActivityDatabase.open(List.of(ExportFiles.allFour(directory.resolve("files"))), options);
    }
}
