package io.github.cartoactivity.duckdb;

/** A kind of warehouse, by whose query log its columns are understood. */
public enum Warehouse {
    /** {@code INFORMATION_SCHEMA.JOBS}, {@code JOBS_BY_PROJECT} and their sisters. */
    BIGQUERY,
    /** {@code QUERY_HISTORY}, of the account or of the information schema. */
    SNOWFLAKE,
    /** {@code SYS_QUERY_HISTORY} or {@code STL_QUERY}; they tell time, not bytes. */
    REDSHIFT,
    /** {@code system.query.history}. */
    DATABRICKS,
    /**
     * {@code pg_stat_statements}, whose rows have no time and stand for all calls of a statement, or the server's log as
     * {@code csvlog} or {@code jsonlog}. They tell time, not bytes.
     */
    POSTGRESQL
}
