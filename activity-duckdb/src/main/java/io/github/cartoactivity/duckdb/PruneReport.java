package io.github.cartoactivity.duckdb;

import java.nio.file.Path;
import java.util.List;

/**
 * What pruning removes from an archive, or would remove.
 *
 * @param days the days of events and usage, oldest first in each table
 * @param damaged files that cannot be read, so that nothing but their place tells what they held: days of events and
 *     usage, and files of users and groups that a sync has put aside
 */
public record PruneReport(List<ArchiveDay> days, List<Path> damaged) {

    /** Copies the lists. */
    public PruneReport {
        days = List.copyOf(days);
        damaged = List.copyOf(damaged);
    }
}
