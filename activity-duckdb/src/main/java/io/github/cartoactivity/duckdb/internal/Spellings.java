package io.github.cartoactivity.duckdb.internal;

import java.sql.SQLException;
import java.util.List;

/**
 * What a time, a number or a list may look like as text, as SQL macros. They are made in the session that reads files,
 * and end with it. Whatever is none of the spellings is an error that names the column, never null.
 */
final class Spellings {
    /** What an error begins with that ends with the name of the column. */
    static final String NO_VALUE = "A row has no value where every row needs one, in the column ";

    /** Hour and minute; DuckDB would also take 24 o'clock. */
    private static final String MINUTE = "(?:[01]\\d|2[0-3]):[0-5]\\d";

    private static final String SECOND = ":[0-5]\\d(?:\\.\\d{1,9})?";

    /** A day; then perhaps a time of day; then perhaps a zone, which is UTC or an offset of no more than 18 hours and some minutes. */
    private static final String TIME = "'(\\d{4}-\\d\\d-\\d\\d)(?:[Tt ](" + MINUTE + "(?:" + SECOND
            + ")?) ?([Zz]|(?i:UTC|GMT)|[+-](?:0\\d|1[0-8])(?::?[0-5]\\d)?)?)?'";

    private static final String USUAL_BODY = "'[0-9-]{10}[T ]" + MINUTE + SECOND + "'";

    private static final List<String> MACROS = List.of(
            "spelling_error(what, text) AS error('Cannot understand the value of ' || what || ': ' || length(text) || ' characters')",
            "needed_value(what, content) AS CASE WHEN content IS NULL THEN error('" + NO_VALUE + "' || what)"
                    + " ELSE content END",
            // Seconds, milli-, micro- or nanoseconds since 1970, told apart by their size; DuckDB cuts nothing
            // silently.
            "epoch_time(number) AS make_timestamp(CASE WHEN number < 100000000000 THEN number * 1000000"
                    + " WHEN number < 100000000000000 THEN number * 1000"
                    + " WHEN number < 100000000000000000 THEN number ELSE number // 1000 END)",
            "zone_digits(zone) AS replace(zone[2:], ':', '')",
            "zone_minutes(zone) AS CASE WHEN zone[1] IN ('+', '-') THEN CAST(zone[1] || '1' AS INTEGER)"
                    + " * (CAST(zone_digits(zone)[1:2] AS INTEGER) * 60"
                    + " + coalesce(TRY_CAST(zone_digits(zone)[3:4] AS INTEGER), 0)) ELSE 0 END",
            "civil_time(text) AS TRY_CAST(rtrim(regexp_replace(text, " + TIME + ", '\\1 \\2')) AS TIMESTAMP)"
                    + " - to_minutes(zone_minutes(regexp_extract(text, " + TIME + ", 3)))",
            // What nearly all files have, without the cost of the general way.
            "usual_body(text) AS CASE WHEN ends_with(text, 'Z') THEN text[:-2]"
                    + " WHEN ends_with(text, ' UTC') THEN text[:-5] WHEN ends_with(text, '+00') THEN text[:-4]"
                    + " ELSE text END",
            "usual_time(text) AS CASE WHEN regexp_full_match(usual_body(text), " + USUAL_BODY
                    + ") THEN TRY_CAST(usual_body(text) AS TIMESTAMP) END",
            "time_of(what, text) AS CASE WHEN text IS NULL THEN NULL"
                    + " WHEN usual_time(text) IS NOT NULL THEN usual_time(text)"
                    + " WHEN regexp_full_match(text, " + TIME + ") AND civil_time(text) IS NOT NULL"
                    + " THEN civil_time(text)"
                    + " WHEN regexp_full_match(text, '\\d{9,19}') AND TRY_CAST(text AS BIGINT) IS NOT NULL"
                    + " THEN epoch_time(CAST(text AS BIGINT))"
                    + " ELSE spelling_error(what, text) END",
            "number_of(what, text) AS CASE WHEN text IS NULL OR text = '' THEN NULL"
                    + " WHEN isfinite(TRY_CAST(text AS DOUBLE)) AND NOT contains(text, '_') THEN text"
                    + " ELSE spelling_error(what, text) END",
            "bare_list(text) AS TRY_CAST('[' || text[2:-2] || ']' AS VARCHAR[])",
            "list_of(what, text) AS CASE WHEN text IS NULL OR text IN ('', 'null') THEN CAST([] AS VARCHAR[])"
                    + " WHEN text LIKE '[%]' AND json_valid(text) AND json_type(text) = 'ARRAY'"
                    + " THEN CAST(from_json(text, '[\"VARCHAR\"]') AS VARCHAR[])"
                    + " WHEN (text LIKE '{%}' OR text LIKE '[%]') AND bare_list(text) IS NOT NULL"
                    + " THEN bare_list(text)"
                    + " ELSE spelling_error(what, text) END");

    private Spellings() {}

    /** Makes the macros in a session. */
    static void define(Session session) throws SQLException {
        for (String macro : MACROS) {
            session.run("CREATE OR REPLACE TEMP MACRO " + macro);
        }
    }

    /** The value of a column that every row needs. */
    static String needed(String name) {
        return "needed_value(" + Quoted.literal(name.replace("\"", "")) + ", " + name + ")";
    }

    /** A time from a column of text. */
    static String time(String column, String name) {
        return "time_of(" + Quoted.literal(column) + ", trim(" + name + "))";
    }

    /** A time from a column of whole numbers. */
    static String epoch(String name) {
        return "epoch_time(CAST(" + name + " AS BIGINT))";
    }

    /** The text of a number, from a column of anything; see {@link NumberColumn} for what becomes of it. */
    static String number(String column, String name) {
        return "number_of(" + Quoted.literal(column) + ", trim(CAST(" + name + " AS VARCHAR)))";
    }

    /** A list from a column of text; empty for null. Absent elements are left out. */
    static String list(String column, String name) {
        return present("list_of(" + Quoted.literal(column) + ", trim(CAST(" + name + " AS VARCHAR)))");
    }

    /** The elements of a list that are not null. */
    static String present(String list) {
        return "list_filter(" + list + ", lambda element: element IS NOT NULL)";
    }
}
