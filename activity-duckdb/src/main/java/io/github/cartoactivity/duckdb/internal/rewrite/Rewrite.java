package io.github.cartoactivity.duckdb.internal.rewrite;

import java.util.List;

/**
 * What became of a statement.
 *
 * @param sql the statement to run
 * @param changed whether it is another one than was given
 * @param notes in plain words, what was replaced, or why nothing was
 */
public record Rewrite(String sql, boolean changed, List<String> notes) {

    /** Copies what could change. */
    public Rewrite {
        notes = List.copyOf(notes);
    }

    static Rewrite none(String sql, String why) {
        return new Rewrite(sql, false, List.of(why));
    }
}
