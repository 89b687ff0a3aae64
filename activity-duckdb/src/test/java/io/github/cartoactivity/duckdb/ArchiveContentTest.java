package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.EventData;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.UserId;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.FakeOrganisation;
import io.github.cartoactivity.testing.JobFault;
import io.github.cartoactivity.testing.ParquetEncoder;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the files of an archive hold, and what the tables over them show. */
class ArchiveContentTest {
    private static final String NOW = "2025-10-03T05:00:00Z";
    private static final DateRange DAYS = DateRange.ofDays(SyncRig.FIRST, SyncRig.FIRST.plusDays(1));

    @TempDir
    private Path directory;

    record Wide(String data, String userId, String mapId) {}

    @Test
    void numbersOfADayThatIsReplaced_areNeverRounded() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory.resolve("archive"), "2025-10-03T05:00:00Z")) {
            Path day = rig.root().resolve("apiUsage/day=2025-10-01/data.parquet");
            Path other = directory.resolve("other.parquet");
            DuckDb.run("COPY (SELECT * REPLACE (CAST(amount + 0.5 AS DECIMAL(38, 9)) AS amount) FROM '" + day
                    + "') TO '" + other + "' (FORMAT parquet)");
            try (ActivityDatabase database = ActivityDatabase.open(rig.archive)) {
                assertThat(database.sql("SELECT sum(amount) FROM apiUsage").value(BigDecimal.class))
                        .isPresent();
                Files.move(other, day, StandardCopyOption.REPLACE_EXISTING);
                assertThatThrownBy(() ->
                                database.sql("SELECT sum(amount) FROM apiUsage").rows())
                        .isInstanceOf(QueryException.class)
                        .hasMessageContaining("open it again");
                assertThat(database.sql("SELECT count(*) FROM apiUsage").rows()).isNotEmpty();
            }
        }
    }

    @Test
    void malformedPayloads_keepTheirText_andHaveNoColumns() throws Exception {
        String broken =
                "SELECT type, ts, CASE extract(hour FROM ts) % 3 WHEN 0 THEN data[:12] WHEN 1 THEN '' ELSE data END"
                        + " AS data";
        try (SyncRig rig = new SyncRig(directory, NOW, carto -> carto.parquetEncoder(events(broken)))) {
            rig.sync();
            try (ActivityDatabase database = ActivityDatabase.open(rig.archive)) {
                List<Wide> rows =
                        database.sql("SELECT data, user_id, map_id FROM events").as(Wide.class);
                assertThat(rows)
                        .hasSize((int) Truth.events(rig.carto.organisation(), DAYS))
                        .anyMatch(row -> row.data().isEmpty());
                assertThat(rows).anyMatch(row -> row.data().length() == 12);
                assertThat(rows).allSatisfy(row -> {
                    EventData data = EventData.of(row.data());
                    boolean malformed = !row.data().endsWith("}");
                    assertThat(Optional.ofNullable(row.mapId())).isEqualTo(malformed ? Optional.empty() : data.mapId());
                    assertThat(Optional.ofNullable(row.userId()))
                            .isEqualTo(
                                    malformed ? Optional.empty() : data.userId().map(UserId::value));
                });
            }
            assertThat(rig.archive.verify(DAYS).isSound()).isTrue();
        }
    }

    @Test
    void f48_unknownColumns_areKept_alsoThoseWhoseNamesTheArchiveUses() throws Exception {
        String more = "SELECT type, ts, data, 'eu' AS region, 7 AS \"odd \"\" name\", 'other' AS User_Id, 1 AS day";
        try (SyncRig rig = new SyncRig(directory, NOW, carto -> carto.parquetEncoder(events(more)))) {
            rig.sync();
            Path file = rig.archive.days(ExportCategory.ACTIVITY).get(0).file();
            try (ActivityDatabase database = ActivityDatabase.open(rig.archive)) {
                Row row = database.sql("SELECT count(*) AS n, min(region) AS region, min(\"odd \"\" name\") AS odd,"
                                + " min(\"source_User_Id\") AS theirs, min(user_id) AS ours, min(source_day) AS day"
                                + " FROM read_parquet('" + file + "', hive_partitioning=false)")
                        .one()
                        .orElseThrow();
                assertThat(row.text("region")).isEqualTo("eu");
                assertThat(row.number("odd")).isEqualTo(7);
                assertThat(row.text("theirs")).isEqualTo("other");
                assertThat(row.text("ours")).contains("|");
                assertThat(row.number("day")).isEqualTo(1);
                assertThat(database.sql("SELECT * FROM activity LIMIT 1")
                                .one()
                                .orElseThrow()
                                .asMap())
                        .containsOnlyKeys("type", "ts", "data");
            }
        }
    }

    @Test
    void f48_columnsWithNamesOfDuckDbItself_changeNoPayload() throws Exception {
        String more =
                "SELECT type, ts, data, '7' AS rowid, 'a' AS FileName, 'b' AS alias, 'c' AS word, 'd' AS position,"
                        + " 'e' AS \"carto position\", 'f' AS file_row_number, 'g' AS changes, 'h' AS text";
        String payloads = "SELECT DISTINCT data FROM activity ORDER BY data";
        PseudonymKey key = PseudonymKey.of(new byte[32]);
        List<Row> expected;
        try (SyncRig rig = new SyncRig(directory.resolve("plain"), NOW)) {
            rig.sync(rig.options().withPseudonyms(key));
            try (ActivityDatabase database = ActivityDatabase.open(rig.archive)) {
                expected = database.sql(payloads).rows();
            }
        }
        try (SyncRig rig = new SyncRig(directory.resolve("more"), NOW, carto -> carto.parquetEncoder(events(more)))) {
            rig.sync(rig.options().withPseudonyms(key));
            try (ActivityDatabase database = ActivityDatabase.open(rig.archive)) {
                assertThat(database.sql(payloads).rows())
                        .hasToString(expected.toString())
                        .hasSizeGreaterThan(20);
                assertThat(database.sql("SELECT min(source_rowid) FROM read_parquet('"
                                        + rig.archive
                                                .days(ExportCategory.ACTIVITY)
                                                .get(0)
                                                .file() + "')")
                                .value(String.class))
                        .contains("7");
            }
            String user = String.valueOf(
                    rig.carto.organisation().users(Instant.parse(NOW)).get(0).userId());
            rig.archive.forget(user, key);
            assertThat(rig.archive.verify().isSound()).isTrue();
        }
    }

    @Test
    void rows_areOrderedByTypeAndTime_withinADay() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory, NOW)) {
            Path file = rig.archive.days(ExportCategory.ACTIVITY).get(0).file();
            try (ActivityDatabase database = ActivityDatabase.open(rig.archive)) {
                String source = "read_parquet('" + file + "', hive_partitioning=false)";
                assertThat(database.sql("SELECT type, ts FROM " + source).rows())
                        .extracting(Row::toString)
                        .containsExactlyElementsOf(
                                database.sql("SELECT type, ts FROM " + source + " ORDER BY type, ts").rows().stream()
                                        .map(Row::toString)
                                        .toList());
                assertThat(database.sql("SELECT DISTINCT compression FROM parquet_metadata('" + file + "')")
                                .rows())
                        .singleElement()
                        .satisfies(row -> assertThat(row.text("compression")).isEqualTo("ZSTD"));
            }
        }
    }

    @Test
    void f46_theLastMicrosecondOfADay_belongsToIt_andEqualRowsStayTwo() throws Exception {
        String edges = "SELECT type, CASE extract(hour FROM ts) WHEN 0 THEN date_trunc('day', ts) WHEN 23 THEN"
                + " date_trunc('day', ts) + INTERVAL 86399999999 MICROSECONDS ELSE ts END AS ts, '{}' AS data";
        try (SyncRig rig = new SyncRig(directory, NOW, carto -> carto.parquetEncoder(events(edges)))) {
            rig.sync();
            rig.sync(rig.options().withLookBack(2));
            assertThat(rig.archive.days(ExportCategory.ACTIVITY))
                    .extracting(ArchiveDay::rows)
                    .containsExactlyElementsOf(DAYS.stream()
                            .map(day -> Truth.events(rig.carto.organisation(), DateRange.ofDay(day)))
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1", "123456789012.123456789", "0.000000000000000001", "1e30", "7"})
    void numbers_areExact_andTheirProductsDoNotOverflow(String amount) throws Exception {
        String usage = "SELECT ts, user_id, metric, '" + amount + "' AS amount, '0.25' AS quota_usage_weight";
        try (SyncRig rig = new SyncRig(directory, NOW, carto -> carto.parquetEncoder(usage(usage)))) {
            rig.sync();
            try (ActivityDatabase database = ActivityDatabase.open(rig.archive)) {
                assertThat(database.sql(
                                        "SELECT count(*) FILTER (CAST(amount AS DOUBLE) = CAST('" + amount
                                                + "' AS DOUBLE)) AS same, sum(amount * quota_usage_weight) AS used FROM apiUsage")
                                .one()
                                .orElseThrow()
                                .number("same"))
                        .isEqualTo(rig.carto.organisation().apiUsage(DAYS).count());
            }
        }
    }

    @Test
    void aJobWithoutFiles_saysNothingAboutItsDays() throws Exception {
        try (SyncRig rig = new SyncRig(directory, NOW)) {
            rig.carto.on(Endpoint.GET_JOB).always(new JobFault.NoLinks());
            SyncReport report = rig.sync();
            assertThat(report.gaps()).containsExactlyElementsOf(DAYS.stream().toList());
            assertThat(report.empty()).isEmpty();
            rig.carto.on(Endpoint.GET_JOB).clear();
            assertThat(rig.sync().added()).hasSize(2);
        }
    }

    @Test
    void anEmptyDay_isRecorded_andNotAskedForAgain() throws Exception {
        String quiet = "SELECT type, ts, data";
        ParquetEncoder encoder = encoder(ExportCategory.ACTIVITY, quiet, " WHERE ts < TIMESTAMP '2025-10-02'");
        try (SyncRig rig = new SyncRig(directory, NOW, carto -> carto.parquetEncoder(encoder))) {
            rig.sync();
            assertThat(rig.archive.days(ExportCategory.ACTIVITY))
                    .extracting(ArchiveDay::rows)
                    .containsExactly(Truth.events(rig.carto.organisation(), DateRange.ofDay(SyncRig.FIRST)), 0L);
            assertThat(rig.sync().jobs()).isZero();
        }
    }

    @Test
    void whoHasLeft_staysKnown() throws Exception {
        String leaving = "SELECT user_id, email, created_at, role";
        ParquetEncoder[] encoder = {EncodedOnce::write};
        try (SyncRig rig = new SyncRig(
                directory, NOW, carto -> carto.parquetEncoder((c, csv, to) -> encoder[0].encode(c, csv, to)))) {
            rig.sync();
            String left =
                    rig.carto.organisation().users(Instant.parse(NOW)).get(0).email();
            long before = rig.archive.days(ExportCategory.USER_LIST).get(0).rows();
            rig.clock.set(Instant.parse("2025-10-06T05:00:00Z"));
            encoder[0] = encoder(ExportCategory.USER_LIST, leaving, " WHERE email <> '" + left + "'");
            rig.sync();
            try (ActivityDatabase database = ActivityDatabase.open(rig.archive)) {
                assertThat(database.sql("FROM userList WHERE email = '" + left + "'")
                                .rows())
                        .isEmpty();
                assertThat(database.sql("FROM userList").rows()).hasSize((int) before - 1);
                assertThat(database.sql("FROM userListHistory WHERE email = '" + left + "'")
                                .rows())
                        .singleElement()
                        .satisfies(row -> {
                            assertThat(row.date("first_seen")).isEqualTo(LocalDate.parse("2025-10-03"));
                            assertThat(row.date("last_seen")).isEqualTo(LocalDate.parse("2025-10-03"));
                        });
                assertThat(database.sql("FROM groupListHistory WHERE last_seen = DATE '2025-10-06'")
                                .rows())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void aDamagedSnapshot_isPutAside_andANewOneFetched() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory, NOW)) {
            Path users = rig.archive.days(ExportCategory.USER_LIST).get(0).file();
            Files.writeString(users, "no users");
            assertThatThrownBy(() -> ActivityDatabase.open(rig.archive)).isInstanceOf(DataFileException.class);
            assertThat(rig.sync().jobs()).isOne();
            Truth.assertHolds(rig.archive, rig.carto.organisation(), DAYS);
            assertThat(rig.archive.days(ExportCategory.USER_LIST)).hasSize(1);
        }
    }

    @Test
    void anEmptyArchive_hasEmptyTables() {
        try (ActivityDatabase database = ActivityDatabase.open(ActivityArchive.at(directory))) {
            for (String table : List.of("activity", "events", "apiUsage", "userList", "groupList", "userListHistory")) {
                assertThat(database.sql("FROM " + table).rows()).isEmpty();
            }
            assertThat(database.contents()).extracting(TableContents::rows).containsOnly(0L);
        }
        assertThat(ActivityArchive.at(directory).verify().isSound()).isTrue();
    }

    @Test
    void directoryThatIsNoArchive_isNotOpened() throws Exception {
        Path parent = Files.createDirectory(directory.resolve("parent"));
        for (Path none : List.of(directory.resolve("nowhere"), parent)) {
            assertThatThrownBy(() -> ActivityArchive.open(none))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("There is no archive");
        }
        Files.writeString(Files.createDirectory(parent.resolve("activity")).resolve("letter.txt"), "Dear all");
        assertThatThrownBy(() -> ActivityArchive.open(parent)).isInstanceOf(ArchiveException.class);
        try (SyncRig rig = SyncRig.synced(parent.resolve("archive"), NOW)) {
            assertThat(ActivityArchive.open(rig.root()).days(ExportCategory.ACTIVITY))
                    .hasSize(2);
            Files.delete(rig.root().resolve(".lock")); // A copy need not have what is hidden.
            assertThat(ActivityArchive.open(rig.root()).days(ExportCategory.ACTIVITY))
                    .hasSize(2);
        }
        assertThatThrownBy(() -> ActivityArchive.open(parent)).isInstanceOf(ArchiveException.class);
    }

    @Test
    void directoryWithoutDataFiles_isNotOpenedAsTables() throws Exception {
        Files.writeString(directory.resolve("letter.txt"), "Dear all");
        assertThatThrownBy(() -> ActivityDatabase.open(directory))
                .isInstanceOf(DataFileException.class)
                .hasMessageContaining("There is no data file in it")
                .hasMessageContaining(".csv.gz");
    }

    @Test
    void damageThatAStatementFinds_saysWhatToDo() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory.resolve("archive"), NOW)) {
            Path day = rig.root().resolve("activity/day=2025-10-01/data.parquet");
            byte[] bytes = Files.readAllBytes(day);
            for (int place = bytes.length / 4; place < bytes.length / 2; place++) {
                bytes[place] = 0;
            }
            Files.write(day, bytes);
            try (ActivityDatabase database = ActivityDatabase.open(rig.archive)) {
                SqlQuery all = database.sql("SELECT max(data), max(ts), max(type), max(user_id) FROM events");
                assertThatThrownBy(all::rows).isInstanceOf(QueryException.class).hasMessageContaining("sync --verify");
            }
        }
    }

    @Test
    void f48_filesThatCannotBeTakenIn_holdUpNoOtherJob() throws Exception {
        Path broken = Files.createFile(directory.resolve("broken"));
        String select =
                "SELECT type, CASE WHEN ts < '2025-10-20' THEN 'no time' ELSE CAST(ts AS VARCHAR) END AS ts, data";
        ParquetEncoder encoder = (category, csv, target) ->
                (Files.exists(broken) ? events(select) : events("SELECT *")).encode(category, csv, target);
        try (SyncRig rig = new SyncRig(
                directory.resolve("archive"), "2025-12-10T05:00:00Z", carto -> carto.parquetEncoder(encoder))) {
            assertThatThrownBy(rig::sync).isInstanceOf(SyncIncompleteException.class);
            assertThat(rig.archive.days(ExportCategory.ACTIVITY))
                    .isNotEmpty()
                    .allSatisfy(day -> assertThat(day.day()).isAfter(LocalDate.parse("2025-11-20")));
            Files.delete(broken);
            rig.sync();
            Truth.assertHolds(
                    rig.archive,
                    rig.carto.organisation(),
                    DateRange.ofDays(SyncRig.FIRST, LocalDate.parse("2025-12-09")));
        }
    }

    @Test
    void groupsThatAreSwitchedOff_areNoGroupsNow_andStayKnown() throws Exception {
        Path place = directory.resolve("archive");
        long groups;
        try (SyncRig rig = SyncRig.synced(place, "2025-10-03T05:00:00Z")) {
            groups = rig.archive.days(ExportCategory.GROUP_LIST).get(0).rows();
            assertThat(groups).isPositive();
        }
        FakeOrganisation without =
                FakeOrganisation.builder().eventsPerDay(40).users(5).groups(0).build();
        for (String now : List.of("2025-10-04T05:00:00Z", "2025-10-05T05:00:00Z")) {
            try (SyncRig rig = new SyncRig(place, now, carto -> carto.organisation(without))) {
                rig.sync();
                try (ActivityDatabase database = ActivityDatabase.open(rig.archive)) {
                    assertThat(number(database, "groupList")).isZero();
                    assertThat(number(database, "groupListHistory WHERE last_seen = DATE '2025-10-03'"))
                            .isEqualTo(groups);
                }
                assertThat(rig.archive.days(ExportCategory.GROUP_LIST)).hasSize(2);
                assertThat(rig.archive.verify().problems()).isEmpty();
            }
        }
        try (SyncRig rig = SyncRig.synced(place, "2025-10-06T05:00:00Z")) {
            try (ActivityDatabase database = ActivityDatabase.open(rig.archive)) {
                assertThat(number(database, "groupList")).isEqualTo(groups);
            }
        }
    }

    private static long number(ActivityDatabase database, String from) {
        return database.sql("SELECT count(*) AS n FROM " + from)
                .one()
                .orElseThrow()
                .number("n");
    }

    private static ParquetEncoder events(String select) {
        return encoder(ExportCategory.ACTIVITY, select, "");
    }

    private static ParquetEncoder usage(String select) {
        return encoder(ExportCategory.API_USAGE, select, "");
    }

    /** Changes one table on its way into Parquet. */
    private static ParquetEncoder encoder(ExportCategory changed, String select, String condition) {
        return (category, csv, target) -> {
            if (category != changed) {
                EncodedOnce.write(category, csv, target);
                return;
            }
            Path plain = target.resolveSibling(target.getFileName() + ".plain");
            EncodedOnce.write(category, csv, plain);
            DuckDb.parquet(target, select + " FROM read_parquet('" + plain + "')" + condition);
            Files.delete(plain);
        };
    }
}
