package io.github.cartoactivity.duckdb.internal.archive;

import io.github.cartoactivity.client.JobRequest;
import io.github.cartoactivity.model.DateRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a sync asks for: every day that is missing or to be looked at again, and no other, in as few jobs as that takes.
 *
 * @param jobs the ranges to ask for, in order, none longer than one job
 * @param notReady the wanted days that cannot be asked for yet
 */
record SyncPlan(List<DateRange> jobs, Optional<DateRange> notReady) {

    /** Copies the list. */
    SyncPlan {
        jobs = List.copyOf(jobs);
    }

    /**
     * Plans a sync. Does nothing else.
     *
     * @param wanted the days that the archive should have
     * @param present the days that it has and that need no second look
     * @param latestReady the newest day that can be asked for
     * @param lookBack how many of the newest days to ask for again
     */
    static SyncPlan of(DateRange wanted, Set<LocalDate> present, LocalDate latestReady, int lookBack) {
        LocalDate last = wanted.last().isAfter(latestReady) ? latestReady : wanted.last();
        if (last.isBefore(wanted.from())) {
            return new SyncPlan(List.of(), Optional.of(wanted));
        }
        LocalDate lookAgainFrom = last.minusDays(lookBack);
        List<DateRange> jobs = new ArrayList<>();
        Optional<LocalDate> start = Optional.empty();
        for (LocalDate day = wanted.from(); !day.isAfter(last); day = day.plusDays(1)) {
            boolean asked = day.isAfter(lookAgainFrom) || !present.contains(day);
            if (asked && start.isEmpty()) {
                start = Optional.of(day);
            } else if (!asked && start.isPresent()) {
                jobs.addAll(new DateRange(start.get(), day).split(JobRequest.MAX_DAYS));
                start = Optional.empty();
            }
        }
        start.ifPresent(from -> jobs.addAll(DateRange.ofDays(from, last).split(JobRequest.MAX_DAYS)));
        return new SyncPlan(
                jobs,
                last.equals(wanted.last())
                        ? Optional.empty()
                        : Optional.of(new DateRange(last.plusDays(1), wanted.toExclusive())));
    }
}
