package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a database does to the machine around it: F62, F66, F67, F68, F79. */
class SurroundingsTest {
    @TempDir
    private Path directory;

    @Test
    void f62_aDatabase_writesNothingOutsideItsPrivateDirectory_andKeepsUtc() throws Exception {
        Path files = ExportFiles.allFourParquet(directory.resolve("files"));
        Path home = Files.createDirectory(directory.resolve("home"));
        Path work = Files.createDirectory(directory.resolve("work"));
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        ForkedJvm jvm = ForkedJvm.run(
                OpenAndAsk.class,
                work,
                Map.of("HOME", home.toString(), "TZ", "Pacific/Kiritimati"),
                List.of("-Duser.timezone=Pacific/Kiritimati", "-Djava.io.tmpdir=" + temporary, "-Duser.home=" + home),
                files.toString());
        assertThat(jvm.output()).contains("days=1 zone=UTC total=[{\"n\": 4}]");
        assertThat(jvm.exitCode()).isZero();
        assertThat(home).isEmptyDirectory();
        assertThat(work).isEmptyDirectory();
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.map(path -> path.getFileName().toString())
                            .filter(name -> name.startsWith("carto-activity")))
                    .isEmpty();
        }
    }

    @Test
    void f62_aDatabase_runsWithoutHome() throws Exception {
        Path files = ExportFiles.allFour(directory.resolve("files"));
        ForkedJvm jvm = ForkedJvm.run(
                OpenAndAsk.class, directory, Map.of(), List.of("-Duser.home=/nonexistent"), files.toString());
        assertThat(jvm.output()).contains("total=[{\"n\": 4}]");
    }

    @Test
    void f63_nativeLibraryThatCannotBeUnpacked_isATypedErrorWithRemedies() throws Exception {
        ForkedJvm jvm = ForkedJvm.run(
                OpenOnly.class,
                directory,
                Map.of(),
                List.of("-Djava.io.tmpdir=" + directory.resolve("nowhere")),
                directory.toString());
        assertThat(jvm.output()).contains("DatabaseException", "java.io.tmpdir", "nowhere");
    }

    /** Opens nothing, with its private directory in the one it is given. */
    static final class OpenOnly {
        private OpenOnly() {}

        public static void main(String[] arguments) {
            DatabaseOptions options = DatabaseOptions.defaults().withSpillDirectory(Path.of(arguments[0]));
            try (ActivityDatabase database = ActivityDatabase.open(List.of(), options)) {
                System.out.println(database.contents());
            } catch (RuntimeException e) {
                System.out.println(e);
            }
        }
    }

    /** Prints what the database thinks of time, and how many events there are. */
    static final class OpenAndAsk {
        private OpenAndAsk() {}

        public static void main(String[] arguments) {
            try (ActivityDatabase database = ActivityDatabase.open(Path.of(arguments[0]))) {
                LocalDate before = LocalDate.now(ZoneOffset.UTC);
                LocalDate today = database.sql("SELECT CURRENT_DATE")
                        .value(LocalDate.class)
                        .orElseThrow();
                LocalDate after = LocalDate.now(ZoneOffset.UTC);
                boolean utc = !today.isBefore(before) && !today.isAfter(after);
                System.out.println("days=" + (utc ? 1 : 0) + " zone="
                        + database.sql("SELECT current_setting('TimeZone')")
                                .value(String.class)
                                .orElseThrow()
                        + " total="
                        + database.sql("SELECT COUNT(*) AS n FROM activity").json());
            }
        }
    }

    @Test
    void f62_settings_areThoseOfASafeDatabase() {
        try (ActivityDatabase database = ActivityDatabase.open(List.of())) {
            assertThat(database.sql("""
                            SELECT current_setting('autoinstall_known_extensions') AS a,
                            current_setting('autoload_known_extensions') AS b,
                            current_setting('allow_persistent_secrets') AS c""").json()).isEqualTo("[{\"a\": false, \"b\": false, \"c\": false}]");
            assertThatThrownBy(() -> database.sql("SELECT * FROM read_parquet('https://127.0.0.1:1/x.parquet')")
                            .rows())
                    .isInstanceOf(QueryException.class);
        }
    }

    @Test
    void nothingToOpen_isFourEmptyTables() {
        try (ActivityDatabase database = ActivityDatabase.open(List.of())) {
            assertThat(database.contents())
                    .allSatisfy(table -> assertThat(table.rows()).isZero())
                    .hasSize(4);
            assertThat(database.sql("DESCRIBE apiUsage").rows())
                    .extracting(row -> row.text("column_name"))
                    .containsExactly(
                            "ts", "user_id", "metric", "amount", "quota_usage_weight", "map_id", "workflow_id");
            assertThat(database.sql("SELECT * FROM groupList").json()).isEqualTo("[]");
        }
    }

    @Test
    void privateDirectory_isForItsOwnerOnly_andGoneAfterwards_alsoAfterAFailure() throws IOException {
        Path spill = Files.createDirectory(directory.resolve("sp'ill; [x]*"));
        DatabaseOptions options = DatabaseOptions.defaults().withSpillDirectory(spill);
        try (ActivityDatabase database =
                ActivityDatabase.open(List.of(ExportFiles.allFour(directory.resolve("files"))), options)) {
            try (Stream<Path> inside = Files.list(spill)) {
                assertThat(inside)
                        .singleElement()
                        .satisfies(
                                path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                                        .isEqualTo("rwx------"));
            }
            assertThat(database.sql("SELECT COUNT(*) AS n FROM activity").json())
                    .isEqualTo("[{\"n\": 4}]");
        }
        Path broken = ExportFiles.write(directory.resolve("broken.csv"), "nothing");
        assertThatThrownBy(() -> ActivityDatabase.open(List.of(broken), options))
                .isInstanceOf(DataFileException.class);
        assertThat(spill).isEmptyDirectory();
        assertThatThrownBy(() -> ActivityDatabase.open(List.of(), options.withSpillDirectory(directory.resolve("no"))))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("withSpillDirectory");
    }

    @Test
    void f68_littleMemory_isEnoughForMuchData_becauseOfThePrivateDirectory() throws IOException {
        Path file = DuckDb.parquet(
                directory.resolve("a.parquet"),
                "SELECT 'A' || (i % 50) AS type, TIMESTAMP '2025-10-01 00:00:00' + to_seconds(i % 86400) AS ts,"
                        + " repeat(md5(i::VARCHAR), 6) AS data FROM range(750000) t(i)");
        Path csv = directory.resolve("a.csv");
        DuckDb.run("COPY (FROM '" + file + "') TO '" + csv + "' (HEADER)");
        Path spill = Files.createDirectory(directory.resolve("spill"));
        DatabaseOptions options = DatabaseOptions.defaults()
                .withMemoryLimit(128L << 20)
                .withThreads(1)
                .withSpillDirectory(spill);
        for (Path source : List.of(file, csv)) {
            try (ActivityDatabase database = ActivityDatabase.open(List.of(source), options)) {
                assertThat(database.sql(
                                        "SELECT COUNT(*) AS n, COUNT(DISTINCT type) AS t, MIN(length(data)) AS l FROM activity")
                                .json())
                        .isEqualTo("[{\"n\": 750000, \"t\": 50, \"l\": 192}]");
                assertThat(database.sql("SELECT COUNT(*) FROM (SELECT DISTINCT data, type FROM activity)")
                                .value(Long.class))
                        .contains(750_000L);
            }
        }
        assertThat(spill).isEmptyDirectory();
    }

    @Test
    void f68_tooLittleMemory_isATypedError_andTheDatabaseGoesOn() {
        try (ActivityDatabase database = ActivityDatabase.open(
                List.of(), DatabaseOptions.defaults().withMemoryLimit(64L << 20).withSpillLimit(1 << 20))) {
            assertThatThrownBy(() -> database.sql("SELECT list(i || repeat('x', 200)) AS l FROM range(3000000) t(i)")
                            .rows())
                    .isInstanceOfSatisfying(
                            QueryLimitException.class,
                            e -> assertThat(e.advice()).contains("withMemoryLimit"));
            assertThat(database.sql("SELECT 1 AS a").json()).isEqualTo("[{\"a\": 1}]");
        }
    }

    @Test
    void f68_answerThatDoesNotFitIntoTheHeap_isATypedError() throws Exception {
        ForkedJvm jvm = ForkedJvm.run(TooLarge.class, directory, Map.of(), List.of("-Xmx64m"));
        assertThat(jvm.output()).contains("QueryLimitException", "[{\"a\": 1}]");
        assertThat(jvm.exitCode()).isZero();
    }

    /** Asks for a text larger than the heap. */
    static final class TooLarge {
        private TooLarge() {}

        public static void main(String[] arguments) {
            try (ActivityDatabase database = ActivityDatabase.open(List.of())) {
                try {
                    database.sql("SELECT repeat('x', 200000000) AS x").rows();
                } catch (RuntimeException e) {
                    System.out.println(e.getClass().getSimpleName() + " " + e.getMessage() + " " + e.getCause());
                }
                System.out.println(database.sql("SELECT 1 AS a").json());
            }
        }
    }

    @Test
    void f67_damagedFiles_neverEndTheProcess() throws Exception {
        assertThat(mutants(60)).isEqualTo(60);
    }

    @Test
    @Tag("slow")
    void f67_manyDamagedFiles_neverEndTheProcess() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(mutants(100)).isEqualTo(100);
        }
    }

    private int mutants(int count) throws Exception {
        Path whole = DuckDb.parquet(
                directory.resolve("whole.parquet"),
                "SELECT 'A' || (i % 7) AS type, TIMESTAMP '2025-10-01 00:00:00' + to_seconds(i) AS ts,"
                        + " repeat(md5(i::VARCHAR), 3) AS data FROM range(3000) t(i)");
        Path mutants = Files.createDirectories(directory.resolve("mutants"));
        byte[] bytes = Files.readAllBytes(whole);
        Random random = new Random(count * 31L + bytes.length);
        for (int i = 0; i < count; i++) {
            byte[] mutant = Arrays.copyOf(bytes, bytes.length);
            for (int flip = 0; flip < 4; flip++) {
                int from = i % 2 == 0 ? bytes.length - 600 : 4;
                mutant[from + random.nextInt(bytes.length - 8 - from)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(mutants.resolve("m" + i + ".parquet"), mutant);
        }
        ForkedJvm jvm = ForkedJvm.run(OpenMutants.class, directory, Map.of(), List.of("-Xmx256m"), mutants.toString());
        assertThat(jvm.exitCode()).as(jvm.output()).isZero();
        return (int)
                jvm.output().lines().filter(line -> line.startsWith("done")).count();
    }

    /** Reads every file; typed errors and (wrong) rows are both fine, anything else is not. */
    static final class OpenMutants {
        private OpenMutants() {}

        public static void main(String[] arguments) throws IOException {
            List<Path> files = new ArrayList<>();
            try (Stream<Path> list = Files.list(Path.of(arguments[0]))) {
                list.forEach(files::add);
            }
            for (Path file : files) {
                try (ActivityDatabase database = ActivityDatabase.open(file)) {
                    database.sql("SELECT type, COUNT(*), MIN(ts), SUM(length(data)) FROM activity GROUP BY ALL")
                            .rows();
                } catch (DatabaseException | QueryException e) {
                    // Said what is wrong.
                }
                System.out.println("done " + file.getFileName());
            }
        }
    }
}
