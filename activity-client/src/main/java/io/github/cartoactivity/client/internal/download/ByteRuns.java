package io.github.cartoactivity.client.internal.download;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which bytes of a file have been written, as the runs they form. Not thread-safe. */
final class ByteRuns {
    private final TreeMap<Long, Long> runs = new TreeMap<>();

    /** Bytes without a gap: from the first one up to, and without, the one at {@code end}. */
    record Run(long from, long end) {}

    void add(long from, long end) {
        long first = from;
        long last = end;
        Map.Entry<Long, Long> before = runs.floorEntry(from);
        if (before != null && before.getValue() >= from) {
            first = before.getKey();
            last = Math.max(last, before.getValue());
        }
        for (Map.Entry<Long, Long> next = runs.higherEntry(first);
                next != null && next.getKey() <= last;
                next = runs.higherEntry(first)) {
            last = Math.max(last, next.getValue());
            runs.remove(next.getKey());
        }
        runs.put(first, last);
    }

    void clear() {
        runs.clear();
    }

    /** The runs in order; between any two of them something is missing. */
    List<Run> list() {
        List<Run> list = new ArrayList<>(runs.size());
        runs.forEach((from, end) -> list.add(new Run(from, end)));
        return list;
    }

    /** What is missing of a file of that size. */
    static List<Run> gaps(List<Run> runs, long size) {
        List<Run> gaps = new ArrayList<>();
        long here = 0;
        for (Run run : runs) {
            if (run.from() > here) {
                gaps.add(new Run(here, run.from()));
            }
            here = run.end();
        }
        if (here < size) {
            gaps.add(new Run(here, size));
        }
        return gaps;
    }
}
