package io.github.cartoactivity.duckdb;

/**
 * What a query log was found to hold. Rows that do not count ({@code notQueries}, {@code partsOfScripts}, {@code
 * repeated}) are told here and nowhere else.
 *
 * @param warehouse whose log it is
 * @param files how many files it came from
 * @param rows how many rows they have
 * @param notQueries rows that are no query: loading and copying jobs of BigQuery, other lines of PostgreSQL's log
 * @param partsOfScripts statements of a BigQuery script that is in the log itself and has their bytes in its own
 * @param repeated rows with the id and the time of an earlier one
 * @param queries rows that count; one of {@code pg_stat_statements} counts once here
 * @param withoutText queries without a text
 * @param withoutTime queries without a time; they count whichever days are asked for
 * @param cutTexts queries of whose text, because it is very long, only the first million characters were looked at
 * @param cartoQueries queries with an audit trail
 * @param truncatedTrails of these, queries whose trail is cut off
 * @param severalTrails of these, queries with more than one trail, of which the first counts
 * @param unknownKeys of these, queries whose trail has keys that are not documented
 */
public record LogContents(
        Warehouse warehouse,
        int files,
        long rows,
        long notQueries,
        long partsOfScripts,
        long repeated,
        long queries,
        long withoutText,
        long withoutTime,
        long cutTexts,
        long cartoQueries,
        long truncatedTrails,
        long severalTrails,
        long unknownKeys) {}
