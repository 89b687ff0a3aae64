package io.github.cartoactivity.duckdb.query;

import io.github.cartoactivity.model.SqlAuditTrail;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A query as a warehouse got it, before any log of it was written.
 *
 * @param id the warehouse's id of it
 * @param ts when, to the millisecond
 * @param millis how long it took
 * @param bytes how many bytes it read
 * @param sender the warehouse's name of whoever sent it
 * @param failed whether it failed
 * @param trail what CARTO said about it; null for a query of somebody else
 * @param sql its text; null where the log has none
 */
record SentQuery(
        String id,
        Instant ts,
        long millis,
        long bytes,
        String sender,
        boolean failed,
        @Nullable SqlAuditTrail trail,
        @Nullable String sql) {

    boolean isCarto() {
        return trail != null;
    }

    Optional<SqlAuditTrail> said() {
        return Optional.ofNullable(trail);
    }
}
