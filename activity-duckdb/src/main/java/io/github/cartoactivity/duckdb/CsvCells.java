package io.github.cartoactivity.duckdb;

/** What becomes of a text that begins like a formula when an answer is written as CSV. */
public enum CsvCells {
    /** It stays as it is; for programs. */
    AS_IS,
    /**
     * A text that begins with {@code =}, {@code +}, {@code -}, {@code @}, a tab or a carriage return gets an apostrophe
     * before it, so that a spreadsheet shows it and does not compute it. Names and payloads of events are written by
     * many people.
     */
    SPREADSHEET_SAFE
}
