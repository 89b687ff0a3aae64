package io.github.cartoactivity.client.error;

import io.github.cartoactivity.model.ErrorDetails;
import java.io.Serializable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A place in a file. Whatever is not known, or has no meaning for the file's format, is null.
 *
 * @param file the file's path
 * @param rowGroup the Parquet row group, from 0
 * @param row the row of data, from 1; a header does not count
 * @param line the line of text that the row begins on, from 1
 * @param offset the byte, from 0; in a compressed text file it counts the text's bytes
 * @param column the column's name
 */
public record DataLocation(
        String file,
        @Nullable Integer rowGroup,
        @Nullable Long row,
        @Nullable Long line,
        @Nullable Long offset,
        @Nullable String column)
        implements Serializable {

    /**
     * A file as a whole.
     *
     * @param file the file
     * @return the location
     */
    public static DataLocation of(Path file) {
        return new DataLocation(file.toString(), null, null, null, null, null);
    }

    /**
     * A row group of this file.
     *
     * @param number counted from 0
     * @return a copy
     */
    public DataLocation inRowGroup(int number) {
        return new DataLocation(file, number, row, line, offset, column);
    }

    /**
     * A row of this file.
     *
     * @param number counted from 1
     * @return a copy
     */
    public DataLocation atRow(long number) {
        return new DataLocation(file, rowGroup, number, line, offset, column);
    }

    /**
     * A line of this file.
     *
     * @param number counted from 1
     * @return a copy
     */
    public DataLocation atLine(long number) {
        return new DataLocation(file, rowGroup, row, number, offset, column);
    }

    /**
     * A byte of this file.
     *
     * @param position counted from 0
     * @return a copy
     */
    public DataLocation atOffset(long position) {
        return new DataLocation(file, rowGroup, row, line, position, column);
    }

    /**
     * A column of this file, or of the row that this location names.
     *
     * @param name the column, or null for none in particular
     * @return a copy
     */
    public DataLocation inColumn(@Nullable String name) {
        return new DataLocation(file, rowGroup, row, line, offset, name);
    }

    /** Adds all that is known to the circumstances of an error. */
    ErrorDetails describe(ErrorDetails details) {
        ErrorDetails known = details.with("file", file);
        known = with(known, "rowGroup", rowGroup);
        known = with(known, "line", line);
        known = with(known, "row", row);
        known = with(known, "offset", offset);
        return with(known, "column", column);
    }

    private static ErrorDetails with(ErrorDetails details, String name, @Nullable Object value) {
        return value == null ? details : details.with(name, value);
    }
}
