package io.github.cartoactivity.client.spi;

/** What the cells of a column are read as. */
public enum CellKind {
    /** Any text. */
    TEXT,
    /** Text with few different values, so that it pays to keep one copy of each. */
    LABEL,
    /** A point in time. */
    INSTANT,
    /** An exact number. */
    DECIMAL,
    /** A list of texts. */
    TEXT_LIST
}
