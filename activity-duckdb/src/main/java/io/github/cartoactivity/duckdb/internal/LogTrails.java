package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.model.SqlAuditTrail;
import io.github.cartoactivity.model.UserId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBAppender;

/**
 * Finds the audit trails in the texts of a log. Texts are read in chunks of some megabytes, and what is found goes
 * straight into a table, so that a log of any length needs the same memory.
 */
final class LogTrails {
    static final String COLUMNS = "row BIGINT, version VARCHAR, partner VARCHAR, account_id VARCHAR, user_id VARCHAR,"
            + " component VARCHAR, connection_id VARCHAR, map_id VARCHAR, workflow_id VARCHAR, trails INTEGER,"
            + " truncated BOOLEAN, other_keys INTEGER";

    private static final int LONGEST_VALUE = 500;

    private final Session session;
    private final String catalog;

    LogTrails(Session session, String catalog) {
        this.session = session;
        this.catalog = catalog;
    }

    /** Reads the table {@code staged}, fills the table {@code trails}. */
    void find() throws SQLException {
        long last = session.count("SELECT max(chunk) FROM " + catalog + ".staged");
        try (DuckDBAppender found = session.appender(catalog, "trails")) {
            for (long chunk = 0; chunk <= last; chunk++) {
                find(chunk, found);
            }
        }
    }

    private void find(long chunk, DuckDBAppender found) throws SQLException {
        String texts = "SELECT row, text FROM " + catalog + ".staged WHERE chunk = " + chunk
                + " AND is_query AND text IS NOT NULL";
        try (Cursor cursor = session.cursor(texts)) {
            while (cursor.advance()) {
                List<SqlAuditTrail> trails = SqlAuditTrail.parseAll(String.valueOf(cursor.value(1)));
                if (!trails.isEmpty() && cursor.value(0) instanceof Long row) {
                    append(row, trails, found);
                }
            }
        }
        found.flush();
    }

    /** CARTO puts its comment in front; what comes later was in the SQL that somebody wrote, so the first one counts. */
    private static void append(long row, List<SqlAuditTrail> trails, DuckDBAppender found) throws SQLException {
        SqlAuditTrail trail = trails.get(0);
        found.beginRow().append(row).append(cut(trail.version()));
        append(trail.partner(), found);
        append(trail.accountId(), found);
        append(trail.userId().map(UserId::value), found);
        append(trail.metric(), found);
        append(trail.connectionId(), found);
        append(trail.mapId(), found);
        append(trail.workflowId(), found);
        found.append(trails.size())
                .append(trail.truncated())
                .append(trail.others().size())
                .endRow();
    }

    private static void append(Optional<String> value, DuckDBAppender found) throws SQLException {
        if (value.isPresent()) {
            found.append(cut(value.get()));
        } else {
            found.appendNull();
        }
    }

    private static String cut(String value) {
        return value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE);
    }
}
