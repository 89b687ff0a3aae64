package io.github.cartoactivity.duckdb.query;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.duckdb.query.EngagementQueries.ActiveUser;
import io.github.cartoactivity.duckdb.query.EngagementQueries.ActiveUsers;
import io.github.cartoactivity.duckdb.query.EngagementQueries.DomainActivity;
import io.github.cartoactivity.duckdb.query.EngagementQueries.GroupActivity;
import io.github.cartoactivity.duckdb.query.EngagementQueries.HourOfWeek;
import io.github.cartoactivity.duckdb.query.EngagementQueries.InactiveUser;
import io.github.cartoactivity.duckdb.query.EngagementQueries.Logins;
import io.github.cartoactivity.duckdb.query.EngagementQueries.Onboarding;
import io.github.cartoactivity.duckdb.query.EngagementQueries.UserChanges;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ActivityEventType;
import io.github.cartoactivity.model.UserRecord;
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
import java.util.TreeMap;
import java.util.function.Function;
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
    @EnumSource(Period.class)
    void activeUsers(Period period) {
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
        List<ActivityEvent> known = organisation.allEvents;
        List<InactiveUser> expected = organisation.users.stream()
                .filter(user -> byPeople().stream()
                        .noneMatch(event -> who(event).equals(user.userId().value())))
                .map(user -> new InactiveUser(
                        user.userId().value(),
                        user.email(),
                        user.roleName(),
                        user.createdAt(),
                        known.stream()
                                .filter(event -> event.ts().isBefore(Organisation.RANGE.start()))
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
        assertThat(engagement().inactiveUsers(Organisation.RANGE).list()).isEqualTo(expected);
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
        assertThat(engagement().groups(Organisation.RANGE).list()).isEqualTo(expected);
    }
}
