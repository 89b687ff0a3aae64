package io.github.cartoactivity.duckdb.internal;

import java.sql.SQLException;

/**
 * Gives a column of number texts the narrowest type that holds all of them exactly: whole numbers are BIGINT, others
 * DECIMAL. Only where even 38 digits are not enough it is DOUBLE.
 *
 * <p>Doubles of a Parquet file come as their shortest decimal text, so 0.1 is 0.1 and ten of them are 1.
 */
final class NumberColumn {
    private static final int LONG_DIGITS = 18;
    private static final int MAX_DIGITS = 38;

    private final Session session;
    private final String table;
    private final String column;

    NumberColumn(Session session, String table, String column) {
        this.session = session;
        this.table = table;
        this.column = Quoted.identifier(column);
    }

    /** Looks at all values, and changes the column's type. */
    void settle() throws SQLException {
        session.run("ALTER TABLE " + table + " ALTER COLUMN " + column + " TYPE " + type() + " USING CAST(nullif(trim("
                + column + "), '') AS " + type() + ")");
    }

    private String type() throws SQLException {
        if (session.count("SELECT count(*) FROM " + table + " WHERE NOT regexp_full_match(trim(" + column
                        + "), '[+-]?[0-9]*\\.?[0-9]*') ")
                > 0) {
            return "DOUBLE";
        }
        String whole = "length(ltrim(split_part(trim(" + column + "), '.', 1), '+-0'))";
        String fraction = "length(rtrim(split_part(trim(" + column + "), '.', 2), '0'))";
        long before = session.count("SELECT coalesce(max(" + whole + "), 0) FROM " + table);
        long after = session.count("SELECT coalesce(max(" + fraction + "), 0) FROM " + table);
        if (after == 0 && before <= LONG_DIGITS) {
            return "BIGINT";
        }
        long digits = before + after;
        if (digits > MAX_DIGITS) {
            return "DOUBLE";
        }
        return "DECIMAL(" + (digits <= LONG_DIGITS ? LONG_DIGITS : MAX_DIGITS) + ", " + after + ")";
    }
}
