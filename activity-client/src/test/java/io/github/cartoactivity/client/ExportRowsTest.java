package io.github.cartoactivity.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cartoactivity.client.error.MalformedDataException;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ApiUsageRow;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.model.ExportRow;
import io.github.cartoactivity.model.GroupRecord;
import io.github.cartoactivity.model.UserRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of an export are those of the days that each file's job was asked for. */
class ExportRowsTest {
    private static final LocalDate FIRST = LocalDate.parse("2025-10-01");
    private static final DateRange FIRST_JOB = DateRange.ofDays(FIRST, FIRST.plusDays(1));
    private static final DateRange SECOND_JOB = DateRange.ofDays(FIRST.plusDays(2), FIRST.plusDays(3));

    @TempDir
    Path directory;

    private final List<String> told = new ArrayList<>();
    private final ProgressListener listener = new ProgressListener() {
        @Override
        public void rowsRead(ExportCategory category, long rows) {
            told.add(category + " " + rows);
        }

        @Override
        public void rowsFinished(ExportCategory category, long rows) {
            told.add(category + " ended at " + rows);
        }
    };
    private Export export;

    /** Two jobs that both deliver the day after their range, and the second one the day before it, too. */
    @BeforeEach
    void writeFiles() throws IOException {
        List<ExportFile> files = List.of(
                file(
                        ExportCategory.ACTIVITY,
                        FIRST_JOB,
                        "type,ts,data\nA,2025-10-01T00:00:00Z,\nB,2025-10-02T23:59:59.999999Z,\n"
                                + "C,2025-10-03T00:00:00Z,\nC,2025-10-03T00:00:00Z,\nD,2025-10-03T12:00:00Z,\n"),
                file(
                        ExportCategory.ACTIVITY,
                        SECOND_JOB,
                        "type,ts,data\nB,2025-10-02T23:59:59.999999Z,\nC,2025-10-03T00:00:00Z,\nC,2025-10-03T00:00:00Z,\n"
                                + "D,2025-10-03T12:00:00Z,\nE,2025-10-04T23:59:59Z,\nF,2025-10-05T00:00:00Z,\n"),
                file(
                        ExportCategory.API_USAGE,
                        SECOND_JOB,
                        "ts,metric,amount\n2025-10-02,a,1\n2025-10-03,b,1\n2025-10-05,c,1\n"),
                file(ExportCategory.USER_LIST, SECOND_JOB, "user_id,created_at\nauth0|1,2020-01-01\n"),
                file(ExportCategory.GROUP_LIST, SECOND_JOB, "group_id\ng1\n"));
        ExportRequest request = ExportRequest.of(DateRange.ofDays(FIRST, FIRST.plusDays(3)), directory);
        export = new Export(request, files, new ExportCost(2, 2, files.size(), 0, 0, Duration.ZERO), listener);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void activity_ofNeighbouringJobs_givesEachRowOnce(int threads) {
        Export read = export.readWith(RowReader.defaults().parallel(threads));
        try (Stream<ActivityEvent> events = read.activity()) {
            assertThat(events.map(ActivityEvent::typeName)).containsExactly("A", "B", "C", "C", "D", "E");
        }
        assertThat(read.droppedRows()).isEqualTo(5);
        try (Stream<ActivityEvent> events = read.activity()) {
            assertThat(events.count()).isEqualTo(6);
        }
        assertThat(read.droppedRows()).isEqualTo(10);
        assertThat(export.droppedRows()).isZero();
    }

    @Test
    void apiUsage_keepsTheDaysOfTheJob() {
        try (Stream<ApiUsageRow> rows = export.apiUsage()) {
            assertThat(rows.map(ApiUsageRow::metric)).containsExactly("b");
        }
        assertThat(export.droppedRows()).isEqualTo(2);
    }

    @Test
    void usersAndGroups_areNotCut() {
        try (Stream<UserRecord> users = export.users();
                Stream<GroupRecord> groups = export.groups()) {
            assertThat(users.map(UserRecord::createdAt)).containsExactly(Instant.parse("2020-01-01T00:00:00Z"));
            assertThat(groups.count()).isEqualTo(1);
        }
        assertThat(export.droppedRows()).isZero();
    }

    @Test
    void rows_ofACategory_areTheTypedOnes() {
        for (ExportCategory category : ExportCategory.values()) {
            try (Stream<ExportRow> rows = export.rows(category)) {
                assertThat(rows.map(ExportRow::category)).isNotEmpty().containsOnly(category);
            }
        }
    }

    @Test
    void badRow_stopsTheStreamOrGoesToTheListener() throws IOException {
        Files.writeString(export.files(ExportCategory.GROUP_LIST).get(0).path(), "group_id\ng1\n\"\"\ng2\n");
        try (Stream<GroupRecord> groups = export.groups()) {
            assertThatThrownBy(groups::toList).isInstanceOf(MalformedDataException.class);
        }
        RejectedRows rejected = RejectedRows.keeping(1);
        try (Stream<GroupRecord> groups =
                export.readWith(RowReader.defaults().onBadRow(rejected)).groups()) {
            assertThat(groups.map(GroupRecord::groupId)).containsExactly("g1", "g2");
        }
        assertThat(rejected.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void listener_hearsHowManyRowsWereTaken(int threads) throws IOException {
        String groups = IntStream.range(0, 25_000).mapToObj(i -> "g" + i + "\n").collect(Collectors.joining());
        Files.writeString(export.files(ExportCategory.GROUP_LIST).get(0).path(), "group_id\n" + groups);
        Export read = export.readWith(RowReader.defaults().parallel(threads));
        try (Stream<GroupRecord> all = read.groups()) {
            assertThat(all.count()).isEqualTo(25_000);
        }
        assertThat(told).containsExactly("GROUP_LIST 10000", "GROUP_LIST 20000", "GROUP_LIST ended at 25000");
        told.clear();
        try (Stream<GroupRecord> some = read.groups()) {
            assertThat(some.limit(10).count()).isEqualTo(10);
        }
        assertThat(told).containsExactly("GROUP_LIST ended at 10");
    }

    private ExportFile file(ExportCategory category, DateRange range, String text) throws IOException {
        Path path = Files.writeString(Files.createTempFile(directory, category.wireName(), ".csv"), text);
        return new ExportFile(path, category, ExportFormat.CSV, range, "job", Files.size(path));
    }
}
