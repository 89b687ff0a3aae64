package io.github.cartoactivity.duckdb.query;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.duckdb.query.EngagementQueries.ActiveUser;
import io.github.cartoactivity.duckdb.query.EngagementQueries.ActiveUsers;
import io.github.cartoactivity.duckdb.query.EngagementQueries.DomainActivity;
import io.github.cartoactivity.duckdb.query.EngagementQueries.GroupActivity;
import io.github.cartoactivity.duckdb.query.EngagementQueries.HourOfWeek;
import io.github.cartoactivity.duckdb.query.EngagementQueries.InactiveUser;
import io.github.cartoactivity.duckdb.query.EngagementQueries.Logins;
import io.github.cartoactivity.duckdb.query.EngagementQueries.Onboarding;
import io.github.cartoactivity.duckdb.query.EngagementQueries.Seen;
import io.github.cartoactivity.duckdb.query.EngagementQueries.UserChanges;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ActivityEventType;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.UserRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers held against computations in Java over the organisation itself. */
class EngagementQueriesTest {
    private static Organisation organisation;

    @BeforeAll
    static void export(@TempDir Path directory) throws Exception {
        organisation = Organisation.in(directory);
    }

    @AfterAll
    static void close() {
        organisation.close();
    }

    private static EngagementQueries engagement() {
        return organisation.database.engagement();
    }

    private static List<ActivityEvent> byPeople() {
        return organisation.events.stream()
                .filter(event -> Organisation.somebody(event).isPresent())
                .toList();
    }

    private static String who(ActivityEvent event) {
        return Organisation.somebody(event).orElseThrow();
    }

    private static @Nullable String email(String userId) {
        return organisation.user(userId).map(UserRecord::email).orElse(null);
    }

    private static long people(List<ActivityEvent> events) {
        return events.stream().map(EngagementQueriesTest::who).distinct().count();
    }

    private static <K extends Comparable<? super K>> TreeMap<K, List<ActivityEvent>> grouped(
            List<ActivityEvent> events, Function<ActivityEvent, K> key) {
        TreeMap<K, List<ActivityEvent>> groups = new TreeMap<>();
        events.forEach(event ->
                groups.computeIfAbsent(key.apply(event), k -> new ArrayList<>()).add(event));
        return groups;
    }

    @ParameterizedTest
    @EnumSource(Granularity.class)
    void activeUsers(Granularity period) {
        Function<ActivityEvent, LocalDate> start = event -> switch (period) {
            case DAY -> event.day();
            case WEEK -> event.day().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> event.day().withDayOfMonth(1);
        };
        List<ActiveUsers> expected = grouped(byPeople(), start).entrySet().stream()
                .map(entry -> new ActiveUsers(
                        entry.getKey(),
                        people(entry.getValue()),
                        entry.getValue().size()))
                .toList();
        assertThat(expected).isNotEmpty();
        assertThat(engagement().activeUsers(Organisation.RANGE, period).list()).isEqualTo(expected);
    }

    @Test
    void mostActiveUsers() {
        List<ActiveUser> expected = grouped(byPeople(), EngagementQueriesTest::who).entrySet().stream()
                .map(entry -> activeUser(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(ActiveUser::events).reversed().thenComparing(ActiveUser::userId))
                .toList();
        assertThat(engagement().mostActiveUsers(Organisation.RANGE, Top.all()).list())
                .isEqualTo(expected);
        assertThat(engagement().mostActiveUsers(Organisation.RANGE, Top.of(3)).list())
                .isEqualTo(expected.subList(0, 3));
    }

    private static ActiveUser activeUser(String id, List<ActivityEvent> events) {
        return new ActiveUser(
                id,
                email(id),
                organisation.user(id).map(UserRecord::roleName).orElse(null),
                events.size(),
                events.stream().map(ActivityEvent::day).distinct().count(),
                events.stream()
                        .map(ActivityEvent::ts)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                events.stream()
                        .map(ActivityEvent::ts)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
    }

    @Test
    void firstAndLastSeen() {
        List<Seen> expected = grouped(byPeople(), EngagementQueriesTest::who).entrySet().stream()
                .map(entry -> activeUser(entry.getKey(), entry.getValue()))
                .map(user -> new Seen(user.userId(), user.email(), user.firstSeen(), user.lastSeen()))
                .sorted(Comparator.comparing(Seen::lastSeen).thenComparing(Seen::userId))
                .toList();
        assertThat(expected).hasSizeGreaterThan(3);
        assertThat(engagement().firstAndLastSeen(Organisation.RANGE).list()).isEqualTo(expected);
    }

    @Test
    void activityByDomain() {
        List<DomainActivity> expected = byPeople().stream()
                .collect(groupingBy(
                        event -> List.of(who(event), event.type().domain().name()), counting()))
                .entrySet()
                .stream()
                .map(entry -> new DomainActivity(
                        entry.getKey().get(0),
                        email(entry.getKey().get(0)),
                        entry.getKey().get(1),
                        entry.getValue()))
                .sorted(Comparator.comparing(DomainActivity::userId)
                        .thenComparing(
                                Comparator.comparingLong(DomainActivity::events).reversed())
                        .thenComparing(DomainActivity::domain))
                .toList();
        assertThat(expected).extracting(DomainActivity::domain).contains("MAP", "WORKFLOW");
        assertThat(engagement().activityByDomain(Organisation.RANGE).list()).isEqualTo(expected);
    }

    @Test
    void rhythm() {
        List<HourOfWeek> expected = grouped(byPeople(), event -> {
                    var time = event.ts().atOffset(ZoneOffset.UTC);
                    return time.getDayOfWeek().getValue() * 100 + time.getHour();
                })
                .entrySet()
                .stream()
                .map(entry -> new HourOfWeek(
                        entry.getKey() / 100,
                        entry.getKey() % 100,
                        people(entry.getValue()),
                        entry.getValue().size()))
                .toList();
        assertThat(expected).hasSizeGreaterThan(24);
        assertThat(engagement().rhythm(Organisation.RANGE).list()).isEqualTo(expected);
    }

    @Test
    void logins() {
        List<ActivityEvent> logins = organisation.events.stream()
                .filter(event -> event.type() == ActivityEventType.USER_LOGINS)
                .toList();
        List<Logins> expected = grouped(logins, ActivityEvent::day).entrySet().stream()
                .map(entry -> new Logins(
                        entry.getKey(),
                        entry.getValue().stream()
                                .flatMap(event -> event.data().userId().stream())
                                .distinct()
                                .count(),
                        entry.getValue().size()))
                .toList();
        assertThat(expected).isNotEmpty();
        assertThat(engagement().logins(Organisation.RANGE).list()).isEqualTo(expected);
    }

    @Test
    void onboarding() {
        List<Onboarding> expected = grouped(
                        byPeople().stream()
                                .filter(event ->
                                        event.typeName().matches("Onboarding(Opened|ItemChecked|Completed|Skipped)"))
                                .toList(),
                        EngagementQueriesTest::who)
                .entrySet()
                .stream()
                .map(entry -> new Onboarding(
                        entry.getKey(),
                        email(entry.getKey()),
                        first(entry.getValue(), ActivityEventType.ONBOARDING_OPENED),
                        entry.getValue().stream()
                                .filter(event -> event.type() == ActivityEventType.ONBOARDING_ITEM_CHECKED)
                                .count(),
                        first(entry.getValue(), ActivityEventType.ONBOARDING_COMPLETED),
                        first(entry.getValue(), ActivityEventType.ONBOARDING_SKIPPED)))
                .toList();
        assertThat(expected).anySatisfy(user -> assertThat(user.opened()).isNotNull());
        assertThat(engagement().onboarding(Organisation.RANGE).list()).isEqualTo(expected);
    }

    private static @Nullable Instant first(List<ActivityEvent> events, ActivityEventType type) {
        return events.stream()
                .filter(event -> event.type() == type)
                .map(ActivityEvent::ts)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    @Test
    void inactiveUsers() {
        DateRange sunday = DateRange.ofDay(LocalDate.parse("2025-09-21"));
        List<ActivityEvent> known = organisation.allEvents;
        Set<String> active = known.stream()
                .filter(event -> sunday.contains(event.ts()))
                .flatMap(event -> Organisation.somebody(event).stream())
                .collect(Collectors.toSet());
        List<InactiveUser> expected = organisation.users.stream()
                .filter(user -> !active.contains(user.userId().value()))
                .filter(user -> user.createdAt() == null || user.createdAt().isBefore(sunday.end()))
                .map(user -> new InactiveUser(
                        user.userId().value(),
                        user.email(),
                        user.roleName(),
                        user.createdAt(),
                        known.stream()
                                .filter(event -> event.ts().isBefore(sunday.start()))
                                .filter(event -> event.data()
                                        .userId()
                                        .filter(user.userId()::equals)
                                        .isPresent())
                                .map(ActivityEvent::ts)
                                .max(Comparator.naturalOrder())
                                .orElse(null)))
                .sorted(Comparator.comparing(
                                InactiveUser::lastSeen, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
                        .thenComparing(InactiveUser::userId))
                .toList();
        assertThat(active).isNotEmpty();
        assertThat(expected).anySatisfy(user -> assertThat(user.lastSeen()).isNotNull());
        assertThat(organisation.users)
                .anySatisfy(user -> assertThat(user.createdAt()).isAfterOrEqualTo(sunday.end()));
        assertThat(engagement().inactiveUsers(sunday).list()).isEqualTo(expected);
    }

    @Test
    void inactiveUsers_whoWereNeverSeen_areThere(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("activity.csv"), """
                type,ts,data
                A,2025-09-01T00:00:00Z,"{""userId"":""u1""}"
                A,2025-09-02T00:00:00Z,"{""userId"":""u2""}"
                A,2025-09-03T00:00:00Z,"{""userId"":""u3""}"
                A,2025-09-02T12:00:00Z,{}
                """);
        Files.writeString(directory.resolve("userList.csv"), """
                user_id,email,created_at,role,group_ids
                u1,one@x.example,2025-01-01T00:00:00Z,Viewer,[]
                u2,two@x.example,2025-01-01T00:00:00Z,Viewer,[]
                u3,three@x.example,2025-01-01T00:00:00Z,Viewer,[]
                u4,four@x.example,2025-01-01T00:00:00Z,Viewer,[]
                """);
        try (ActivityDatabase database = ActivityDatabase.open(directory)) {
            assertThat(database.engagement()
                            .inactiveUsers(DateRange.ofDay(LocalDate.parse("2025-09-02")))
                            .list())
                    .extracting(user -> user.userId() + " " + user.lastSeen())
                    .containsExactly("u3 null", "u4 null", "u1 2025-09-01T00:00:00Z");
        }
    }

    @Test
    void newAndLostUsers() {
        List<ActivityEvent> changes = organisation.events.stream()
                .filter(event -> event.typeName().matches("User(Created|Deleted)"))
                .toList();
        List<UserChanges> expected = grouped(changes, ActivityEvent::day).entrySet().stream()
                .map(entry -> {
                    Map<ActivityEventType, Long> counts =
                            entry.getValue().stream().collect(groupingBy(ActivityEvent::type, counting()));
                    return new UserChanges(
                            entry.getKey(),
                            counts.getOrDefault(ActivityEventType.USER_CREATED, 0L),
                            counts.getOrDefault(ActivityEventType.USER_DELETED, 0L));
                })
                .toList();
        assertThat(expected).isNotEmpty();
        assertThat(engagement().newAndLostUsers(Organisation.RANGE).list()).isEqualTo(expected);
    }

    @Test
    void groups() {
        Map<String, Long> events = byPeople().stream().collect(groupingBy(EngagementQueriesTest::who, counting()));
        List<GroupActivity> expected = organisation.groups.stream()
                .map(group -> {
                    List<String> members = organisation.users.stream()
                            .filter(user -> user.groupIds().contains(group.groupId()))
                            .map(user -> user.userId().value())
                            .toList();
                    return new GroupActivity(
                            group.groupId(),
                            group.groupAlias(),
                            members.size(),
                            members.stream().filter(events::containsKey).count(),
                            members.stream()
                                    .mapToLong(id -> events.getOrDefault(id, 0L))
                                    .sum());
                })
                .filter(group -> group.members() > 0)
                .sorted(Comparator.comparingLong(GroupActivity::events)
                        .reversed()
                        .thenComparing(GroupActivity::groupId))
                .toList();
        assertThat(expected)
                .hasSizeGreaterThan(1)
                .allSatisfy(group -> assertThat(group.groupAlias()).isNotBlank())
                .anySatisfy(group -> {
                    assertThat(group.activeMembers()).isPositive();
                    assertThat(group.events()).isGreaterThan(group.activeMembers());
                });
        assertThat(expected.stream().mapToLong(GroupActivity::members).sum())
                .isEqualTo(organisation.users.stream()
                        .mapToLong(user -> user.groupIds().size())
                        .sum());
        assertThat(engagement().groups(Organisation.RANGE).list()).isEqualTo(expected);
    }
}
