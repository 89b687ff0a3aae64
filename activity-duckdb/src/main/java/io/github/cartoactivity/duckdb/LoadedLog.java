package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.duckdb.internal.LogTable;

/**
 * A query log that was read into a database, where it stays until it or the database is closed.
 *
 * @see ActivityDatabase#warehouse(WarehouseLog)
 */
public final class LoadedLog implements AutoCloseable {
    private final LogTable log;

    LoadedLog(LogTable log) {
        this.log = log;
    }

    /**
     * The table that it became, for SQL of one's own. Its columns: query_id, ts (UTC; null where the log does not say),
     * warehouse_user, calls, bytes, billed_bytes, micros (how long it took), failed; and for queries with an audit trail,
     * null for all others: version, partner, account_id, user_id, component, connection_id, map_id, workflow_id, trails (how
     * many), truncated, other_keys (how many), sql (the first 10,000 characters).
     *
     * @return its name, such as {@code warehouse.queries}
     */
    public String table() {
        return log.name();
    }

    /**
     * What it holds, and what was left out.
     *
     * @return counts
     */
    public LogContents contents() {
        return log.contents();
    }

    /** Removes it. Further calls do nothing. */
    @Override
    public void close() {
        log.close();
    }
}
