package io.github.cartoactivity.duckdb.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cartoactivity.duckdb.LogContents;
import io.github.cartoactivity.duckdb.Warehouse;
import io.github.cartoactivity.duckdb.WarehouseLog;
import io.github.cartoactivity.duckdb.query.WarehouseQueries.CartoQuery;
import io.github.cartoactivity.duckdb.query.WarehouseQueries.CartoShare;
import io.github.cartoactivity.duckdb.query.WarehouseQueries.ComponentLoad;
import io.github.cartoactivity.duckdb.query.WarehouseQueries.ConnectionLoad;
import io.github.cartoactivity.duckdb.query.WarehouseQueries.DayLoad;
import io.github.cartoactivity.duckdb.query.WarehouseQueries.MapConnection;
import io.github.cartoactivity.duckdb.query.WarehouseQueries.ObjectLoad;
import io.github.cartoactivity.duckdb.query.WarehouseQueries.UserLoad;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.SqlAuditTrail;
import io.github.cartoactivity.model.UserId;
import io.github.cartoactivity.model.UserRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers over the log of each warehouse in each form, held against computations in Java over what was sent to it. */
class WarehouseQueriesTest {
    private static final Map<String, Map<String, String>> MAKERS = new HashMap<>();
    private static final Map<String, Optional<String>> PROVIDERS = new HashMap<>();

    @TempDir
    static Path directory;

    private static Organisation organisation;
    private static List<SentQuery> all;
    private static List<SentQuery> sent;
    private static List<SentQuery> carto;

    private Warehouse warehouse = Warehouse.BIGQUERY;

    @BeforeAll
    static void export() throws Exception {
        organisation = Organisation.in(directory.resolve("export"));
        all = SentQueries.of(organisation);
        sent = all.stream()
                .filter(query -> Organisation.RANGE.contains(query.ts()))
                .toList();
        carto = sent.stream().filter(SentQuery::isCarto).toList();
        assertThat(carto).hasSizeBetween(1_000, sent.size() - 300);
    }

    @AfterAll
    static void close() {
        organisation.close();
    }

    static Stream<Arguments> logs() {
        return Stream.of(Warehouse.values())
                .flatMap(kind -> Stream.of(LogWriter.Form.values()).map(form -> Arguments.of(kind, form)));
    }

    @ParameterizedTest
    @MethodSource("logs")
    void everyQuestion_isAnsweredAsComputed(Warehouse kind, LogWriter.Form form) throws IOException {
        warehouse = kind;
        Path file = LogWriter.write(all, kind, form, directory);
        try (WarehouseQueries log = organisation.database.warehouse(WarehouseLog.of(file))) {
            contents(log.contents());
            queries(log);
            heaviest(log);
            objects(log.byMap(Organisation.RANGE, Top.all()).list(), SqlAuditTrail::mapId, "MapCreated");
            objects(log.byWorkflow(Organisation.RANGE, Top.all()).list(), SqlAuditTrail::workflowId, "WorkflowCreated");
            connections(log);
            users(log);
            components(log);
            connectionsOfMaps(log);
            perDay(log);
            share(log);
        }
    }

    private void contents(LogContents contents) {
        List<SentQuery> own = all.stream().filter(SentQuery::isCarto).toList();
        assertThat(contents.warehouse()).isEqualTo(warehouse);
        assertThat(contents.files()).isEqualTo(1);
        assertThat(contents.rows()).isEqualTo(all.size()).isEqualTo(contents.queries());
        assertThat(contents.cartoQueries()).isEqualTo(own.size());
        assertThat(contents.truncatedTrails()).isPositive().isEqualTo(count(own, SqlAuditTrail::truncated));
        assertThat(contents.unknownKeys())
                .isPositive()
                .isEqualTo(count(own, trail -> !trail.others().isEmpty()));
        assertThat(contents.severalTrails())
                .isPositive()
                .isEqualTo(own.stream()
                        .filter(query -> String.valueOf(query.sql()).contains("mapId:old"))
                        .count());
        assertThat(contents.withoutText() + contents.withoutTime() + contents.notQueries() + contents.repeated())
                .isZero();
    }

    private static long count(List<SentQuery> queries, Function<SqlAuditTrail, Boolean> condition) {
        return queries.stream()
                .filter(query -> query.said().map(condition).orElse(false))
                .count();
    }

    private void queries(WarehouseQueries log) {
        List<CartoQuery> answer = log.queries(Organisation.RANGE).list();
        assertThat(answer).isSortedAccordingTo(Comparator.comparing(query -> Objects.requireNonNull(query.ts())));
        assertThat(answer.stream().map(CartoQuery::toString).sorted())
                .containsExactlyElementsOf(carto.stream()
                        .map(this::asLogged)
                        .map(CartoQuery::toString)
                        .sorted()
                        .toList());
    }

    private CartoQuery asLogged(SentQuery query) {
        SqlAuditTrail trail = query.said().orElseThrow();
        String user = trail.userId().map(UserId::value).orElse(null);
        boolean named = warehouse != Warehouse.REDSHIFT;
        return new CartoQuery(
                query.ts(),
                warehouse == Warehouse.POSTGRESQL ? null : query.id(),
                named ? query.sender() : String.valueOf(100 + query.sender().length()),
                user,
                email(user),
                trail.metric().orElse(null),
                trail.connectionId().orElse(null),
                trail.mapId().orElse(null),
                trail.workflowId().orElse(null),
                1,
                hasBytes() ? query.bytes() : null,
                warehouse == Warehouse.BIGQUERY ? LogWriter.billed(query) : null,
                query.millis(),
                warehouse == Warehouse.POSTGRESQL ? null : query.failed(),
                trail.truncated(),
                String.valueOf(query.sql()));
    }

    private void heaviest(WarehouseQueries log) {
        List<Long> expected = carto.stream()
                .map(query -> hasBytes() ? query.bytes() : query.millis())
                .sorted(Comparator.reverseOrder())
                .limit(20)
                .toList();
        List<CartoQuery> answer = log.heaviest(Organisation.RANGE, Top.of(20)).list();
        assertThat(answer)
                .extracting(query -> hasBytes() ? query.bytes() : query.millis())
                .containsExactlyElementsOf(expected);
        assertThat(log.queries(Organisation.RANGE).list()).containsAll(answer);
    }

    private void objects(List<ObjectLoad> answer, Function<SqlAuditTrail, Optional<String>> id, String made) {
        Map<String, List<SentQuery>> expected = by(id);
        Map<String, String> makers = MAKERS.computeIfAbsent(made, WarehouseQueriesTest::makers);
        assertThat(answer).extracting(ObjectLoad::id).containsExactlyInAnyOrderElementsOf(expected.keySet());
        assertThat(answer).extracting(ObjectLoad::share).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(answer).allSatisfy(row -> {
            List<SentQuery> own = expected.getOrDefault(row.id(), List.of());
            load(own, row.queries(), row.bytes(), row.billedBytes(), row.millis(), row.share());
            assertThat(row.users()).isEqualTo(users(own));
            assertThat(row.firstSeen())
                    .isEqualTo(own.stream()
                            .map(SentQuery::ts)
                            .min(Instant::compareTo)
                            .orElseThrow());
            assertThat(row.lastSeen())
                    .isEqualTo(own.stream()
                            .map(SentQuery::ts)
                            .max(Instant::compareTo)
                            .orElseThrow());
            assertThat(row.madeBy()).isEqualTo(makers.get(row.id()));
        });
        assertThat(answer).extracting(ObjectLoad::madeBy).anyMatch(Objects::nonNull);
    }

    private static Map<String, String> makers(String type) {
        return organisation.allEvents.stream()
                .filter(event ->
                        event.typeName().equals(type) || event.typeName().equals("Demo" + type))
                .filter(event -> event.data().userId().isPresent())
                .filter(event -> object(event).isPresent())
                .sorted(Comparator.comparing(ActivityEvent::ts))
                .collect(Collectors.toMap(
                        event -> object(event).orElseThrow(),
                        event -> {
                            String user = event.data().userId().orElseThrow().value();
                            return organisation
                                    .user(user)
                                    .map(UserRecord::email)
                                    .orElse(user);
                        },
                        (first, second) -> first));
    }

    private static Optional<String> object(ActivityEvent event) {
        return event.typeName().contains("Map")
                ? event.data().mapId()
                : event.data().workflowId();
    }

    private void connections(WarehouseQueries log) {
        Map<String, List<SentQuery>> expected = by(SqlAuditTrail::connectionId);
        List<ConnectionLoad> answer =
                log.byConnection(Organisation.RANGE, Top.all()).list();
        assertThat(answer).extracting(ConnectionLoad::id).containsExactlyInAnyOrderElementsOf(expected.keySet());
        assertThat(answer).allSatisfy(row -> {
            List<SentQuery> own = expected.getOrDefault(row.id(), List.of());
            load(own, row.queries(), row.bytes(), row.billedBytes(), row.millis(), row.share());
            assertThat(row.provider()).isEqualTo(provider(row.id()));
        });
        assertThat(log.byConnection(Organisation.RANGE, Top.of(2)).list()).isEqualTo(answer.subList(0, 2));
    }

    private void users(WarehouseQueries log) {
        Map<String, List<SentQuery>> expected = by(trail -> trail.userId().map(UserId::value));
        List<UserLoad> answer = log.byUser(Organisation.RANGE, Top.all()).list();
        assertThat(answer).extracting(UserLoad::userId).containsExactlyInAnyOrderElementsOf(expected.keySet());
        assertThat(answer).allSatisfy(row -> {
            List<SentQuery> own = expected.getOrDefault(row.userId(), List.of());
            load(own, row.queries(), row.bytes(), row.billedBytes(), row.millis(), row.share());
            assertThat(row.email()).isEqualTo(email(row.userId()));
        });
    }

    private void components(WarehouseQueries log) {
        Map<String, List<SentQuery>> expected = by(trail -> trail.metric().or(() -> Optional.of("-")));
        List<ComponentLoad> answer = log.byComponent(Organisation.RANGE).list();
        assertThat(answer)
                .extracting(row -> Optional.ofNullable(row.component()).orElse("-"))
                .containsExactlyInAnyOrderElementsOf(expected.keySet());
        assertThat(answer).allSatisfy(row -> {
            List<SentQuery> own =
                    expected.getOrDefault(Optional.ofNullable(row.component()).orElse("-"), List.of());
            load(own, row.queries(), row.bytes(), row.billedBytes(), row.millis(), row.share());
            assertThat(row.users()).isEqualTo(users(own));
        });
        assertThat(answer)
                .filteredOn(row -> "maps_api_tile_builder".equals(row.component()))
                .singleElement()
                .satisfies(row -> assertThat(row.api() + "|" + row.method() + "|" + row.feature())
                        .isEqualTo("maps_api|tile|builder"));
    }

    private void connectionsOfMaps(WarehouseQueries log) {
        Map<String, List<SentQuery>> expected =
                by(trail -> trail.mapId().flatMap(map -> trail.connectionId().map(id -> map + " " + id)));
        List<MapConnection> answer =
                log.connectionsOfMaps(Organisation.RANGE, Top.all()).list();
        assertThat(answer)
                .extracting(row -> row.mapId() + " " + row.connectionId())
                .containsExactlyInAnyOrderElementsOf(expected.keySet());
        assertThat(answer).extracting(MapConnection::queries).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(answer).allSatisfy(row -> {
            List<SentQuery> own = expected.getOrDefault(row.mapId() + " " + row.connectionId(), List.of());
            assertThat(row.queries()).isEqualTo(own.size());
            assertThat(row.bytes()).isEqualTo(bytes(own));
            assertThat(row.users()).isEqualTo(users(own));
            assertThat(row.provider()).isEqualTo(provider(row.connectionId()));
        });
    }

    private void perDay(WarehouseQueries log) {
        Map<LocalDate, List<SentQuery>> expected =
                sent.stream().collect(Collectors.groupingBy(query -> LocalDate.ofInstant(query.ts(), ZoneOffset.UTC)));
        List<DayLoad> answer = log.perDay(Organisation.RANGE).list();
        assertThat(answer)
                .extracting(DayLoad::day)
                .containsExactlyElementsOf(Organisation.RANGE.stream().toList());
        assertThat(answer).allSatisfy(row -> {
            List<SentQuery> day = expected.getOrDefault(row.day(), List.of());
            List<SentQuery> own = day.stream().filter(SentQuery::isCarto).toList();
            assertThat(row.queries()).isEqualTo(day.size());
            assertThat(row.cartoQueries()).isEqualTo(own.size());
            assertThat(row.bytes()).isEqualTo(bytes(day));
            assertThat(row.cartoBytes()).isEqualTo(bytes(own));
            assertThat(row.millis()).isEqualTo(day.isEmpty() ? null : millis(day));
            assertThat(row.cartoMillis()).isEqualTo(own.isEmpty() ? null : millis(own));
        });
    }

    private void share(WarehouseQueries log) {
        CartoShare answer = log.share(Organisation.RANGE).list().get(0);
        assertThat(answer)
                .isEqualTo(new CartoShare(
                        sent.size(),
                        carto.size(),
                        bytes(sent),
                        bytes(carto),
                        billed(sent),
                        billed(carto),
                        millis(sent),
                        millis(carto),
                        count(carto, trail -> trail.userId().isEmpty()),
                        count(
                                carto,
                                trail -> trail.mapId().isEmpty()
                                        && trail.workflowId().isEmpty())));
    }

    private void load(
            List<SentQuery> own,
            long queries,
            @Nullable Long bytes,
            @Nullable Long billed,
            @Nullable Long millis,
            double share) {
        assertThat(queries).isEqualTo(own.size());
        assertThat(bytes).isEqualTo(bytes(own));
        assertThat(billed).isEqualTo(billed(own));
        assertThat(millis).isEqualTo(millis(own));
        double part = hasBytes()
                ? (double) Objects.requireNonNull(bytes(own)) / Objects.requireNonNull(bytes(carto))
                : (double) millis(own) / millis(carto);
        assertThat(share).isCloseTo(part, within(1e-9));
    }

    private static Map<String, List<SentQuery>> by(Function<SqlAuditTrail, Optional<String>> key) {
        return carto.stream()
                .filter(query -> query.said().flatMap(key).isPresent())
                .collect(
                        Collectors.groupingBy(query -> query.said().flatMap(key).orElseThrow()));
    }

    private boolean hasBytes() {
        return warehouse != Warehouse.REDSHIFT && warehouse != Warehouse.POSTGRESQL;
    }

    private @Nullable Long bytes(List<SentQuery> queries) {
        return hasBytes() && !queries.isEmpty()
                ? (Long) queries.stream().mapToLong(SentQuery::bytes).sum()
                : null;
    }

    private @Nullable Long billed(List<SentQuery> queries) {
        return warehouse == Warehouse.BIGQUERY && !queries.isEmpty()
                ? (Long) queries.stream().mapToLong(LogWriter::billed).sum()
                : null;
    }

    private static long millis(List<SentQuery> queries) {
        return queries.stream().mapToLong(SentQuery::millis).sum();
    }

    private static long users(List<SentQuery> queries) {
        return queries.stream()
                .flatMap(query -> query.said().flatMap(SqlAuditTrail::userId).stream())
                .distinct()
                .count();
    }

    private static @Nullable String provider(String connection) {
        return PROVIDERS
                .computeIfAbsent(connection, WarehouseQueriesTest::lastProvider)
                .orElse(null);
    }

    private static Optional<String> lastProvider(String connection) {
        return organisation.allEvents.stream()
                .filter(event -> event.data().provider().isPresent())
                .filter(event -> event.data().connectionId().equals(Optional.of(connection)))
                .max(Comparator.comparing(ActivityEvent::ts))
                .flatMap(event -> event.data().provider());
    }

    private static @Nullable String email(@Nullable String user) {
        return user == null
                ? null
                : organisation.user(user).map(UserRecord::email).orElse(null);
    }
}
