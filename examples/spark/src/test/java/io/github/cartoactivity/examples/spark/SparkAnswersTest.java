package io.github.cartoactivity.examples.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.client.Credentials;
import io.github.cartoactivity.client.Endpoints;
import io.github.cartoactivity.duckdb.ActivityArchive;
import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.duckdb.ActivitySync;
import io.github.cartoactivity.duckdb.ParquetFiles;
import io.github.cartoactivity.duckdb.SyncOptions;
import io.github.cartoactivity.duckdb.query.Top;
import io.github.cartoactivity.duckdb.query.TypedQuery;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.testing.FakeCarto;
import io.github.cartoactivity.testing.FakeOrganisation;
import io.github.cartoactivity.testing.ManualClock;
import io.github.cartoactivity.testing.Oddity;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Spark reads what a sync has written, and answers as DuckDB does. */
class SparkAnswersTest {
    private static final LocalDate FIRST = LocalDate.parse("2025-10-01");
    private static final DateRange ALL = DateRange.ofDays(FIRST, LocalDate.parse("2025-10-31"));
    private static final DateRange ASKED =
            DateRange.ofDays(LocalDate.parse("2025-10-08"), LocalDate.parse("2025-10-21"));
    private static final int TOP = 20;

    @TempDir
    private static Path directory;

    private static FakeOrganisation organisation;
    private static ActivityArchive archive;
    private static SparkSession spark;

    @BeforeAll
    static void sync() throws InterruptedException {
        ManualClock clock = ManualClock.at("2025-10-20T05:00:00Z");
        try (FakeCarto carto = FakeCarto.builder()
                        .clock(clock)
                        .pollsUntilDone(1)
                        .organisation(FakeOrganisation.builder()
                                .eventsPerDay(400)
                                .users(30)
                                .oddities(Oddity.MALFORMED_DATA, Oddity.SPECIAL_CHARACTERS, Oddity.DAY_EDGES)
                                .build())
                        .parquetEncoder(ParquetFiles::write)
                        .start();
                CartoActivityClient client = CartoActivityClient.builder()
                        .credentials(Credentials.ofClient("fake-client-id", "fake-client-secret-7d1f0c52"))
                        .endpoints(new Endpoints(carto.authUrl(), carto.accountsUrl()))
                        .clock(clock)
                        .build()) {
            organisation = carto.organisation();
            archive = ActivityArchive.at(directory.resolve("archive"));
            ActivitySync sync = new ActivitySync(client, archive);
            SyncOptions options = SyncOptions.since(FIRST).withClock(clock);
            sync.run(options);
            clock.advance(Duration.ofDays(12));
            sync.run(options);
        }
        spark = SparkArchive.localSession();
        SparkArchive.register(spark, archive.directory().toString());
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @Test
    void everyRow_isThere_withItsTypes() {
        assertThat(spark.table("events").count())
                .isEqualTo(organisation.events(ALL).count());
        assertThat(spark.table("usage").count())
                .isEqualTo(organisation.apiUsage(ALL).count());
        assertThat(spark.sql("SELECT min(ts), max(ts) FROM events").first().get(0))
                .isInstanceOf(LocalDateTime.class);
        assertThat(spark.table("events").columns())
                .contains("type", "ts", "data", "user_id", "map_id", "workflow_id", "connection_id", "provider", "day");
        assertThat(spark.table("usage").schema().apply("amount").dataType().sql())
                .isEqualTo("DECIMAL(38,9)");
    }

    @ParameterizedTest
    @EnumSource(Question.class)
    void answers_areThoseOfDuckDb(Question question) {
        List<List<Object>> fromSpark = question.ask(spark, ASKED, TOP).collectAsList().stream()
                .map(SparkAnswersTest::values)
                .toList();
        try (ActivityDatabase database = ActivityDatabase.open(archive)) {
            List<List<Object>> fromDuckDb = typed(database, question).list().stream()
                    .map(SparkAnswersTest::values)
                    .toList();
            assertThat(fromDuckDb).isNotEmpty();
            assertThat(fromSpark).isEqualTo(fromDuckDb);
        }
    }

    @Test
    void aConditionOnTheDay_readsTheFilesOfThatDayOnly() {
        String plan = spark.sql("SELECT count(*) FROM events WHERE day = DATE '2025-10-09' AND type = 'MapCreated'")
                .queryExecution()
                .toString();
        assertThat(plan).contains("PartitionFilters: [isnotnull(day").contains("PushedFilters: [IsNotNull(type)");
        assertThat(spark.sql("SELECT DISTINCT input_file_name() FROM events WHERE day = DATE '2025-10-09'")
                        .count())
                .isOne();
    }

    private static TypedQuery<? extends Record> typed(ActivityDatabase database, Question question) {
        return switch (question) {
            case MOST_ACTIVE_USERS -> database.engagement().mostActiveUsers(ASKED, Top.of(TOP));
            case MOST_EDITED_MAPS -> database.content().mostEditedMaps(ASKED, Top.of(TOP));
            case WORKFLOW_RUNS -> database.content().workflowRuns(ASKED, Top.of(TOP));
            case RHYTHM -> database.engagement().rhythm(ASKED);
            case QUOTA_BY_USER -> database.quota().byUser(ASKED, Top.of(TOP));
        };
    }

    private static List<Object> values(Row row) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> plain(
                        row.schema().apply(i).dataType().typeName().equals("array") ? row.getList(i) : row.get(i)))
                .toList();
    }

    private static List<Object> values(Record row) {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            try {
                values.add(plain(component.getAccessor().invoke(row)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return values;
    }

    /** One form for what both give in forms of their own. */
    private static Object plain(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString();
        }
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros();
        }
        if (value instanceof Double number) {
            return Math.round(number * 1e12);
        }
        if (value instanceof List<?> list) {
            return Arrays.asList(list.toArray());
        }
        return value instanceof Number number ? number.longValue() : String.valueOf(value);
    }
}
