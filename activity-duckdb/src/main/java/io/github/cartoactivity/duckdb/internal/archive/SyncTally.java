package io.github.cartoactivity.duckdb.internal.archive;

import io.github.cartoactivity.duckdb.SyncReport;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Counts what a sync does, for its report. */
final class SyncTally {
    private final Inventory before;
    private final Set<LocalDate> asked = new TreeSet<>();
    private final Set<LocalDate> whole = new TreeSet<>();
    private final Set<LocalDate> withRows = new HashSet<>();
    private @Nullable RuntimeException failure;
    private int jobs;
    private long bytes;
    private long rows;
    private long rowsOutsideRange;

    SyncTally(Inventory before) {
        this.before = before;
    }

    void asked(SyncJob job) {
        jobs++;
        if (job.isTimed()) {
            job.range().stream().forEach(asked::add);
        }
    }

    void downloaded(long more) {
        bytes += more;
    }

    void leftOut(long more) {
        rowsOutsideRange += more;
    }

    void wrote(LocalDate day, long more) {
        rows += more;
        if (more > 0) {
            withRows.add(day);
        }
    }

    /** All tables of these days are written. */
    void whole(Collection<LocalDate> days) {
        whole.addAll(days);
    }

    void failed(@Nullable Throwable thrown) {
        RuntimeException next = thrown instanceof RuntimeException known ? known : new IllegalStateException(thrown);
        if (failure == null) {
            failure = next;
        } else {
            failure.addSuppressed(next);
        }
    }

    Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    SyncReport report(List<LocalDate> notReady) {
        return new SyncReport(
                wholeThat(day -> !before.known().contains(day)),
                wholeThat(
                        day -> before.known().contains(day) && !before.damaged().contains(day)),
                wholeThat(before.damaged()::contains),
                wholeThat(day -> !withRows.contains(day)),
                notReady,
                asked.stream()
                        .filter(day -> !whole.contains(day) && !before.present().contains(day))
                        .toList(),
                jobs,
                bytes,
                rows,
                rowsOutsideRange);
    }

    private List<LocalDate> wholeThat(Predicate<LocalDate> condition) {
        return whole.stream().filter(condition).toList();
    }
}
