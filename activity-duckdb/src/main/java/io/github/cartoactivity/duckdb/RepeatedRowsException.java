package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.model.ErrorDetails;
import java.nio.file.Path;

/**
 * The same rows are in two of the files that were opened, and would count twice: an export was downloaded twice, in two
 * formats, or for ranges that overlap. {@link #first()} and {@link #second()} name the two.
 */
public final class RepeatedRowsException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    private final String first;
    private final String second;

    /**
     * An error of two files, or of the files in two directories.
     *
     * @param first the one
     * @param second the other
     * @param details what both hold, and what to do
     */
    public RepeatedRowsException(Path first, Path second, ErrorDetails details) {
        super(details.with("first", first).with("second", second), null);
        this.first = first.toString();
        this.second = second.toString();
    }

    /**
     * The one that was opened first.
     *
     * @return a file, or a directory where its files only together hold the rows
     */
    public Path first() {
        return Path.of(first);
    }

    /**
     * The other one.
     *
     * @return a file, or a directory where its files only together hold the rows
     */
    public Path second() {
        return Path.of(second);
    }
}
