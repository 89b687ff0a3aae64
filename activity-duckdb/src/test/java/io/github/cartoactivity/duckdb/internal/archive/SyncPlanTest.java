package io.github.cartoactivity.duckdb.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.model.DateRange;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SyncPlanTest {
    private static final LocalDate FIRST = LocalDate.parse("2025-10-01");
    private static final LocalDate FAR = LocalDate.parse("2030-01-01");

    @Test
    void of_nothingPresent_isOneJobUpToFiftyNineDays() {
        assertThat(plan(59, Set.of(), FAR, 0).jobs()).containsExactly(days(0, 58));
        assertThat(plan(60, Set.of(), FAR, 0).jobs()).containsExactly(days(0, 58), days(59, 59));
    }

    @Test
    void of_everythingPresent_isNoJob() {
        assertThat(plan(10, present(0, 9), FAR, 0).jobs()).isEmpty();
    }

    @Test
    void of_holes_asksForTheHolesOnly() {
        Set<LocalDate> present = present(0, 2);
        present.addAll(present(5, 6));
        assertThat(plan(10, present, FAR, 0).jobs()).containsExactly(days(3, 4), days(7, 9));
    }

    @Test
    void of_aLookBack_asksForTheNewestDaysAgain_togetherWithMissingOnes() {
        assertThat(plan(10, present(0, 9), FAR, 2).jobs()).containsExactly(days(8, 9));
        assertThat(plan(10, present(0, 6), FAR, 5).jobs()).containsExactly(days(5, 9));
        assertThat(plan(10, present(0, 9), FAR, 99).jobs()).containsExactly(days(0, 9));
    }

    @Test
    void of_daysThatAreNotReady_leavesThemOut() {
        SyncPlan plan = plan(10, Set.of(), FIRST.plusDays(3), 0);
        assertThat(plan.jobs()).containsExactly(days(0, 3));
        assertThat(plan.notReady()).contains(days(4, 9));
        assertThat(plan(10, Set.of(), FIRST.minusDays(1), 0))
                .isEqualTo(new SyncPlan(java.util.List.of(), java.util.Optional.of(days(0, 9))));
    }

    @RepeatedTest(200)
    void of_anything_asksForEachNeededDayOnce_andForNoOther(RepetitionInfo info) {
        Random random = new Random(info.getCurrentRepetition());
        int length = 1 + random.nextInt(200);
        int lookBack = random.nextInt(10);
        LocalDate ready = FIRST.plusDays(random.nextInt(220) - 10L);
        Set<LocalDate> present = days(0, length - 1).stream()
                .filter(day -> random.nextInt(20) > 0)
                .collect(Collectors.toCollection(HashSet::new));
        SyncPlan plan = plan(length, present, ready, lookBack);

        LocalDate last = days(0, length - 1).last().isAfter(ready)
                ? ready
                : days(0, length - 1).last();
        Set<LocalDate> needed = new TreeSet<>();
        days(0, length - 1).stream()
                .filter(day -> !day.isAfter(last))
                .filter(day -> !present.contains(day) || day.isAfter(last.minusDays(lookBack)))
                .forEach(needed::add);
        assertThat(plan.jobs().stream().flatMap(DateRange::stream)).containsExactlyElementsOf(needed);
        assertThat(plan.jobs()).allMatch(job -> job.days() <= 59);
        for (int i = 1; i < plan.jobs().size(); i++) {
            DateRange before = plan.jobs().get(i - 1);
            assertThat(before.toExclusive().equals(plan.jobs().get(i).from()) && before.days() < 59)
                    .as("two jobs that could be one")
                    .isFalse();
        }
    }

    private static SyncPlan plan(int days, Set<LocalDate> present, LocalDate latestReady, int lookBack) {
        return SyncPlan.of(days(0, days - 1), present, latestReady, lookBack);
    }

    private static DateRange days(int from, int to) {
        return DateRange.ofDays(FIRST.plusDays(from), FIRST.plusDays(to));
    }

    private static Set<LocalDate> present(int from, int to) {
        return days(from, to).stream().collect(Collectors.toCollection(HashSet::new));
    }
}
