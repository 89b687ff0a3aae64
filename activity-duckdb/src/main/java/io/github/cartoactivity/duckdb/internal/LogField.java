package io.github.cartoactivity.duckdb.internal;

/** What a column of a query log says. */
enum LogField {
    TEXT,
    ID,
    /** The id of the script that the statement is part of. */
    PARENT,
    /** Which kind of job the row is. */
    JOB_TYPE,
    /** When the query was sent; this is its time. */
    TIME,
    /** When work on it began, where that is another time. */
    BEGIN,
    END,
    ELAPSED,
    BYTES,
    BILLED,
    USER,
    STATUS,
    ERROR,
    /** How many queries the row stands for. */
    CALLS
}
