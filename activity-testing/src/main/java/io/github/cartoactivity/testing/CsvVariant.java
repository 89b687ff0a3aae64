package io.github.cartoactivity.testing;

/** In what a CSV export may differ from the plainest one; all can be combined. */
public enum CsvVariant {
    /** The file begins with a UTF-8 byte order mark. */
    BYTE_ORDER_MARK,
    /** Lines end with CR LF. */
    CRLF,
    /** Every field is quoted that is not null. */
    QUOTE_ALL,
    /** The columns stand in reverse. */
    REVERSED_COLUMNS,
    /** There are columns that nobody has heard of, before and after the others. */
    EXTRA_COLUMNS,
    /** {@code apiUsage} has no {@code map_id} and {@code workflow_id}, as before 2026. */
    WITHOUT_MAP_COLUMNS,
    /** {@code group_ids} as {@code {a,b}} instead of a JSON array. */
    GROUPS_IN_BRACES,
    /** The files are compressed and called {@code .csv.gz}. */
    GZIP_FILE
}
