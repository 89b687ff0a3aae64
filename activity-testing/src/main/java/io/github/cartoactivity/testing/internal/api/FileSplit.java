package io.github.cartoactivity.testing.internal.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How a table is cut into files.
 *
 * @param daysPerFile how many days a file holds at most; counts where {@code filesPerTable} is 0
 * @param filesPerTable how many files a table has, of the same length in time; 0 for as many as the days need
 */
public record FileSplit(int daysPerFile, int filesPerTable) {

    /** A piece of time: from an instant up to, not including, another. */
    record Slice(Instant from, Instant to) {

        boolean contains(Instant ts) {
            return !ts.isBefore(from) && ts.isBefore(to);
        }
    }

    /** How many files a table with rows from a time has. */
    int files(Duration length) {
        if (filesPerTable > 0) {
            return filesPerTable;
        }
        long fileLength = Duration.ofDays(daysPerFile).toMillis();
        return (int) Math.max(1, (length.toMillis() + fileLength - 1) / fileLength);
    }

    /** The slices of a time, in order. */
    List<Slice> slices(Instant from, Instant to) {
        Duration length = Duration.between(from, to);
        int files = files(length);
        Duration step = filesPerTable > 0 ? length.dividedBy(files) : Duration.ofDays(daysPerFile);
        List<Slice> slices = new ArrayList<>();
        for (int i = 0; i < files; i++) {
            Instant end = i == files - 1 ? to : from.plus(step.multipliedBy(i + 1L));
            slices.add(new Slice(from.plus(step.multipliedBy(i)), end));
        }
        return slices;
    }
}
