package io.github.cartoactivity.client.spi;

import org.jspecify.annotations.Nullable;

/**
 * The signal that one row is bad while the file can be read on. It never leaves the library: the reader of rows turns it
 * into a {@link io.github.cartoactivity.client.RejectedRow}. It has no stack trace, because there may be many.
 */
public final class BadRowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String column;
    private final @Nullable Long offset;

    /**
     * A bad row.
     *
     * @param reason what is wrong with it, one sentence without a full stop
     */
    public BadRowException(String reason) {
        this(reason, null, null);
    }

    private BadRowException(String reason, @Nullable String column, @Nullable Long offset) {
        super(reason, null, false, false);
        this.column = column;
        this.offset = offset;
    }

    /**
     * The same signal with the column that it is about.
     *
     * @param name the column's name
     * @return a copy
     */
    public BadRowException inColumn(String name) {
        return new BadRowException(reason(), name, offset);
    }

    /**
     * The same signal with the byte that it is about.
     *
     * @param position the byte, from 0
     * @return a copy
     */
    public BadRowException atOffset(long position) {
        return new BadRowException(reason(), column, position);
    }

    /**
     * The column that it is about.
     *
     * @return its name, or null when it is the row as a whole
     */
    public @Nullable String column() {
        return column;
    }

    /**
     * The byte that it is about.
     *
     * @return its place in the file, or null when it is the row or the cell as a whole
     */
    public @Nullable Long offset() {
        return offset;
    }

    /**
     * What is wrong.
     *
     * @return one sentence without a full stop
     */
    public String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
