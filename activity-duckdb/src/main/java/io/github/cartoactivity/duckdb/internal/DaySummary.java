package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.internal.DeferredTables.Otherwise;
import java.util.List;

/**
 * What many typed questions gather first, gathered once: a row for all that somebody did on a day instead of one for each
 * event. To make one takes about as long as a single question over the events, and it has a few thousandths of their rows.
 */
enum DaySummary {
    /** Who did how much on which day, when first and last, and in which hours: bit 0 is the one after midnight, UTC. */
    USER_DAYS("user_days", """
            SELECT * FROM (
                SELECT day, user_id, count(*) AS events, min(ts) AS first_seen, max(ts) AS last_seen,
                       bit_or(1 << hour(ts)) AS hours
                FROM carto.events_by_day
                GROUP BY day, user_id
            )
            WHERE lower(user_id) <> 'public'"""),

    /** How much was done by users in which hour of which day. */
    DAY_HOURS("day_hours", """
            SELECT day, hour(ts) AS hour, count(*) AS events
            FROM carto.events_by_day
            WHERE lower(user_id) <> 'public'
            GROUP BY ALL"""),

    /** Who used how much of the quota on which day. Everybody who is not logged in is one. */
    USER_USAGE("user_usage", """
            SELECT day,
                   CASE WHEN user_id IS NULL OR lower(user_id) = 'public' THEN 'public' ELSE user_id END AS user_id,
                   sum(requests) AS requests,
                   sum(used) AS used
            FROM (
                SELECT CAST(ts AS DATE) AS day, user_id, sum(amount) AS requests, sum(amount * quota_usage_weight) AS used
                FROM apiUsage
                GROUP BY ALL
            )
            GROUP BY ALL""");

    private final String table;
    private final String query;

    DaySummary(String table, String query) {
        this.table = "carto." + table;
        this.query = query;
    }

    /** Makes it anew for every statement that asks for it. */
    String asView() {
        return "CREATE VIEW " + table + " AS " + query;
    }

    /** Makes it once and for all, in place of the view. */
    List<String> asTable() {
        return List.of("DROP VIEW " + table, "CREATE TABLE " + table + " AS " + query);
    }

    /** The table in place of the view, before the first script that asks for it. */
    DeferredTables whenNeeded() {
        return new DeferredTables(table, Otherwise.VIEWS, this::asTable);
    }
}
