package io.github.cartoactivity.duckdb;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;

/**
 * What a sync has done. All days are UTC days in order.
 *
 * @param added days that were not there
 * @param replaced days that were there and were fetched again, because of the look-back
 * @param repaired days whose file was damaged and that were fetched again
 * @param empty those of the above on which nothing happened, as the server's answer said
 * @param notReady wanted days that the server does not have yet; only the first where none of them is ready and the sync
 *     has no end
 * @param gaps wanted days that are still missing: their job failed, or its answer had no file for a table. The next sync
 *     asks for them again
 * @param jobs how many jobs there were
 * @param bytes how many bytes were downloaded
 * @param rows how many rows of events and usage were written
 * @param rowsOutsideRange how many rows were left out because they lie outside the days of their job
 */
public record SyncReport(
        List<LocalDate> added,
        List<LocalDate> replaced,
        List<LocalDate> repaired,
        List<LocalDate> empty,
        List<LocalDate> notReady,
        List<LocalDate> gaps,
        int jobs,
        long bytes,
        long rows,
        long rowsOutsideRange)
        implements Serializable {

    /** Copies the lists. */
    public SyncReport {
        added = List.copyOf(added);
        replaced = List.copyOf(replaced);
        repaired = List.copyOf(repaired);
        empty = List.copyOf(empty);
        notReady = List.copyOf(notReady);
        gaps = List.copyOf(gaps);
    }
}
