package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database whose tables are kept in a file. */
class DatabaseFileTest {
    @TempDir
    private Path directory;

    @Test
    void file_isKept_forItsOwnerOnly_andReplacedTheNextTime() throws IOException {
        Path kept = Files.createDirectory(directory.resolve("kept")).resolve("it's; [1].duckdb");
        DatabaseOptions options = DatabaseOptions.defaults().withDatabaseFile(kept);
        for (Path files : List.of(
                ExportFiles.allFour(directory.resolve("csv")),
                ExportFiles.allFourParquet(directory.resolve("parquet")))) {
            try (ActivityDatabase database = ActivityDatabase.open(List.of(files), options)) {
                assertThat(database.sql("SELECT COUNT(*) AS n FROM activity").json())
                        .isEqualTo("[{\"n\": 4}]");
                assertThat(kept.getParent().toFile().list()).containsExactly("it's; [1].duckdb");
                assertThat(database.sql("CREATE TEMP TABLE t AS SELECT 1 AS a; FROM t")
                                .json())
                        .isEqualTo("[{\"a\": 1}]");
                assertThatThrownBy(() -> database.sql("DELETE FROM activity").rows())
                        .isInstanceOf(QueryException.class);
            }
        }
        assertThat(kept.getParent().toFile().list()).containsExactly("it's; [1].duckdb");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        Path csv = directory.resolve("rows.csv");
        DuckDb.run(
                "ATTACH '" + kept.toString().replace("'", "''") + "' AS db (READ_ONLY)",
                "USE db",
                "COPY (SELECT (SELECT COUNT(*) FROM activity) + (SELECT COUNT(*) FROM userList)) TO '" + csv
                        + "' (HEADER false)");
        assertThat(csv).hasContent("7");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void archive_isCopied_soThatTheFileNeedsItNoMore(boolean locked) throws Exception {
        Path kept = directory.resolve("kept.duckdb");
        DatabaseOptions options = DatabaseOptions.defaults().withDatabaseFile(kept);
        List<String> tables = List.of(
                "activity",
                "events",
                "apiUsage",
                "userList",
                "groupList",
                "userListHistory",
                "groupListHistory",
                "carto.trail",
                "carto.events_by_day");
        List<String> answers;
        try (SyncRig rig = SyncRig.synced(directory.resolve("archive"), "2025-10-04T05:00:00Z")) {
            try (ActivityDatabase database = ActivityDatabase.open(rig.archive)) {
                answers = answers(database, tables);
            }
            try (ActivityDatabase database = ActivityDatabase.open(rig.archive, locked ? options.locked() : options)) {
                assertThat(answers(database, tables)).isEqualTo(answers);
                rig.archive.prune(LocalDate.parse("2030-01-01"));
                assertThat(answers(database, tables)).isEqualTo(answers);
            }
        }
        String union = tables.stream()
                .map(table -> "(SELECT count(*) FROM " + table + ")")
                .collect(Collectors.joining(" + "));
        DuckDb.run("ATTACH '" + kept + "' AS db (READ_ONLY)", "USE db", "SELECT " + union);
    }

    private static List<String> answers(ActivityDatabase database, List<String> tables) {
        return tables.stream()
                .map(table -> database.sql("FROM " + table + " ORDER BY ALL").json())
                .toList();
    }

    @Test
    void file_thatIsNoDatabase_isRefusedAndStays() {
        Path other = ExportFiles.write(directory.resolve("thesis.txt"), "do not delete");
        Path tiny = ExportFiles.write(directory.resolve("tiny.txt"), "x");
        for (Path file : List.of(other, tiny, directory)) {
            assertThatThrownBy(() -> ActivityDatabase.open(
                            List.of(), DatabaseOptions.defaults().withDatabaseFile(file)))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining(file.getFileName().toString());
        }
        assertThat(other).hasContent("do not delete");
    }

    @Test
    void failedOpening_leavesTheOldFile_andNothingElse() throws IOException {
        Path place = Files.createDirectory(directory.resolve("kept"));
        DatabaseOptions options = DatabaseOptions.defaults().withDatabaseFile(place.resolve("a.duckdb"));
        ActivityDatabase.open(List.of(ExportFiles.allFour(directory.resolve("csv"))), options)
                .close();
        byte[] before = Files.readAllBytes(place.resolve("a.duckdb"));
        Path broken = ExportFiles.write(directory.resolve("broken.csv"), "type,ts,data\nA,never,{}\n");
        assertThatThrownBy(() -> ActivityDatabase.open(List.of(broken), options))
                .isInstanceOf(DataFileException.class);
        assertThat(place.resolve("a.duckdb")).hasBinaryContent(before);
        assertThat(place.toFile().list()).containsExactly("a.duckdb");
    }

    @Test
    void lockedDatabase_mayBeKept() {
        Path kept = directory.resolve("locked.duckdb");
        DatabaseOptions options =
                DatabaseOptions.defaults().withDatabaseFile(kept).locked();
        try (ActivityDatabase database =
                ActivityDatabase.open(List.of(ExportFiles.allFour(directory.resolve("csv"))), options)) {
            assertThat(database.sql("SELECT COUNT(*) AS n FROM activity").json())
                    .isEqualTo("[{\"n\": 4}]");
        }
        assertThat(kept).exists();
    }

    @Test
    void missingDirectory_isATypedError() {
        assertThatThrownBy(() -> ActivityDatabase.open(
                        List.of(), DatabaseOptions.defaults().withDatabaseFile(directory.resolve("no/a.duckdb"))))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("database file");
    }

    @Test
    void inMemory_needsNoFile() {
        try (ActivityDatabase database = ActivityDatabase.open(
                List.of(ExportFiles.allFour(directory)),
                DatabaseOptions.defaults().inMemory())) {
            assertThat(database.sql("SELECT COUNT(*) AS n FROM activity").json())
                    .isEqualTo("[{\"n\": 4}]");
            assertThat(database.sql("SELECT COUNT(*) AS n FROM duckdb_databases() WHERE path IS NOT NULL")
                            .json())
                    .isEqualTo("[{\"n\": 0}]");
        }
    }

    @Test
    void f64_whatThisProcessHasOpen_staysLocked_whenItIsLookedAt() throws Exception {
        Path locks = Path.of("/proc/locks");
        assumeTrue(Files.isReadable(locks), "the system does not list its locks");
        Path kept = directory.resolve("kept.duckdb");
        DatabaseOptions options = DatabaseOptions.defaults().withDatabaseFile(kept);
        Path broken = ExportFiles.write(directory.resolve("broken.csv"), "type,ts,data\nA,never,{}\n");
        try (ActivityDatabase reading =
                ActivityDatabase.open(List.of(ExportFiles.allFour(directory.resolve("csv"))), options)) {
            String inode = ":" + Files.getAttribute(kept, "unix:ino") + " ";
            assertThat(Files.readString(locks)).contains(inode);
            assertThatThrownBy(() -> ActivityDatabase.open(List.of(broken), options))
                    .isInstanceOf(DataFileException.class);
            assertThat(Files.readString(locks)).contains(inode);
            assertThat(reading.sql("SELECT count(*) AS n FROM activity").json()).isEqualTo("[{\"n\": 4}]");
        }
    }

    @Test
    void f64_whatThisProcessWrites_isNotReplaced() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/locks")), "the system does not list its locks");
        Path kept = directory.resolve("kept.duckdb");
        try (Connection writer = DriverManager.getConnection("jdbc:duckdb:" + kept);
                Statement statement = writer.createStatement()) {
            statement.execute("CREATE TABLE mine AS SELECT 1 AS a");
            assertThatThrownBy(() -> ActivityDatabase.open(
                            List.of(), DatabaseOptions.defaults().withDatabaseFile(kept)))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("open for writing")
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
            assertThat(Files.readString(Path.of("/proc/locks")))
                    .contains(":" + Files.getAttribute(kept, "unix:ino") + " ");
        }
    }
}
