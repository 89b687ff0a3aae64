package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that others hold, that were damaged, or whose process was killed while it made them. */
class DatabaseFaultsTest {
    @TempDir
    private Path directory;

    @Test
    void f64_aFileThatAnotherProcessWrites_isRefusedAtOnce_withItsId() throws Exception {
        Path kept = keep(directory.resolve("files"));
        try (Held held = Held.open(kept)) {
            assertThat(held.count()).isEqualTo("4");
            assertThatThrownBy(() -> count(options(kept)))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("process=" + held.running().process().pid());
            assertThat(held.count()).isEqualTo("4");
        }
        assertThat(kept.resolveSibling("kept.duckdb.wal")).exists();
        assertThat(count(options(kept))).isEqualTo(4);
        assertThat(kept.getParent().toFile().list()).containsExactly("kept.duckdb");
    }

    @Test
    void f65_aLogThatFitsNoDatabase_isReplacedWithIt() throws Exception {
        Path kept = keep(directory.resolve("files"));
        Path log = Files.write(kept.resolveSibling("kept.duckdb.wal"), new byte[] {1, 2, 3});
        assertThat(count(options(kept))).isEqualTo(4);
        assertThat(log).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.3, 0.9})
    void f64_aDamagedDatabase_isMadeAnewFromTheFiles(double whole) throws Exception {
        Path kept = keep(directory.resolve("files"));
        byte[] bytes = Files.readAllBytes(kept);
        byte[] damaged = Arrays.copyOf(bytes, bytes.length);
        Arrays.fill(damaged, Math.max(12, (int) (bytes.length * whole)), bytes.length, (byte) 0x5a);
        Files.write(kept, damaged);
        assertThat(count(options(kept))).isEqualTo(4);
        Files.write(kept, Arrays.copyOf(bytes, Math.max(12, (int) (bytes.length * whole))));
        assertThat(count(options(kept))).isEqualTo(4);
    }

    @Test
    void f65_killedWhileADatabaseIsMade_leavesTheOldOne_andTheNextRunLeavesNothingElse() throws Exception {
        Path kept = keep(directory.resolve("files"));
        byte[] before = Files.readAllBytes(kept);
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Path large = DuckDb.parquet(
                directory.resolve("large.parquet"),
                "SELECT 'A' || (i % 50) AS type, TIMESTAMP '2025-10-01 00:00:00' + to_seconds(i % 86400) AS ts,"
                        + " repeat(md5(i::VARCHAR), 9) AS data FROM range(700000) t(i)");
        Random random = new Random(65);
        int killed = 0;
        for (int i = 0; i < 5; i++) {
            try (Running running = Running.start(MakeDatabase.class, temporary, kept, large)) {
                running.line();
                killed += running.killAfter(20 + random.nextInt(150)) ? 1 : 0;
            }
        }
        assertThat(killed).isPositive();
        assertThat(kept).hasBinaryContent(before);
        try (Running running = Running.start(MakeDatabase.class, temporary, kept, large)) {
            running.line();
            assertThat(running.line()).isEqualTo("700000");
            assertThat(running.await()).isZero();
        }
        assertThat(kept.getParent().toFile().list()).containsExactly("kept.duckdb");
        assertThat(names(temporary)).isEmpty();
    }

    @Test
    void closing_whileStatementsArePlannedAndRun_isAnErrorOfTheLibrary() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 5; round++) {
                ActivityDatabase database = ActivityDatabase.open();
                CountDownLatch running = new CountDownLatch(8);
                List<Future<Throwable>> ends = new ArrayList<>();
                for (int caller = 0; caller < 4; caller++) {
                    ends.add(callers.submit(() -> askUntilItFails(database, running)));
                }
                assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
                database.close();
                for (Future<Throwable> end : ends) {
                    assertThat(end.get(60, TimeUnit.SECONDS))
                            .isInstanceOfAny(QueryCancelledException.class, IllegalStateException.class)
                            .isNotInstanceOf(CancellationException.class);
                }
            }
        } finally {
            callers.shutdownNow();
        }
    }

    private static Throwable askUntilItFails(ActivityDatabase database, CountDownLatch running) {
        try {
            while (true) {
                running.countDown();
                database.sql("SELECT list_sum(list_transform(range(100000), lambda x: x % 7)) AS n")
                        .rows();
            }
        } catch (RuntimeException e) {
            return e;
        }
    }

    @Test
    void f66_daysAreThoseOfUtc_whateverTheZoneOfTheJvm() {
        Path file = ExportFiles.write(
                directory.resolve("a.csv"),
                "type,ts,data\nA,2024-03-10T02:30:00.000Z,{}\nA,2024-03-10T23:59:59.999Z,{}\nA,2024-03-11T00:00:00Z,{}\n");
        try (ActivityDatabase database = ActivityDatabase.open(file)) {
            assertThat(database.sql("SELECT CAST(ts AS DATE) AS day, count(*) AS n, min(ts) AS first FROM activity"
                                    + " GROUP BY 1 ORDER BY 1")
                            .json())
                    .isEqualTo("[{\"day\": \"2024-03-10\", \"n\": 2, \"first\": \"2024-03-10T02:30:00.000Z\"},\n"
                            + "{\"day\": \"2024-03-11\", \"n\": 1, \"first\": \"2024-03-11T00:00:00.000Z\"}]");
            assertThat(database.sql("SELECT max(CAST(ts AS DATE)) FROM activity")
                            .value(LocalDate.class))
                    .contains(LocalDate.parse("2024-03-11"));
        }
    }

    @Test
    void f79_statementsInPaths_areOnlyNames() throws IOException {
        Path odd = Files.createDirectories(directory
                .resolve("a;session_init_sql_file=x'); DROP TABLE activity; --")
                .resolve("\"it's\""));
        Path file = ExportFiles.write(odd.resolve("f'; COPY (SELECT 1) TO 'stolen.csv'; --.csv"), ExportFiles.ACTIVITY);
        Path kept = odd.resolve("kept';--.duckdb");
        try (ActivityDatabase database = ActivityDatabase.open(List.of(file), options(kept))) {
            assertThat(database.sql("SELECT count(*) FROM activity WHERE type <> ?")
                            .bind("'; DROP TABLE activity; --")
                            .value(Long.class))
                    .contains(4L);
            assertThatThrownBy(() -> database.sql("SELECT ?; DROP TABLE activity")
                            .bind("x")
                            .rows())
                    .isInstanceOf(QueryException.class);
        }
        assertThat(Files.exists(Path.of("stolen.csv"))).isFalse();
        assertThat(odd.toFile().list()).hasSize(2);
    }

    private Path keep(Path files) throws IOException {
        ExportFiles.allFour(files);
        Path kept = Files.createDirectory(directory.resolve("place")).resolve("kept.duckdb");
        assertThat(count(options(kept))).isEqualTo(4);
        return kept;
    }

    private static DatabaseOptions options(Path kept) {
        return DatabaseOptions.defaults().withDatabaseFile(kept);
    }

    private long count(DatabaseOptions options) {
        try (ActivityDatabase database = ActivityDatabase.open(List.of(directory.resolve("files")), options)) {
            return database.sql("SELECT count(*) FROM activity")
                    .value(Long.class)
                    .orElseThrow();
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(path -> path.getFileName().toString())
                    .filter(name -> !name.startsWith("hsperfdata"))
                    .toList();
        }
    }

    /** Another process that talks over its standard streams. */
    private record Running(Process process, BufferedReader reader) implements AutoCloseable {
        static Running start(Class<?> main, Path temporary, Path... arguments) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:TieredStopAtLevel=1",
                    "-Djava.io.tmpdir=" + temporary,
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    main.getName()));
            Stream.of(arguments).map(Path::toString).forEach(command::add);
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Running(
                    process,
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
        }

        String line() throws IOException {
            return String.valueOf(reader.readLine());
        }

        boolean killAfter(long millis) throws InterruptedException {
            boolean ended = process.waitFor(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
            close();
            return !ended;
        }

        int await() throws InterruptedException {
            return process.waitFor();
        }

        @Override
        public void close() throws InterruptedException {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    /** A database file that another process has open for writing. */
    private record Held(Running running) implements AutoCloseable {
        static Held open(Path file) throws IOException {
            return new Held(Running.start(Hold.class, file.getParent().resolveSibling("files"), file));
        }

        String count() throws IOException {
            OutputStream out = running.process().getOutputStream();
            out.write('\n');
            out.flush();
            return running.line();
        }

        @Override
        public void close() throws InterruptedException {
            running.close();
        }
    }

    /** Holds a database file open for writing; counts when it is sent a line. */
    static final class Hold {
        private Hold() {}

        public static void main(String[] arguments) throws Exception {
            try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:" + arguments[0], new Properties());
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE mine AS SELECT 1 AS a");
                while (System.in.read() >= 0) {
                    try (ResultSet result = statement.executeQuery("SELECT count(*) FROM activity")) {
                        result.next();
                        System.out.println(result.getLong(1));
                    }
                }
            }
        }
    }

    /** Makes a database file out of a large file. */
    static final class MakeDatabase {
        private MakeDatabase() {}

        public static void main(String[] arguments) {
            DatabaseOptions options = options(Path.of(arguments[0])).withThreads(1);
            ActivityDatabase.open(List.of(), DatabaseOptions.defaults()).close();
            System.out.println("started");
            try (ActivityDatabase database = ActivityDatabase.open(List.of(Path.of(arguments[1])), options)) {
                System.out.println(database.sql("SELECT count(*) FROM activity")
                        .value(Long.class)
                        .orElseThrow());
            }
        }
    }
}
