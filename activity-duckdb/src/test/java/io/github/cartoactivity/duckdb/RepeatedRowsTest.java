package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cartoactivity.model.ExportCategory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Loose files that hold the same rows are refused; the files of one export are not. */
class RepeatedRowsTest {
    private static final String HEADER = "type,ts,data\n";

    @TempDir
    private Path directory;

    static Stream<DatabaseOptions> options() {
        DatabaseOptions defaults = DatabaseOptions.defaults();
        return Stream.of(defaults, defaults.inMemory(), defaults.locked());
    }

    @ParameterizedTest
    @MethodSource("options")
    void f46_copyOfAFile_isRefused(DatabaseOptions options) {
        Path file = events("activity.csv", 1, 3);
        Path copy = events("activity (1).csv", 1, 3);
        assertThatThrownBy(() -> ActivityDatabase.open(List.of(file, copy), options))
                .isInstanceOf(RepeatedRowsException.class)
                .hasMessageContaining("activity of 3 days from 2025-10-01 to 2025-10-03 are there twice")
                .hasMessageContaining("open only one of the two");
    }

    @ParameterizedTest
    @MethodSource("options")
    void f46_copyOfAParquetFile_isRefused(DatabaseOptions options) {
        Path file = parquet("1.parquet", events("1.csv", 1, 3));
        Path copy = parquet("2.parquet", events("2.csv", 1, 3));
        assertThatThrownBy(() -> ActivityDatabase.open(List.of(file, copy), options))
                .isInstanceOf(RepeatedRowsException.class);
    }

    @Test
    void f46_rangesThatOverlap_areRefused_withTheDaysAndBothFiles() {
        Path september = events("september/activity-1.csv", 1, 5);
        Path october = events("october/activity-1.csv", 4, 9);
        RepeatedRowsException problem =
                catchThrowableOfType(RepeatedRowsException.class, () -> ActivityDatabase.open(september, october));
        assertThat(problem).hasMessageContaining("2 days from 2025-10-04 to 2025-10-05");
        assertThat(problem.first()).isEqualTo(september);
        assertThat(problem.second()).isEqualTo(october);
    }

    @Test
    void directories_whoseFilesAreCutDifferently_areCompared() {
        events("one/activity.csv", 1, 2);
        ExportFiles.write(directory.resolve("two/a.csv"), HEADER + line(1, 0) + line(2, 1));
        ExportFiles.write(directory.resolve("two/b.csv"), HEADER + line(1, 1) + line(2, 0) + line(2, 2));
        ExportFiles.write(directory.resolve("two/c.csv"), HEADER + line(1, 2));
        assertThatThrownBy(() -> ActivityDatabase.open(directory))
                .isInstanceOfSatisfying(RepeatedRowsException.class, problem -> {
                    assertThat(problem.first().getFileName()).hasToString("activity.csv");
                    assertThat(problem.second().getFileName()).hasToString("two");
                });
    }

    @Test
    void bothFormats_sideBySide_areRefused_whateverTheyHold() {
        parquet("activity-1.parquet", events("activity-1.csv", 1, 1));
        events("activity-1.csv", 2, 2);
        assertThatThrownBy(() -> ActivityDatabase.open(directory))
                .isInstanceOf(RepeatedRowsException.class)
                .hasMessageContaining("both formats");
    }

    @Test
    void bothFormats_underOtherNames_areRefused_evenWithFewerDigits() {
        Path csv = ExportFiles.write(directory.resolve("exact.csv"), HEADER + "A,2025-10-01T00:00:00.123456Z,{}\n");
        parquet("exact.parquet", csv);
        Path seconds = ExportFiles.write(directory.resolve("seconds.csv"), HEADER + "A,2025-10-01 00:00:00,{}\n");
        assertThatThrownBy(() -> ActivityDatabase.open(directory.resolve("exact.parquet"), seconds))
                .isInstanceOf(RepeatedRowsException.class);
    }

    @Test
    void sameContents_atOtherTimes_areEventsOfTheirOwn() {
        Path morning = ExportFiles.write(directory.resolve("a/1.csv"), HEADER + "UserLogins,2025-10-01T08:00:00Z,{}\n");
        Path evening = ExportFiles.write(directory.resolve("b/2.csv"), HEADER + "UserLogins,2025-10-01T17:30:00Z,{}\n");
        try (ActivityDatabase database = ActivityDatabase.open(morning, evening)) {
            assertThat(database.sql("SELECT count(*) FROM activity").value(Long.class))
                    .contains(2L);
        }
    }

    @Test
    void usage_isComparedByValue() {
        Path one = ExportFiles.write(directory.resolve("1.csv"), "ts,user_id,metric,amount\n2025-10-01,u,m,1.50\n");
        Path other = ExportFiles.write(directory.resolve("2.csv"), "ts,amount,metric,user_id\n2025-10-01,1.5,m,u\n");
        assertThatThrownBy(() -> ActivityDatabase.open(one, other)).hasMessageContaining("apiUsage of 2025-10-01");
    }

    @Test
    void filesOfOneExport_areOneTable_alsoWhereADayIsCutAndRowsAreEqual() {
        ExportFiles.write(directory.resolve("activity-1.csv"), HEADER + line(1, 0) + line(2, 0) + line(2, 0));
        ExportFiles.write(directory.resolve("activity-2.csv"), HEADER + line(2, 0) + line(3, 0));
        ExportFiles.write(directory.resolve("activity-3.csv"), HEADER);
        ExportFiles.write(directory.resolve("activity-4.csv"), HEADER);
        ExportFiles.write(directory.resolve("userList-1.csv"), ExportFiles.USERS);
        ExportFiles.write(directory.resolve("older/userList-1.csv"), ExportFiles.USERS);
        try (ActivityDatabase database = ActivityDatabase.open(directory)) {
            assertThat(database.contents()).extracting(TableContents::rows).containsExactly(5L, 0L, 3L, 0L);
        }
    }

    private Path events(String name, int firstDay, int lastDay) {
        return ExportFiles.write(
                directory.resolve(name),
                IntStream.rangeClosed(firstDay, lastDay)
                        .boxed()
                        .flatMap(day -> Stream.of(line(day, 0), line(day, 1), line(day, 2)))
                        .collect(Collectors.joining("", HEADER, "")));
    }

    private static String line(int day, int number) {
        return "MapOpened,2025-10-0" + day + "T0" + number + ":00:00.000Z,\"{\"\"mapId\"\":\"\"m" + number
                + "\"\"}\"\n";
    }

    private Path parquet(String name, Path csv) {
        Path target = directory.resolve(name);
        ParquetFiles.write(ExportCategory.ACTIVITY, csv, target);
        return target;
    }
}
