package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.client.Credentials;
import io.github.cartoactivity.client.Endpoints;
import io.github.cartoactivity.client.Export;
import io.github.cartoactivity.client.ExportRequest;
import io.github.cartoactivity.client.PollSchedule;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ApiUsageRow;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.CsvVariant;
import io.github.cartoactivity.testing.EndDate;
import io.github.cartoactivity.testing.FakeCarto;
import io.github.cartoactivity.testing.FakeOrganisation;
import io.github.cartoactivity.testing.ManualClock;
import io.github.cartoactivity.testing.TimestampStyle;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exports of a made-up organisation, through the whole client, held against the organisation itself. */
class ExportedDataTest {
    /** More than one job can cover. */
    private static final DateRange RANGE =
            DateRange.ofDays(LocalDate.parse("2025-08-01"), LocalDate.parse("2025-10-12"));

    private static final Instant NOW = Instant.parse("2025-10-20T12:00:00Z");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void tables_holdExactlyTheRowsOfTheRange_inBothFormats(ExportFormat format) throws Exception {
        try (FakeCarto carto = server().endDate(EndDate.INCLUSIVE_DAY).start()) {
            try (ActivityDatabase database = ActivityDatabase.open(export(carto, format))) {
                assertEqual(database, carto);
                List<TableContents> contents = database.contents();
                assertThat(contents).extracting(TableContents::category).containsExactly(ExportCategory.values());
                // Two jobs, and each gave one day too many.
                assertThat(contents.get(0).rowsOutsideRange())
                        .isEqualTo(events(carto, LocalDate.parse("2025-09-29")) + events(carto, RANGE.toExclusive()));
                assertThat(contents.get(1).rowsOutsideRange()).isPositive();
                assertThat(contents.get(2).rowsOutsideRange()).isZero();
                assertThat(contents.get(0).files()).isGreaterThan(2);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TimestampStyle.class)
    void timestampStyles_giveTheSameDays(TimestampStyle style) throws Exception {
        try (FakeCarto carto = server().timestamps(style).start();
                ActivityDatabase database = ActivityDatabase.open(export(carto, ExportFormat.CSV))) {
            for (ExportCategory timed : List.of(ExportCategory.ACTIVITY, ExportCategory.API_USAGE)) {
                assertThat(database.sql("SELECT CAST(ts AS DATE) AS day, COUNT(*) AS rows FROM " + timed.wireName()
                                        + " GROUP BY ALL ORDER BY ALL")
                                .rows())
                        .extracting(row -> row.number("rows"))
                        .containsExactlyElementsOf(RANGE.stream()
                                .map(day -> rows(carto, timed, day))
                                .filter(count -> count > 0)
                                .toList());
            }
        }
    }

    @Test
    void everyCsvVariantAtOnce_holdsTheSameRows() throws Exception {
        try (FakeCarto carto = server().csv(
                                CsvVariant.BYTE_ORDER_MARK,
                                CsvVariant.CRLF,
                                CsvVariant.QUOTE_ALL,
                                CsvVariant.REVERSED_COLUMNS,
                                CsvVariant.EXTRA_COLUMNS,
                                CsvVariant.GROUPS_IN_BRACES,
                                CsvVariant.GZIP_FILE)
                        .start();
                ActivityDatabase database = ActivityDatabase.open(export(carto, ExportFormat.CSV))) {
            assertEqual(database, carto);
        }
    }

    @Test
    void filesOfAnExport_openedByHand_giveTheSameAnswers() throws Exception {
        try (FakeCarto carto = server().start()) {
            Export csv = export(carto, ExportFormat.CSV);
            Export parquet = export(carto, ExportFormat.PARQUET);
            try (ActivityDatabase ofExport = ActivityDatabase.open(csv);
                    ActivityDatabase byHand = ActivityDatabase.open(directory.resolve("csv"));
                    ActivityDatabase inMemory = ActivityDatabase.open(
                            parquet, DatabaseOptions.defaults().inMemory());
                    ActivityDatabase locked = ActivityDatabase.open(
                            List.of(directory.resolve("parquet")),
                            DatabaseOptions.defaults().locked())) {
                String sql = "SELECT type, ts, md5(data) AS d FROM activity ORDER BY ALL";
                assertThat(byHand.sql(sql).json())
                        .isEqualTo(ofExport.sql(sql).json())
                        .isEqualTo(inMemory.sql(sql).json())
                        .isEqualTo(locked.sql(sql).json());
            }
        }
    }

    record Event(String type, Instant ts, @Nullable String data) {
        static Event of(ActivityEvent event) {
            return new Event(event.typeName(), event.ts(), event.data().raw().orElse(null));
        }
    }

    record Usage(
            Instant ts,
            @Nullable String userId,
            String metric,
            BigDecimal amount,
            @Nullable BigDecimal quotaUsageWeight,
            @Nullable String mapId,
            @Nullable String workflowId) {
        Usage {
            amount = amount.stripTrailingZeros();
            quotaUsageWeight = quotaUsageWeight == null ? null : quotaUsageWeight.stripTrailingZeros();
        }
    }

    record User(String userId, String email, Instant createdAt, String role, List<String> groupIds) {}

    private static void assertEqual(ActivityDatabase database, FakeCarto carto) {
        try (Stream<ActivityEvent> events = carto.organisation().events(RANGE)) {
            assertThat(database.sql("SELECT * FROM activity").as(Event.class))
                    .containsExactlyInAnyOrderElementsOf(events.map(Event::of).toList());
        }
        assertThat(database.sql("SELECT SUM(amount * quota_usage_weight) AS used FROM apiUsage")
                        .value(BigDecimal.class)
                        .orElseThrow())
                .isEqualByComparingTo(used(carto));
        assertThat(database.sql("SELECT * FROM apiUsage").as(Usage.class)).hasSize((int) rows(carto));
        assertThat(database.sql("SELECT * FROM userList").as(User.class))
                .extracting(User::userId, User::email, User::createdAt, User::groupIds)
                .containsExactlyInAnyOrderElementsOf(carto.organisation().users(NOW).stream()
                        .map(user -> tuple(user.userId().value(), user.email(), user.createdAt(), user.groupIds()))
                        .toList());
        assertThat(database.sql("SELECT COUNT(*) FROM groupList").value(Integer.class))
                .contains(carto.organisation().groups(NOW).size());
    }

    private static BigDecimal used(FakeCarto carto) {
        try (Stream<ApiUsageRow> usage = carto.organisation().apiUsage(RANGE)) {
            return usage.flatMap(row -> row.quotaUsed().stream()).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    private static long rows(FakeCarto carto) {
        return RANGE.stream()
                .mapToLong(day -> rows(carto, ExportCategory.API_USAGE, day))
                .sum();
    }

    private static long events(FakeCarto carto, LocalDate day) {
        return rows(carto, ExportCategory.ACTIVITY, day);
    }

    private static long rows(FakeCarto carto, ExportCategory category, LocalDate day) {
        try (Stream<?> rows = carto.organisation().rows(category, DateRange.ofDay(day), NOW)) {
            return rows.count();
        }
    }

    private static FakeCarto.Builder server() {
        return FakeCarto.builder()
                .organisation(FakeOrganisation.builder().eventsPerDay(100).build())
                .clock(ManualClock.at(NOW))
                .parquetEncoder(EncodedOnce::write);
    }

    private Export export(FakeCarto carto, ExportFormat format) throws Exception {
        try (CartoActivityClient client = CartoActivityClient.builder()
                .credentials(Credentials.ofClient(carto.clientId(), carto.clientSecret()))
                .endpoints(new Endpoints(carto.authUrl(), carto.accountsUrl()))
                .clock(ManualClock.at(NOW))
                .pollSchedule(new PollSchedule(Duration.ofMillis(1), 1, Duration.ofMillis(1), Duration.ZERO))
                .build()) {
            Path target = directory.resolve(format.wireName());
            return client.exportAndWait(ExportRequest.of(RANGE, target).withFormat(format));
        }
    }
}
