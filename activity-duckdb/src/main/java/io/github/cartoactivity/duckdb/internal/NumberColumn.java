package io.github.cartoactivity.duckdb.internal;

import java.sql.SQLException;

/**
 * Finds the narrowest type that holds all numbers of a column exactly, where they are still text: whole numbers are
 * BIGINT, others DECIMAL. Only where 38 digits are not enough, or one is no finite number, it is DOUBLE.
 *
 * <p>Doubles of a Parquet file come as their shortest decimal text, so 0.1 is 0.1 and ten of them are 1.
 */
final class NumberColumn {
    private static final int LONG_DIGITS = 18;
    private static final int MAX_DIGITS = 38;
    private static final String PLAIN = "'[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)'";

    private NumberColumn() {}

    /** The type for a column of a table or a query in brackets. */
    static String type(Session session, String relation, String column) throws SQLException {
        String text = Quoted.identifier(column);
        String exact = "CAST(TRY_CAST(" + text + " AS DECIMAL(38, 18)) AS VARCHAR)";
        String plain = "CASE WHEN regexp_full_match(" + text + ", " + PLAIN + ") THEN " + text + " WHEN CAST(" + exact
                + " AS DOUBLE) = CAST(" + text + " AS DOUBLE) THEN " + exact + " END";
        String sql = "SELECT count(*) FILTER (" + text + " IS NOT NULL AND plain IS NULL),"
                + " coalesce(max(length(ltrim(split_part(plain, '.', 1), '+-0'))), 0),"
                + " coalesce(max(length(rtrim(split_part(plain, '.', 2), '0'))), 0)"
                + " FROM (SELECT " + text + ", " + plain + " AS plain FROM " + relation + ")";
        try (Cursor cursor = session.cursor(sql)) {
            cursor.advance();
            return type(number(cursor, 0), number(cursor, 1), number(cursor, 2));
        }
    }

    private static String type(long inexact, long whole, long fraction) {
        long digits = whole + fraction;
        if (inexact > 0 || digits > MAX_DIGITS) {
            return "DOUBLE";
        }
        if (fraction == 0 && digits <= LONG_DIGITS) {
            return "BIGINT";
        }
        return "DECIMAL(" + (digits <= LONG_DIGITS ? LONG_DIGITS : MAX_DIGITS) + ", " + fraction + ")";
    }

    private static long number(Cursor cursor, int column) throws SQLException {
        return cursor.value(column) instanceof Number number ? number.longValue() : 0;
    }
}
