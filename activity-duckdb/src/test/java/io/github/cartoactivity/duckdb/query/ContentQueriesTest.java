package io.github.cartoactivity.duckdb.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.duckdb.query.ContentQueries.ComponentUse;
import io.github.cartoactivity.duckdb.query.ContentQueries.DayContent;
import io.github.cartoactivity.duckdb.query.ContentQueries.Download;
import io.github.cartoactivity.duckdb.query.ContentQueries.MapChange;
import io.github.cartoactivity.duckdb.query.ContentQueries.MapEdits;
import io.github.cartoactivity.duckdb.query.ContentQueries.ProviderUse;
import io.github.cartoactivity.duckdb.query.ContentQueries.PublicViews;
import io.github.cartoactivity.duckdb.query.ContentQueries.Use;
import io.github.cartoactivity.duckdb.query.ContentQueries.UserContent;
import io.github.cartoactivity.duckdb.query.ContentQueries.WorkflowFailure;
import io.github.cartoactivity.duckdb.query.ContentQueries.WorkflowRuns;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.EventDomain;
import io.github.cartoactivity.model.UserId;
import io.github.cartoactivity.model.UserRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers held against computations in Java over the organisation itself. */
class ContentQueriesTest {
    private static final Set<String> NO_CHANGE = Set.of(
            "MapLoadedEvent",
            "OpenBuilderMap",
            "MapPreviewMode",
            "MapEditMode",
            "MapDescriptionUsed",
            "CopyMapId",
            "CopyMapLink",
            "CopyMapToken",
            "CopyEmbedCode",
            "MapVersionManagerOpened");

    private static Organisation organisation;

    @BeforeAll
    static void export(@TempDir Path directory) throws Exception {
        organisation = Organisation.in(directory);
    }

    @AfterAll
    static void close() {
        organisation.close();
    }

    private static ContentQueries content() {
        return organisation.database.content();
    }

    private static Stream<ActivityEvent> events(String typePattern) {
        return organisation.events.stream().filter(event -> event.typeName().matches(typePattern));
    }

    private static long count(List<ActivityEvent> events, String typePattern) {
        return events.stream()
                .filter(event -> event.typeName().matches(typePattern))
                .count();
    }

    private static Map<String, List<ActivityEvent>> by(
            Stream<ActivityEvent> events, Function<ActivityEvent, Optional<String>> key) {
        Map<String, List<ActivityEvent>> groups = new TreeMap<>();
        events.forEach(event -> key.apply(event)
                .ifPresent(
                        k -> groups.computeIfAbsent(k, x -> new ArrayList<>()).add(event)));
        return groups;
    }

    private static Map<LocalDate, List<ActivityEvent>> byDay(Stream<ActivityEvent> events) {
        return events.collect(Collectors.groupingBy(ActivityEvent::day, TreeMap::new, Collectors.toList()));
    }

    private static <K, T> List<T> rows(Map<K, List<ActivityEvent>> groups, BiFunction<K, List<ActivityEvent>, T> row) {
        assertThat(groups).isNotEmpty();
        return groups.entrySet().stream()
                .map(group -> row.apply(group.getKey(), group.getValue()))
                .toList();
    }

    private static @Nullable String email(String userId) {
        return organisation.user(userId).map(UserRecord::email).orElse(null);
    }

    private static Optional<String> user(ActivityEvent event) {
        return event.data().userId().map(UserId::value);
    }

    private static Instant last(List<ActivityEvent> events) {
        return events.stream()
                .map(ActivityEvent::ts)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static long users(List<ActivityEvent> events) {
        return events.stream().flatMap(event -> user(event).stream()).distinct().count();
    }

    @Test
    void perDay() {
        List<DayContent> maps = rows(
                byDay(events("Map(Created|Updated|LoadedEvent|Deleted|PrivacyChanged)")),
                (day, events) -> new DayContent(
                        day,
                        count(events, "MapCreated"),
                        count(events, "MapUpdated"),
                        count(events, "MapLoadedEvent"),
                        count(events, "MapDeleted"),
                        count(events, "MapPrivacyChanged")));
        assertThat(content().mapsPerDay(Organisation.RANGE).list()).isEqualTo(maps);
        List<DayContent> workflows = rows(
                byDay(events("Workflow(Created|Updated|Deleted|PrivacyChanged)|OpenWorkflow")),
                (day, events) -> new DayContent(
                        day,
                        count(events, "WorkflowCreated"),
                        count(events, "WorkflowUpdated"),
                        count(events, "OpenWorkflow"),
                        count(events, "WorkflowDeleted"),
                        count(events, "WorkflowPrivacyChanged")));
        assertThat(content().workflowsPerDay(Organisation.RANGE).list()).isEqualTo(workflows);
    }

    private static void check(List<UserContent> expected, List<UserContent> all, List<UserContent> two) {
        assertThat(all).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(all)
                .isSortedAccordingTo(Comparator.comparingLong((UserContent row) -> row.created() + row.edited())
                        .reversed()
                        .thenComparing(UserContent::opened, Comparator.reverseOrder())
                        .thenComparing(UserContent::userId));
        assertThat(two).isEqualTo(all.subList(0, 2));
    }

    @Test
    void perUser() {
        List<UserContent> maps = rows(
                by(events("Map(Created|Updated|LoadedEvent|Deleted|PrivacyChanged)"), Organisation::somebody),
                (id, events) -> new UserContent(
                        id,
                        email(id),
                        count(events, "MapCreated"),
                        count(events, "MapUpdated"),
                        count(events, "MapLoadedEvent"),
                        count(events, "MapDeleted"),
                        count(events, "MapPrivacyChanged")));
        check(
                maps,
                content().mapsPerUser(Organisation.RANGE, Top.all()).list(),
                content().mapsPerUser(Organisation.RANGE, Top.of(2)).list());
        List<UserContent> workflows = rows(
                by(events("Workflow(Created|Updated|Deleted|PrivacyChanged)|OpenWorkflow"), Organisation::somebody),
                (id, events) -> new UserContent(
                        id,
                        email(id),
                        count(events, "WorkflowCreated"),
                        count(events, "WorkflowUpdated"),
                        count(events, "OpenWorkflow"),
                        count(events, "WorkflowDeleted"),
                        count(events, "WorkflowPrivacyChanged")));
        check(
                workflows,
                content().workflowsPerUser(Organisation.RANGE, Top.all()).list(),
                content().workflowsPerUser(Organisation.RANGE, Top.of(2)).list());
    }

    @Test
    void mostAndLeastUsed() {
        Comparator<Use> most = Comparator.comparingLong(Use::uses).reversed().thenComparing(Use::id);
        Comparator<Use> least = Comparator.comparingLong(Use::uses).thenComparing(Use::id);
        List<Use> maps = rows(
                by(
                        events("MapLoadedEvent|OpenBuilderMap"),
                        event -> event.data().mapId()),
                ContentQueriesTest::use);
        assertThat(content().mostUsedMaps(Organisation.RANGE, Top.all()).list())
                .isEqualTo(maps.stream().sorted(most).toList());
        assertThat(content().leastUsedMaps(Organisation.RANGE, Top.of(5)).list())
                .isEqualTo(maps.stream().sorted(least).limit(5).toList());
        List<Use> workflows = rows(
                by(
                        events("WorkflowRun|WorkflowApiExecuted|OpenWorkflow"),
                        event -> event.data().workflowId()),
                ContentQueriesTest::use);
        assertThat(content().mostUsedWorkflows(Organisation.RANGE, Top.all()).list())
                .isEqualTo(workflows.stream().sorted(most).toList());
        assertThat(content().leastUsedWorkflows(Organisation.RANGE, Top.of(5)).list())
                .isEqualTo(workflows.stream().sorted(least).limit(5).toList());
    }

    private static Use use(String id, List<ActivityEvent> events) {
        return new Use(id, events.size(), users(events), last(events));
    }

    @Test
    void changesOfAMap() {
        String map = organisation.events.stream()
                .filter(event -> event.typeName().equals("MapUpdated"))
                .flatMap(event -> event.data().mapId().stream())
                .findFirst()
                .orElseThrow();
        List<MapChange> expected = organisation.events.stream()
                .filter(event -> event.type().domain() == EventDomain.MAP)
                .filter(event -> Optional.of(map).equals(event.data().mapId()))
                .filter(event -> !NO_CHANGE.contains(event.typeName()))
                .map(event -> new MapChange(
                        event.ts(),
                        event.typeName(),
                        user(event).orElse(null),
                        user(event).map(ContentQueriesTest::email).orElse(null)))
                .toList();
        assertThat(expected).isNotEmpty();
        assertThat(content().changesOfMap(map, Organisation.RANGE).list())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void mostEditedMaps() {
        List<MapEdits> expected = rows(
                        by(events("MapUpdated"), event -> event.data().mapId()), (id, events) -> {
                            List<String> names = events.stream()
                                    .flatMap(event -> user(event).stream())
                                    .map(user ->
                                            Optional.ofNullable(email(user)).orElse(user))
                                    .distinct()
                                    .sorted()
                                    .toList();
                            return new MapEdits(
                                    id, events.size(), users(events), names.isEmpty() ? null : names, last(events));
                        })
                .stream()
                .sorted(Comparator.comparingLong(MapEdits::edits).reversed().thenComparing(MapEdits::id))
                .toList();
        assertThat(content().mostEditedMaps(Organisation.RANGE, Top.all()).list())
                .isEqualTo(expected);
        assertThat(content().mostEditedMaps(Organisation.RANGE, Top.of(3)).list())
                .isEqualTo(expected.subList(0, 3));
        assertThat(expected).anySatisfy(map -> assertThat(map.editors()).isGreaterThan(1));
    }

    @Test
    void publicViews() {
        List<PublicViews> expected = rows(
                by(
                        events("MapLoadedEvent")
                                .filter(event -> event.data()
                                        .userId()
                                        .filter(UserId::isPublic)
                                        .isPresent()),
                        event -> event.data().mapId()),
                (id, events) -> new PublicViews(id, events.size(), last(events)));
        assertThat(content().publicViews(Organisation.RANGE, Top.all()).list())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Optional<String> status(ActivityEvent event) {
        return event.data().text("$.batchAPIResponse.status");
    }

    @Test
    void workflowRunsAndFailures() {
        List<WorkflowRuns> runs = rows(
                by(events("WorkflowExecutionComplete"), event -> event.data().workflowId()), (id, events) -> {
                    long good = events.stream()
                            .filter(event ->
                                    status(event).filter("success"::equals).isPresent())
                            .count();
                    long bad = events.stream()
                            .filter(event ->
                                    status(event).filter("failure"::equals).isPresent())
                            .count();
                    Double rate = good + bad == 0 ? null : (double) good / (good + bad);
                    return new WorkflowRuns(id, events.size(), good, bad, rate, last(events));
                });
        assertThat(content().workflowRuns(Organisation.RANGE, Top.all()).list())
                .containsExactlyInAnyOrderElementsOf(runs);
        List<WorkflowFailure> failures = events("WorkflowExecutionComplete")
                .filter(event -> status(event).filter("failure"::equals).isPresent())
                .map(event -> new WorkflowFailure(
                        event.ts(),
                        event.data().workflowId().orElse(null),
                        user(event).orElse(null),
                        user(event).map(ContentQueriesTest::email).orElse(null),
                        event.data().text("$.batchAPIResponse.error").orElse(null)))
                .toList();
        assertThat(failures).isNotEmpty();
        assertThat(content().workflowFailures(Organisation.RANGE).list()).containsExactlyInAnyOrderElementsOf(failures);
    }

    @Test
    void components() {
        Map<String, List<ActivityEvent>> byName = new TreeMap<>();
        events("WorkflowExecutionComplete").forEach(event -> {
            for (int i = 0; i < 100; i++) {
                event.data()
                        .text("$.components[" + i + "].name")
                        .ifPresent(name -> byName.computeIfAbsent(name, n -> new ArrayList<>())
                                .add(event));
            }
        });
        List<ComponentUse> expected = rows(
                byName,
                (name, events) -> new ComponentUse(
                        name,
                        events.size(),
                        events.stream()
                                .flatMap(event -> event.data().workflowId().stream())
                                .distinct()
                                .count()));
        assertThat(content().components(Organisation.RANGE, Top.all()).list())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void providers() {
        List<ProviderUse> providers = rows(
                by(organisation.events.stream(), event -> event.data().provider()),
                (provider, events) -> new ProviderUse(
                        provider,
                        events.size(),
                        users(events),
                        events.stream()
                                .flatMap(event -> event.data().connectionId().stream())
                                .distinct()
                                .count(),
                        count(events, "ConnectionCreated"),
                        count(events, "DataSourceCreated")));
        assertThat(providers)
                .anySatisfy(row -> assertThat(row.dataSourcesCreated()).isPositive());
        assertThat(content().providers(Organisation.RANGE).list()).containsExactlyInAnyOrderElementsOf(providers);
    }

    @Test
    void downloads() {
        Map<List<String>, List<ActivityEvent>> groups = events(
                        "BuilderDataExport|BuilderReportDownload|WorkflowsSQLExported|ActivityDataExportRequest")
                .collect(Collectors.groupingBy(
                        event -> List.of(event.typeName(), user(event).orElse(""))));
        List<Download> expected = rows(groups, (typeAndUser, events) -> {
            String id = typeAndUser.get(1).isEmpty() ? null : typeAndUser.get(1);
            return new Download(typeAndUser.get(0), id, id == null ? null : email(id), events.size(), last(events));
        });
        List<Download> answer = content().downloads(Organisation.RANGE).list();
        assertThat(answer).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(answer)
                .isSortedAccordingTo(
                        Comparator.comparing(Download::type).thenComparing(Download::times, Comparator.reverseOrder()));
    }
}
