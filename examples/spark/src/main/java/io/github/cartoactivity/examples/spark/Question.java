package io.github.cartoactivity.examples.spark;

import io.github.cartoactivity.model.DateRange;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Five of the typed questions in Spark's SQL. A condition on {@code day} reads the files of those days only. */
enum Question {
    /** {@code engagement().mostActiveUsers(range, top)}. */
    MOST_ACTIVE_USERS("""
            SELECT user_id, any_value(email) AS email, any_value(role) AS role, count(*) AS events,
                   count(DISTINCT day) AS days_active, min(ts) AS first_seen, max(ts) AS last_seen
            FROM events LEFT JOIN people USING (user_id)
            WHERE day >= :from AND day < :to AND user_id <> 'public'
            GROUP BY user_id ORDER BY events DESC, user_id LIMIT :top"""),

    /** {@code content().mostEditedMaps(range, top)}. */
    MOST_EDITED_MAPS("""
            SELECT map_id AS id, count(*) AS edits, count(DISTINCT user_id) AS editors,
                   array_sort(collect_set(coalesce(email, user_id))) AS editor_names, max(ts) AS last_edit
            FROM events LEFT JOIN people USING (user_id)
            WHERE type = 'MapUpdated' AND day >= :from AND day < :to AND map_id IS NOT NULL
            GROUP BY map_id ORDER BY edits DESC, id LIMIT :top"""),

    /** {@code content().workflowRuns(range, top)}. */
    WORKFLOW_RUNS("""
            SELECT workflow_id AS id, count(*) AS runs,
                   count_if(status = 'success') AS succeeded, count_if(status = 'failure') AS failed,
                   count_if(status = 'success') / nullif(count_if(status IN ('success', 'failure')), 0) AS success_rate,
                   max(ts) AS last_run
            FROM events
            WHERE type = 'WorkflowExecutionComplete' AND day >= :from AND day < :to AND workflow_id IS NOT NULL
            GROUP BY workflow_id ORDER BY runs DESC, id LIMIT :top"""),

    /** {@code engagement().rhythm(range)}. */
    RHYTHM("""
            SELECT weekday(ts) + 1 AS weekday, hour(ts) AS hour, count(DISTINCT user_id) AS users, count(*) AS events
            FROM events
            WHERE day >= :from AND day < :to AND user_id <> 'public'
            GROUP BY 1, 2 ORDER BY 1, 2 LIMIT 168"""),

    /**
     * {@code quota().byUser(range, top)}. The product of two DECIMAL(38, 9) would be cut to 6 places; narrower ones are
     * exact.
     */
    QUOTA_BY_USER("""
            WITH used AS (
                SELECT coalesce(user_id, 'public') AS user_id, sum(amount) AS requests,
                       coalesce(sum(CAST(amount AS DECIMAL(18, 9)) * CAST(quota_usage_weight AS DECIMAL(18, 9))), 0)
                       AS used
                FROM usage WHERE day >= :from AND day < :to GROUP BY 1
            )
            SELECT user_id, email, requests, used,
                   coalesce(CAST(used AS DOUBLE) / nullif(CAST(sum(used) OVER () AS DOUBLE), 0), 0) AS share
            FROM used LEFT JOIN people USING (user_id)
            ORDER BY used DESC, user_id LIMIT :top""");

    private final String sql;

    Question(String sql) {
        this.sql = sql;
    }

    /** Asks. */
    Dataset<Row> ask(SparkSession spark, DateRange range, int top) {
        Map<String, Object> values = Map.of("from", range.from(), "to", range.toExclusive(), "top", top);
        return spark.sql(sql, sql.contains(":top") ? values : Map.of("from", range.from(), "to", range.toExclusive()));
    }
}
