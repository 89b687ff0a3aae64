package io.github.cartoactivity.examples.report;

import io.github.cartoactivity.duckdb.query.TypedQuery;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** The end of an answer that is ordered by time, without holding the rest of it. */
final class Newest {
    private Newest() {}

    /** The last few rows, the newest first. */
    static <T extends Record> List<T> of(TypedQuery<T> query, int count) {
        Deque<T> newest = new ArrayDeque<>();
        try (Stream<T> rows = query.stream()) {
            rows.forEach(row -> {
                newest.addFirst(row);
                if (newest.size() > count) {
                    newest.removeLast();
                }
            });
        }
        return List.copyOf(newest);
    }

    static long count(TypedQuery<?> query) {
        try (Stream<?> rows = query.stream()) {
            return rows.count();
        }
    }
}
