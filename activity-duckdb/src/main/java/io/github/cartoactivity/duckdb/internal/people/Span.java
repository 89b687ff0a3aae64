package io.github.cartoactivity.duckdb.internal.people;

import java.util.Optional;

/**
 * Where somebody stands in a text as it was received.
 *
 * @param from where it begins
 * @param to where it ends, exclusive
 * @param alias what to put there; empty for somebody who stays
 */
record Span(int from, int to, Optional<String> alias) {

    int length() {
        return to - from;
    }

    /** Whether the other stands in here, with something beside it. */
    boolean isAround(Span other) {
        return from <= other.from && other.to <= to && length() > other.length();
    }
}
