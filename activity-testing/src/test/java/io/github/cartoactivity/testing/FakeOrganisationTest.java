package io.github.cartoactivity.testing;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ActivityEventType;
import io.github.cartoactivity.model.ApiUsageRow;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.GroupRecord;
import io.github.cartoactivity.model.LoginMethod;
import io.github.cartoactivity.model.UserId;
import io.github.cartoactivity.model.UserRecord;
import io.github.cartoactivity.model.UserRole;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FakeOrganisationTest {
    private static final LocalDate CREATED = LocalDate.parse("2025-01-01");
    private static final DateRange OCTOBER = days("2025-10-01", "2025-10-28");

    private final FakeOrganisation acme = FakeOrganisation.builder().build();

    @Test
    void sameSeed_sameRows() {
        FakeOrganisation twin = FakeOrganisation.builder().seed(1).build();
        assertThat(twin.events(OCTOBER))
                .containsExactlyElementsOf(acme.events(OCTOBER).toList());
        assertThat(twin.apiUsage(OCTOBER))
                .containsExactlyElementsOf(acme.apiUsage(OCTOBER).toList());
        assertThat(twin.users(OCTOBER.end())).isEqualTo(acme.users(OCTOBER.end()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1000000000-01-01T00:00:00Z", "+1000000000-12-31T23:59:59.999999999Z"})
    void momentsFarAway_haveMembersToo(String text) {
        Instant moment = Instant.parse(text);
        boolean future = moment.isAfter(OCTOBER.end());
        FakeOrganisation small = FakeOrganisation.builder().users(3).build();
        assertThat(small.users(moment).isEmpty()).isEqualTo(!future);
        assertThat(small.usersEver(moment).isEmpty()).isEqualTo(!future);
        assertThat(small.groups(moment).isEmpty()).isEqualTo(!future);
        assertThat(small.rows(ExportCategory.GROUP_LIST, OCTOBER, moment)
                        .findAny()
                        .isPresent())
                .isEqualTo(future);
    }

    @Test
    void otherSeed_otherRows() {
        FakeOrganisation other = FakeOrganisation.builder().seed(2).build();
        assertThat(other.events(OCTOBER).limit(100))
                .isNotEqualTo(acme.events(OCTOBER).limit(100).toList());
        assertThat(ids(other.users(OCTOBER.end()))).doesNotContainAnyElementsOf(ids(acme.users(OCTOBER.end())));
    }

    /** Tests elsewhere may hold figures of this organisation; whoever changes its making on purpose changes these too. */
    @Test
    void rowsOfSeedOne_areTheSameInEveryVersion() {
        CRC32 events = new CRC32();
        acme.events(OCTOBER)
                .forEach(event -> events.update(
                        (event.typeName() + event.ts() + event.data().raw().orElseThrow())
                                .getBytes(StandardCharsets.UTF_8)));
        CRC32 others = new CRC32();
        Stream.concat(acme.apiUsage(OCTOBER), acme.users(OCTOBER.end()).stream())
                .forEach(row -> others.update(row.toString().getBytes(StandardCharsets.UTF_8)));
        assertThat(events.getValue()).isEqualTo(3693465295L);
        assertThat(others.getValue()).isEqualTo(2202799843L);
    }

    @Test
    void aDay_isTheSameWhicheverDaysWereMadeBefore() {
        FakeOrganisation odd =
                FakeOrganisation.builder().oddities(Oddity.values()).build();
        List<ActivityEvent> together = odd.events(OCTOBER).toList();
        List<ActivityEvent> backwards = OCTOBER.stream()
                .sorted((one, other) -> other.compareTo(one))
                .map(day -> odd.events(DateRange.ofDay(day)).toList())
                .reduce(
                        List.of(),
                        (later, earlier) ->
                                Stream.concat(earlier.stream(), later.stream()).toList());
        assertThat(backwards).isEqualTo(together);
    }

    @Test
    void everyDocumentedType_occursWithinTheFirstFourWeeks() {
        assertThat(types(new DateRange(CREATED, CREATED.plusDays(28)))).hasSize(210);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyDocumentedType_occursWithinAnyFourWeeks(long seed) {
        FakeOrganisation tiny =
                FakeOrganisation.builder().seed(seed).users(3).eventsPerDay(10).build();
        Set<ActivityEventType> all = EnumSet.allOf(ActivityEventType.class);
        all.remove(ActivityEventType.UNKNOWN);
        for (int offset : new int[] {0, 1, 13, 27, 100, 500}) {
            LocalDate from = CREATED.plusDays(offset);
            Set<ActivityEventType> seen = tiny.events(new DateRange(from, from.plusDays(28)))
                    .map(ActivityEvent::type)
                    .collect(Collectors.toSet());
            assertThat(seen).as("28 days from %s", from).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Test
    void events_comeInTheOrderOfTheirTime_andNeverFromBefore() {
        List<Instant> times = acme.events(days("2024-12-01", "2025-03-01"))
                .map(ActivityEvent::ts)
                .toList();
        assertThat(times).isSorted();
        assertThat(times.get(0)).isEqualTo(Instant.parse("2025-01-01T08:00:00Z"));
    }

    @Test
    void events_lieInTheRangeThatIsAskedFor() {
        assertThat(acme.events(OCTOBER)).allMatch(event -> OCTOBER.contains(event.ts()));
        assertThat(acme.events(days("2024-11-01", "2024-12-31"))).isEmpty();
    }

    @Test
    void rhythm_weekendsAndNightsAreQuiet() {
        Map<DayOfWeek, Long> byDay =
                acme.events(OCTOBER).collect(groupingBy(event -> event.day().getDayOfWeek(), counting()));
        assertThat(byDay.get(DayOfWeek.SUNDAY) * 4).isLessThan(byDay.get(DayOfWeek.TUESDAY));
        Map<Integer, Long> byHour = acme.events(OCTOBER)
                .collect(groupingBy(event -> event.ts().atOffset(ZoneOffset.UTC).getHour(), counting()));
        assertThat(byHour.get(3) * 5).isLessThan(byHour.get(10));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 1_000, 20_000})
    void aWorkingDay_hasAboutTheNumberAskedFor(int perDay) {
        FakeOrganisation sized = FakeOrganisation.builder().eventsPerDay(perDay).build();
        long days = OCTOBER.stream()
                .filter(day -> day.getDayOfWeek().getValue() <= 5)
                .count();
        long events = sized.events(OCTOBER)
                .filter(event -> event.day().getDayOfWeek().getValue() <= 5)
                .count();
        assertThat((double) events / days).isBetween(perDay * 0.93, perDay * 1.07 + 20);
    }

    @Test
    void mostEvents_areMapLoadsAndListings_deletionsAreRare() {
        Map<ActivityEventType, Long> counts = acme.events(OCTOBER).collect(groupingBy(ActivityEvent::type, counting()));
        long all = acme.events(OCTOBER).count();
        assertThat(counts.get(ActivityEventType.MAP_LOADED_EVENT)).isGreaterThan(all / 8);
        assertThat(counts.get(ActivityEventType.MAPS_LISTED)).isGreaterThan(all / 20);
        assertThat(counts.get(ActivityEventType.MAP_DELETED)).isLessThan(all / 200);
    }

    @Test
    void workflowRuns_succeedAndFail() {
        Map<String, Long> runs = acme.events(OCTOBER)
                .filter(event -> event.type() == ActivityEventType.WORKFLOW_EXECUTION_COMPLETE)
                .collect(groupingBy(
                        event -> event.data().text("$.batchAPIResponse.status").orElse(""), counting()));
        assertThat(runs).containsOnlyKeys("success", "failure");
        assertThat(runs.get("failure")).isLessThan(runs.get("success") / 4);
        assertThat(acme.events(OCTOBER)
                        .filter(event ->
                                event.data().text("$.batchAPIResponse.error").isPresent()))
                .hasSize(runs.get("failure").intValue());
    }

    @Test
    void publicViewers_lookAtMaps() {
        assertThat(acme.events(OCTOBER)
                        .filter(event -> event.data()
                                .userId()
                                .filter(id -> id.isPublic())
                                .isPresent()))
                .hasSizeGreaterThan(100)
                .anyMatch(event -> event.type() == ActivityEventType.MAP_LOADED_EVENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 40})
    void users_haveAllLoginMethodsAndRoles(int size) {
        FakeOrganisation sized = FakeOrganisation.builder().users(size).build();
        List<UserRecord> users = sized.usersEver(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(users)
                .extracting(user -> user.userId().loginMethod())
                .contains(LoginMethod.PASSWORD, LoginMethod.GOOGLE, LoginMethod.SSO);
        assertThat(users).extracting(UserRecord::role).contains(UserRole.SUPERADMIN, UserRole.ADMIN);
        assertThat(users).extracting(UserRecord::userId).doesNotHaveDuplicates();
        assertThat(users).extracting(UserRecord::email).doesNotHaveDuplicates();
    }

    @Test
    void users_joinAndLeave() {
        List<UserRecord> march = acme.users(Instant.parse("2025-03-15T00:00:00Z"));
        List<UserRecord> later = acme.users(Instant.parse("2026-03-15T00:00:00Z"));
        assertThat(ids(march)).isNotEqualTo(ids(later));
        assertThat(march.size()).isBetween(28, 40);
        assertThat(acme.usersEver(Instant.parse("2026-03-15T00:00:00Z")))
                .extracting(UserRecord::userId)
                .containsAll(ids(march))
                .containsAll(ids(later));
        assertThat(acme.users(Instant.parse("2025-01-01T07:00:00Z"))).isEmpty();
    }

    @Test
    void groups_growAndAreReferredTo() {
        List<GroupRecord> groups = acme.groups(OCTOBER.end());
        assertThat(acme.groups(Instant.parse("2025-01-02T00:00:00Z"))).hasSize(4);
        assertThat(groups)
                .hasSizeGreaterThan(12)
                .extracting(GroupRecord::groupId)
                .doesNotHaveDuplicates();
        assertThat(acme.users(OCTOBER.end()).stream().flatMap(user -> user.groupIds().stream()))
                .isNotEmpty()
                .isSubsetOf(groups.stream().map(GroupRecord::groupId).toList());
    }

    @Test
    void withoutGroups_nothingSpeaksOfThem() {
        FakeOrganisation alone = FakeOrganisation.builder().groups(0).build();
        assertThat(alone.groups(OCTOBER.end())).isEmpty();
        assertThat(alone.users(OCTOBER.end())).allMatch(user -> user.groupIds().isEmpty());
        assertThat(alone.events(OCTOBER).map(ActivityEvent::typeName)).noneMatch(type -> type.contains("Group"));
    }

    @Test
    void apiUsage_isDaily_withAllKindsOfUser() {
        List<ApiUsageRow> rows = acme.apiUsage(OCTOBER).toList();
        assertThat(rows)
                .allMatch(row ->
                        row.ts().equals(row.day().atStartOfDay(ZoneOffset.UTC).toInstant()));
        assertThat(rows)
                .anyMatch(row -> row.userId() == null)
                .anyMatch(row -> row.userId() != null && row.userId().isPublic())
                .anyMatch(row -> row.quotaUsageWeight() == null)
                .anyMatch(row -> row.mapId() != null)
                .anyMatch(row -> row.workflowId() != null)
                .allMatch(row -> row.amount().signum() > 0);
        assertThat(rows.stream().map(ApiUsageRow::day).distinct()).hasSize(28);
    }

    @Test
    void size_belowOne_isRefused() {
        FakeOrganisation.Builder builder = FakeOrganisation.builder();
        assertThatThrownBy(() -> builder.users(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.eventsPerDay(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.groups(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readingOneEventOfManyYears_isImmediate() {
        Stream<ActivityEvent> centuries = acme.events(days("2025-01-01", "2325-01-01"));
        assertThat(centuries.limit(1)).hasSize(1);
    }

    @Test
    void lateEvents_areMissingForTwoDays() {
        FakeOrganisation slow =
                FakeOrganisation.builder().oddities(Oddity.LATE_EVENTS).build();
        DateRange day = DateRange.ofDay(LocalDate.parse("2025-10-07"));
        Instant ready = DateRange.readyAt(day.last());
        long atFirst = slow.events(day, ready).count();
        long later = slow.events(day, ready.plus(Duration.ofDays(2))).count();
        assertThat(atFirst).isLessThan(later);
        assertThat(later)
                .isEqualTo(slow.events(day).count())
                .isEqualTo(acme.events(day).count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_DATA", "EMPTY_DATA", "MALFORMED_DATA", "SPECIAL_CHARACTERS", "UNKNOWN_TYPES"})
    void oddities_hitAFew_andLeaveTheRestAsItIs(Oddity oddity) {
        FakeOrganisation odd = FakeOrganisation.builder().oddities(oddity).build();
        List<ActivityEvent> plain = acme.events(OCTOBER).toList();
        List<ActivityEvent> events = odd.events(OCTOBER).toList();
        assertThat(events).hasSameSizeAs(plain);
        long different = 0;
        for (int i = 0; i < plain.size(); i++) {
            different += plain.get(i).equals(events.get(i)) ? 0 : 1;
        }
        assertThat(different).isBetween(plain.size() / 300L, plain.size() / 75L);
    }

    @Test
    void equalEvents_comeNextToEachOther() {
        FakeOrganisation odd =
                FakeOrganisation.builder().oddities(Oddity.EQUAL_EVENTS).build();
        List<ActivityEvent> events = odd.events(OCTOBER).toList();
        long twins = 0;
        for (int i = 1; i < events.size(); i++) {
            twins += events.get(i).equals(events.get(i - 1)) ? 1 : 0;
        }
        assertThat(twins)
                .isEqualTo(events.size() - acme.events(OCTOBER).count())
                .isPositive();
    }

    @Test
    void dayEdges_areOnEveryDayExactlyAtItsEnds() {
        FakeOrganisation odd =
                FakeOrganisation.builder().oddities(Oddity.DAY_EDGES).build();
        List<Instant> times = odd.events(DateRange.ofDay(LocalDate.parse("2025-10-07")))
                .map(ActivityEvent::ts)
                .toList();
        assertThat(times.get(0)).isEqualTo(Instant.parse("2025-10-07T00:00:00Z"));
        assertThat(times.get(times.size() - 1)).isEqualTo(Instant.parse("2025-10-07T23:59:59.999999Z"));
        assertThat(times).isSorted();
    }

    private Set<ActivityEventType> types(DateRange range) {
        return acme.events(range).map(ActivityEvent::type).collect(Collectors.toSet());
    }

    private static List<UserId> ids(List<UserRecord> users) {
        return users.stream().map(UserRecord::userId).toList();
    }

    private static DateRange days(String from, String to) {
        return DateRange.ofDays(LocalDate.parse(from), LocalDate.parse(to));
    }
}
