package io.github.cartoactivity.duckdb;

import java.util.List;

/**
 * What is run in the place of a statement; see {@link SqlQuery#explain()}. Its text is made for people.
 *
 * @param rewritten whether it is another statement than was written
 * @param statement the statement that runs
 * @param notes one sentence for each expression that was replaced, or one that says why nothing was
 */
public record Explanation(boolean rewritten, String statement, List<String> notes) {

    /** Copies what could change. */
    public Explanation {
        notes = List.copyOf(notes);
    }

    @Override
    public String toString() {
        return (rewritten ? "Rewritten: " : "As written: ")
                + String.join("; ", notes)
                + System.lineSeparator()
                + statement.strip();
    }
}
