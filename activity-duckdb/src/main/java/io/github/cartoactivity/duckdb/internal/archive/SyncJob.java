package io.github.cartoactivity.duckdb.internal.archive;

import io.github.cartoactivity.client.ExportRequest;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A job of a sync. Its directory is named after what it asks for, so that the same job of the next run finds what was
 * downloaded.
 *
 * @param request what it asks for
 */
record SyncJob(ExportRequest request) {
    private static final Set<ExportCategory> TIMED = EnumSet.of(ExportCategory.ACTIVITY, ExportCategory.API_USAGE);
    private static final Set<ExportCategory> PEOPLE = EnumSet.of(ExportCategory.USER_LIST, ExportCategory.GROUP_LIST);

    /**
     * The jobs of a plan; the last one asks for users and groups too. Where no day is missing but users are, there is a
     * job for users only.
     */
    static List<SyncJob> all(
            SyncPlan plan, boolean hasUsers, ExportFormat format, LocalDate latestReady, Path staging) {
        List<SyncJob> jobs = new ArrayList<>();
        int last = plan.jobs().size() - 1;
        for (int i = 0; i <= last; i++) {
            Set<ExportCategory> categories = EnumSet.copyOf(TIMED);
            if (i == last) {
                categories.addAll(PEOPLE);
            }
            jobs.add(of(plan.jobs().get(i), categories, format, staging));
        }
        if (jobs.isEmpty() && !hasUsers) {
            jobs.add(of(DateRange.ofDay(latestReady), PEOPLE, format, staging));
        }
        return List.copyOf(jobs);
    }

    private static SyncJob of(DateRange range, Set<ExportCategory> categories, ExportFormat format, Path staging) {
        String name = range.from() + "_" + range.last() + "_"
                + categories.stream().map(ExportCategory::wireName).collect(Collectors.joining("-")) + "_"
                + format.wireName();
        return new SyncJob(new ExportRequest(range, staging.resolve(name), categories, format));
    }

    Path directory() {
        return request.directory();
    }

    DateRange range() {
        return request.range();
    }

    boolean isTimed() {
        return request.categories().contains(ExportCategory.ACTIVITY);
    }
}
