package io.github.cartoactivity.duckdb.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.duckdb.query.QuotaQueries.Attribution;
import io.github.cartoactivity.duckdb.query.QuotaQueries.Consumption;
import io.github.cartoactivity.duckdb.query.QuotaQueries.DayUse;
import io.github.cartoactivity.duckdb.query.QuotaQueries.LimitHit;
import io.github.cartoactivity.duckdb.query.QuotaQueries.MetricUse;
import io.github.cartoactivity.duckdb.query.QuotaQueries.ObjectUse;
import io.github.cartoactivity.duckdb.query.QuotaQueries.Projection;
import io.github.cartoactivity.duckdb.query.QuotaQueries.UserUse;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ApiUsageRow;
import io.github.cartoactivity.model.UserId;
import io.github.cartoactivity.model.UserRecord;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers held against computations in Java over the organisation itself. */
class QuotaQueriesTest {
    private static Organisation organisation;

    @BeforeAll
    static void export(@TempDir Path directory) throws Exception {
        organisation = Organisation.in(directory);
    }

    @AfterAll
    static void close() {
        organisation.close();
    }

    private static QuotaQueries quota() {
        return organisation.database.quota();
    }

    private static List<ApiUsageRow> usage() {
        return organisation.usage.stream()
                .filter(row -> Organisation.RANGE.contains(row.ts()))
                .toList();
    }

    private static BigDecimal used(List<ApiUsageRow> rows) {
        return rows.stream()
                .map(row -> row.quotaUsed().orElse(BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal requests(List<ApiUsageRow> rows) {
        return rows.stream().map(ApiUsageRow::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Map<String, List<ApiUsageRow>> by(Function<ApiUsageRow, @Nullable String> key) {
        return usage().stream()
                .filter(row -> key.apply(row) != null)
                .collect(Collectors.groupingBy(
                        row -> Optional.ofNullable(key.apply(row)).orElseThrow()));
    }

    private static String user(ApiUsageRow row) {
        return Optional.ofNullable(row.userId()).map(UserId::value).orElse("public");
    }

    @Test
    void usePerDay() {
        TreeMap<LocalDate, BigDecimal> used = new TreeMap<>();
        Organisation.RANGE.stream().forEach(day -> used.put(day, BigDecimal.ZERO));
        usage().forEach(row -> used.merge(row.day(), row.quotaUsed().orElse(BigDecimal.ZERO), BigDecimal::add));
        List<DayUse> answer = quota().usePerDay(Organisation.RANGE).list();
        assertThat(answer).extracting(DayUse::day).containsExactlyElementsOf(used.keySet());
        assertThat(answer).allSatisfy(day -> {
            assertThat(day.used()).isEqualByComparingTo(used.get(day.day()));
            double mean = used.subMap(day.day().minusDays(6), true, day.day(), true).values().stream()
                    .mapToDouble(BigDecimal::doubleValue)
                    .average()
                    .orElseThrow();
            assertThat(day.meanOfSevenDays()).isCloseTo(mean, within(1e-6));
        });
        assertThat(used(usage())).isPositive();
    }

    @Test
    void byUser() {
        Map<String, List<ApiUsageRow>> expected = by(QuotaQueriesTest::user);
        List<UserUse> answer = quota().byUser(Organisation.RANGE, Top.all()).list();
        assertThat(answer).extracting(UserUse::userId).containsExactlyInAnyOrderElementsOf(expected.keySet());
        assertThat(answer)
                .isSortedAccordingTo(
                        Comparator.comparing(UserUse::used).reversed().thenComparing(UserUse::userId));
        assertThat(answer).allSatisfy(row -> {
            List<ApiUsageRow> rows = expected.get(row.userId());
            assertThat(row.used()).isEqualByComparingTo(used(rows));
            assertThat(row.requests()).isEqualByComparingTo(requests(rows));
            assertThat(row.email())
                    .isEqualTo(organisation
                            .user(row.userId())
                            .map(UserRecord::email)
                            .orElse(null));
            assertThat(row.share())
                    .isCloseTo(used(rows).doubleValue() / used(usage()).doubleValue(), within(1e-9));
        });
        assertThat(quota().byUser(Organisation.RANGE, Top.of(2)).list()).isEqualTo(answer.subList(0, 2));
    }

    @Test
    void byMetric() {
        Map<String, List<ApiUsageRow>> expected = by(ApiUsageRow::metric);
        List<MetricUse> answer = quota().byMetric(Organisation.RANGE).list();
        assertThat(answer).extracting(MetricUse::metric).containsExactlyInAnyOrderElementsOf(expected.keySet());
        assertThat(answer).allSatisfy(row -> {
            assertThat(row.used()).isEqualByComparingTo(used(expected.get(row.metric())));
            assertThat(row.requests()).isEqualByComparingTo(requests(expected.get(row.metric())));
            assertThat(row.share())
                    .isCloseTo(
                            used(expected.get(row.metric())).doubleValue()
                                    / used(usage()).doubleValue(),
                            within(1e-9));
            if (row.api() != null) {
                assertThat(row.api() + "_" + row.method() + "_" + row.client()).isEqualTo(row.metric());
            }
        });
    }

    @Test
    void metricNames_areTakenApart(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("usage.csv"), """
                ts,user_id,metric,amount,quota_usage_weight
                2025-10-01,u,maps_api_compute_builder,1,1
                2025-10-01,u,sql_api_query_batch_workflows,1,1
                2025-10-01,u,lds_geocoding_workflows,1,1
                2025-10-01,u,plain,1,1
                """);
        try (ActivityDatabase database = ActivityDatabase.open(file)) {
            List<MetricUse> answer =
                    database.quota().byMetric(Organisation.RANGE).list();
            assertThat(answer)
                    .extracting(row -> row.api() + "|" + row.method() + "|" + row.client())
                    .containsExactlyInAnyOrder(
                            "maps_api|compute|builder",
                            "sql_api|query_batch|workflows",
                            "lds|geocoding|workflows",
                            "null|null|null");
        }
    }

    @Test
    void byMapAndWorkflow() {
        check(
                by(ApiUsageRow::mapId),
                quota().byMap(Organisation.RANGE, Top.all()).list());
        check(
                by(ApiUsageRow::workflowId),
                quota().byWorkflow(Organisation.RANGE, Top.all()).list());
    }

    private static void check(Map<String, List<ApiUsageRow>> expected, List<ObjectUse> answer) {
        assertThat(answer).extracting(ObjectUse::id).containsExactlyInAnyOrderElementsOf(expected.keySet());
        assertThat(answer)
                .isSortedAccordingTo(
                        Comparator.comparing(ObjectUse::used).reversed().thenComparing(ObjectUse::id));
        assertThat(answer).isNotEmpty().allSatisfy(row -> {
            assertThat(row.used()).isEqualByComparingTo(used(expected.get(row.id())));
            assertThat(row.requests()).isEqualByComparingTo(requests(expected.get(row.id())));
        });
    }

    @Test
    void attribution() {
        Attribution answer = quota().attribution(Organisation.RANGE).list().get(0);
        assertThat(answer.used()).isEqualByComparingTo(used(usage()));
        assertThat(answer.usedByPublic()).isPositive();
        assertThat(answer.usedByNothingKnown()).isPositive().isLessThan(answer.used());
        assertThat(answer.usedByPublic())
                .isEqualByComparingTo(used(usage().stream()
                        .filter(row -> row.userId() == null || row.userId().isPublic())
                        .toList()));
        assertThat(answer.usedByNothingKnown())
                .isEqualByComparingTo(used(usage().stream()
                        .filter(row -> row.mapId() == null && row.workflowId() == null)
                        .toList()));
    }

    @Test
    void projection() {
        LocalDate last = LocalDate.parse("2025-09-10");
        BigDecimal used = used(organisation.usage.stream()
                .filter(row -> row.day().getMonthValue() == 9 && row.day().getDayOfMonth() <= 10)
                .toList());
        Projection answer = quota().projection(last).list().get(0);
        assertThat(answer.used()).isEqualByComparingTo(used);
        assertThat(answer.daysKnown()).isEqualTo(10);
        assertThat(answer.daysOfMonth()).isEqualTo(30);
        assertThat(answer.projected()).isCloseTo(used.doubleValue() * 3, within(1e-6));
    }

    @Test
    void projection_ofAMonthKnownInPart_countsTheDaysThatAreKnown(@TempDir Path directory) throws Exception {
        String rows = LocalDate.parse("2025-10-20")
                .datesUntil(LocalDate.parse("2025-11-11"))
                .map(day -> day + ",u,m,100,1\n")
                .collect(Collectors.joining("", "ts,user_id,metric,amount,quota_usage_weight\n", ""));
        Path file = Files.writeString(directory.resolve("usage.csv"), rows);
        try (ActivityDatabase database = ActivityDatabase.open(file)) {
            for (String last : List.of("2025-10-25", "2025-10-31", "2025-11-10")) {
                LocalDate day = LocalDate.parse(last);
                Projection answer = database.quota().projection(day).list().get(0);
                assertThat(answer.projected()).isCloseTo(100 * day.lengthOfMonth(), within(1e-6));
                assertThat(answer.daysKnown())
                        .isEqualTo(day.getMonthValue() == 10 ? day.getDayOfMonth() - 19 : day.getDayOfMonth());
            }
            for (String unknown : List.of("2020-01-05", "2026-02-03")) {
                LocalDate day = LocalDate.parse(unknown);
                Projection answer = database.quota().projection(day).list().get(0);
                assertThat(answer.daysKnown()).isZero();
                assertThat(answer.projected()).isZero();
                assertThat(answer.daysOfMonth()).isEqualTo(day.lengthOfMonth());
            }
        }
    }

    @Test
    void doubles_whoseProductHasManyDigits_areMultipliedAllTheSame(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("usage.csv"), """
                ts,user_id,metric,amount,quota_usage_weight
                2025-10-01,u,m,0.30000000000000004,0.3333333333333333
                2025-10-01,u,m,150000.5,0.75
                """);
        try (ActivityDatabase database = ActivityDatabase.open(file)) {
            assertThat(database.quota().byUser(Organisation.RANGE, Top.all()).list())
                    .singleElement()
                    .satisfies(row -> assertThat(row.used().doubleValue()).isCloseTo(112500.475, within(1e-9)));
        }
    }

    @Test
    void whoIsNotLoggedIn_isOne_inWhateverLetters(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("usage.csv"), """
                ts,user_id,metric,amount,quota_usage_weight
                2025-10-01,,m,1,1
                2025-10-01,public,m,1,1
                2025-10-01,PUBLIC,m,1,1
                2025-10-01,u,m,5,1
                """);
        Files.writeString(
                directory.resolve("events.csv"),
                "type,ts,data\n"
                        + Stream.of("public", "Public", "PUBLIC", "u")
                                .map(user -> "MapUpdated,2025-10-01T00:00:00Z,\"{\"\"userId\"\":\"\"" + user
                                        + "\"\",\"\"mapId\"\":\"\"m\"\"}\"\n")
                                .collect(Collectors.joining()));
        try (ActivityDatabase database = ActivityDatabase.open(directory)) {
            assertThat(database.quota().byUser(Organisation.RANGE, Top.all()).list())
                    .extracting(row -> row.userId() + " " + row.used())
                    .containsExactly("u 5", "public 3");
            assertThat(database.engagement()
                            .mostActiveUsers(Organisation.RANGE, Top.all())
                            .list())
                    .extracting(EngagementQueries.ActiveUser::userId)
                    .containsExactly("u");
            assertThat(database.content()
                            .mapsPerUser(Organisation.RANGE, Top.all())
                            .list())
                    .extracting(ContentQueries.UserContent::userId)
                    .containsExactly("u");
        }
    }

    /** Events of some types, by type and user; absent users have the empty id. */
    private static Map<List<String>, List<Instant>> times(String typePattern) {
        Map<List<String>, List<Instant>> times = organisation.events.stream()
                .filter(event -> event.typeName().matches(typePattern))
                .collect(Collectors.groupingBy(
                        event -> List.of(
                                event.typeName(),
                                event.data().userId().map(UserId::value).orElse("")),
                        Collectors.mapping(ActivityEvent::ts, Collectors.toList())));
        assertThat(times).isNotEmpty();
        return times;
    }

    private static @Nullable String id(List<String> typeAndUser) {
        return typeAndUser.get(1).isEmpty() ? null : typeAndUser.get(1);
    }

    private static @Nullable String email(List<String> typeAndUser) {
        return organisation.user(typeAndUser.get(1)).map(UserRecord::email).orElse(null);
    }

    @Test
    void consumption() {
        List<Consumption> expected = times("LdsConsumed|HttpRequestConsumed|AIConsumed").entrySet().stream()
                .map(entry -> new Consumption(
                        entry.getKey().get(0),
                        id(entry.getKey()),
                        email(entry.getKey()),
                        entry.getValue().size(),
                        Collections.max(entry.getValue())))
                .toList();
        List<Consumption> answer = quota().consumption(Organisation.RANGE).list();
        assertThat(answer).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(answer)
                .isSortedAccordingTo(Comparator.comparing(Consumption::type)
                        .thenComparing(Consumption::times, Comparator.reverseOrder()));
    }

    @Test
    void limitsHit() {
        List<LimitHit> expected =
                times("QuotaUXTriggered|LdsRequestGotOverquota|AIRequestGotOverquota").entrySet().stream()
                        .map(entry -> new LimitHit(
                                id(entry.getKey()),
                                email(entry.getKey()),
                                entry.getKey().get(0),
                                entry.getValue().size(),
                                Collections.min(entry.getValue()),
                                Collections.max(entry.getValue())))
                        .toList();
        List<LimitHit> answer = quota().limitsHit(Organisation.RANGE).list();
        assertThat(answer).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(answer).extracting(LimitHit::times).isSortedAccordingTo(Comparator.reverseOrder());
    }
}
