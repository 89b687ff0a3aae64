package io.github.cartoactivity.duckdb.query;

import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.duckdb.LoadedLog;
import io.github.cartoactivity.duckdb.LogContents;
import io.github.cartoactivity.model.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What CARTO makes a warehouse do: its query log, by the audit trail that CARTO leaves in each query, joined with Activity
 * Data on the ids of users, maps, workflows and connections.
 *
 * <p>A query is CARTO's if its text has an audit trail ({@link io.github.cartoactivity.model.SqlAuditTrail}); of several
 * the first counts. Anybody who may write SQL can write such a comment, so this tells what is used, not who is to blame.
 *
 * <p>Bytes are those that were read; a {@code null} means that the log does not say, as those of Redshift and PostgreSQL
 * do not. Shares, and the order that follows from them, are of bytes, or of time where no query has bytes. Queries
 * without a time, such as all of {@code pg_stat_statements}, count whichever days are asked for.
 *
 * <p>Source: CARTO's "Auditing SQL queries from CARTO".
 */
public final class WarehouseQueries implements AutoCloseable {
    private final Questions questions;
    private final LoadedLog log;

    /**
     * The questions over a log and a database.
     *
     * @param database stays open as long as answers are read
     * @param log of the same database; closed with this
     * @see ActivityDatabase#warehouse(io.github.cartoactivity.duckdb.WarehouseLog)
     */
    public WarehouseQueries(ActivityDatabase database, LoadedLog log) {
        this.questions = new Questions(database, "warehouse");
        this.log = log;
    }

    /**
     * What the log was found to hold, and what was left out.
     *
     * @return counts
     */
    public LogContents contents() {
        return log.contents();
    }

    /**
     * The table that the log became, for SQL of one's own.
     *
     * @return its name, such as {@code warehouse.queries}; see {@link LoadedLog#table()} for its columns
     */
    public String table() {
        return log.table();
    }

    /**
     * A query that CARTO sent.
     *
     * @param ts when it was sent; null where the log does not say
     * @param queryId the warehouse's id of it; null likewise
     * @param warehouseUser under which name the warehouse knows the sender; null likewise
     * @param userId who caused it; null where the trail does not say
     * @param email the address; null where the user list does not know the id
     * @param component what in CARTO sent it; null where the trail does not say
     * @param connectionId through which connection; null likewise
     * @param mapId for which map; null likewise
     * @param workflowId for which workflow; null likewise
     * @param calls how often, 1 but in {@code pg_stat_statements}
     * @param bytes how many bytes it read; null where the log does not say
     * @param billedBytes how many of them are paid for; null likewise
     * @param millis how long it took; null likewise
     * @param failed whether it failed; null likewise
     * @param truncated whether its trail is cut off, so that values may be missing
     * @param sql the first 10,000 characters of its text
     */
    public record CartoQuery(
            @Nullable Instant ts,
            @Nullable String queryId,
            @Nullable String warehouseUser,
            @Nullable String userId,
            @Nullable String email,
            @Nullable String component,
            @Nullable String connectionId,
            @Nullable String mapId,
            @Nullable String workflowId,
            long calls,
            @Nullable Long bytes,
            @Nullable Long billedBytes,
            @Nullable Long millis,
            @Nullable Boolean failed,
            boolean truncated,
            String sql) {}

    /**
     * Which queries did CARTO send? Many, so that a stream suits better than a list.
     *
     * @param range the days that count
     * @return by time
     */
    public TypedQuery<CartoQuery> queries(DateRange range) {
        return ask("queries", CartoQuery.class, range.start(), range.end());
    }

    /**
     * Which queries of CARTO are the heaviest?
     *
     * @param range the days that count
     * @param top how many queries
     * @return most bytes first, then longest
     */
    public TypedQuery<CartoQuery> heaviest(DateRange range, Top top) {
        return ask("heaviest", CartoQuery.class, range, top);
    }

    /**
     * What a map or a workflow makes the warehouse do. Activity Data does not tell the names of maps and workflows.
     *
     * @param id of the map or the workflow
     * @param madeBy who made it, address or id; null where the events at hand do not say
     * @param queries how many queries
     * @param users by how many users
     * @param bytes how many bytes they read; null where the log does not say
     * @param billedBytes how many of them are paid for; null likewise
     * @param millis how long they took together; null likewise
     * @param share of all that CARTO made the warehouse do, 0 to 1
     * @param firstSeen the first of them; null where the log does not say
     * @param lastSeen the last of them; null likewise
     */
    public record ObjectLoad(
            String id,
            @Nullable String madeBy,
            long queries,
            long users,
            @Nullable Long bytes,
            @Nullable Long billedBytes,
            @Nullable Long millis,
            double share,
            @Nullable Instant firstSeen,
            @Nullable Instant lastSeen) {}

    /**
     * Which workflows make the warehouse work?
     *
     * @param range the days that count
     * @param top how many workflows
     * @return heaviest first
     */
    public TypedQuery<ObjectLoad> byWorkflow(DateRange range, Top top) {
        return ask("by-workflow", ObjectLoad.class, range, top);
    }

    /**
     * Which maps make the warehouse work?
     *
     * @param range the days that count
     * @param top how many maps
     * @return heaviest first
     */
    public TypedQuery<ObjectLoad> byMap(DateRange range, Top top) {
        return ask("by-map", ObjectLoad.class, range, top);
    }

    /**
     * What comes through a connection.
     *
     * @param id of the connection
     * @param provider which kind of warehouse, for example {@code bigquery}; null where the events at hand do not say
     * @param queries how many queries
     * @param users by how many users
     * @param bytes how many bytes they read; null where the log does not say
     * @param billedBytes how many of them are paid for; null likewise
     * @param millis how long they took together; null likewise
     * @param share of all that CARTO made the warehouse do, 0 to 1
     * @param firstSeen the first of them; null where the log does not say
     * @param lastSeen the last of them; null likewise
     */
    public record ConnectionLoad(
            String id,
            @Nullable String provider,
            long queries,
            long users,
            @Nullable Long bytes,
            @Nullable Long billedBytes,
            @Nullable Long millis,
            double share,
            @Nullable Instant firstSeen,
            @Nullable Instant lastSeen) {}

    /**
     * Through which connections does the warehouse get its work?
     *
     * @param range the days that count
     * @param top how many connections
     * @return heaviest first
     */
    public TypedQuery<ConnectionLoad> byConnection(DateRange range, Top top) {
        return ask("by-connection", ConnectionLoad.class, range, top);
    }

    /**
     * What a user makes the warehouse do. For a map that is who looked at it, not who made it.
     *
     * @param userId the id; {@code public} stands for everybody who is not logged in
     * @param email the address; null where the user list does not know the id
     * @param queries how many queries
     * @param bytes how many bytes they read; null where the log does not say
     * @param billedBytes how many of them are paid for; null likewise
     * @param millis how long they took together; null likewise
     * @param share of all that CARTO made the warehouse do, 0 to 1
     * @param firstSeen the first of them; null where the log does not say
     * @param lastSeen the last of them; null likewise
     */
    public record UserLoad(
            String userId,
            @Nullable String email,
            long queries,
            @Nullable Long bytes,
            @Nullable Long billedBytes,
            @Nullable Long millis,
            double share,
            @Nullable Instant firstSeen,
            @Nullable Instant lastSeen) {}

    /**
     * Who makes the warehouse work?
     *
     * @param range the days that count
     * @param top how many users
     * @return heaviest first
     */
    public TypedQuery<UserLoad> byUser(DateRange range, Top top) {
        return ask("by-user", UserLoad.class, range, top);
    }

    /**
     * What a component of CARTO makes the warehouse do, and what its name says: {@code maps_api_compute_builder} is the
     * API {@code maps_api}, the method {@code compute}, and the feature {@code builder}.
     *
     * @param component the name as received; null for queries whose trail does not say
     * @param api its first part; null where the name does not have three
     * @param method its middle part; null likewise
     * @param feature its last part; null likewise
     * @param queries how many queries
     * @param users by how many users
     * @param bytes how many bytes they read; null where the log does not say
     * @param billedBytes how many of them are paid for; null likewise
     * @param millis how long they took together; null likewise
     * @param share of all that CARTO made the warehouse do, 0 to 1
     */
    public record ComponentLoad(
            @Nullable String component,
            @Nullable String api,
            @Nullable String method,
            @Nullable String feature,
            long queries,
            long users,
            @Nullable Long bytes,
            @Nullable Long billedBytes,
            @Nullable Long millis,
            double share) {}

    /**
     * Which components of CARTO make the warehouse work?
     *
     * @param range the days that count
     * @return heaviest first
     */
    public TypedQuery<ComponentLoad> byComponent(DateRange range) {
        return ask("by-component", ComponentLoad.class, range.start(), range.end());
    }

    /**
     * A map and a connection that serves it.
     *
     * @param mapId of the map
     * @param connectionId of the connection
     * @param provider which kind of warehouse; null where the events at hand do not say
     * @param queries how many queries
     * @param users by how many users
     * @param bytes how many bytes they read; null where the log does not say
     * @param millis how long they took together; null likewise
     * @param firstSeen the first of them; null likewise
     * @param lastSeen the last of them; null likewise
     */
    public record MapConnection(
            String mapId,
            String connectionId,
            @Nullable String provider,
            long queries,
            long users,
            @Nullable Long bytes,
            @Nullable Long millis,
            @Nullable Instant firstSeen,
            @Nullable Instant lastSeen) {}

    /**
     * Which connections serve which maps?
     *
     * @param range the days that count
     * @param top how many pairs
     * @return most queries first
     */
    public TypedQuery<MapConnection> connectionsOfMaps(DateRange range, Top top) {
        return ask("connections-of-maps", MapConnection.class, range, top);
    }

    /**
     * What the warehouse did on a day.
     *
     * @param day the UTC day
     * @param queries how many queries, everybody's
     * @param cartoQueries how many of them are CARTO's
     * @param bytes how many bytes all of them read; null where the log does not say
     * @param cartoBytes how many bytes CARTO's read; null likewise, and where there are none
     * @param millis how long all of them took together; null where the log does not say
     * @param cartoMillis how long CARTO's took together; null likewise, and where there are none
     */
    public record DayLoad(
            LocalDate day,
            long queries,
            long cartoQueries,
            @Nullable Long bytes,
            @Nullable Long cartoBytes,
            @Nullable Long millis,
            @Nullable Long cartoMillis) {}

    /**
     * What does the warehouse do per day, and how much of it is CARTO's? Queries without a time are not counted here.
     *
     * @param range the days that count
     * @return every day of the range, days without queries included
     */
    public TypedQuery<DayLoad> perDay(DateRange range) {
        return ask("per-day", DayLoad.class, range.start(), range.end());
    }

    /**
     * CARTO's part in what a warehouse does.
     *
     * @param queries how many queries, everybody's
     * @param cartoQueries how many of them are CARTO's
     * @param bytes how many bytes all of them read; null where the log does not say
     * @param cartoBytes how many bytes CARTO's read; null likewise, and where there are none
     * @param billedBytes how many bytes of all of them are paid for; null where the log does not say
     * @param cartoBilledBytes how many bytes of CARTO's are paid for; null likewise, and where there are none
     * @param millis how long all of them took together; null where the log does not say
     * @param cartoMillis how long CARTO's took together; null likewise, and where there are none
     * @param withoutUser how many of CARTO's name no user
     * @param withoutObject how many of CARTO's name neither a map nor a workflow
     */
    public record CartoShare(
            long queries,
            long cartoQueries,
            @Nullable Long bytes,
            @Nullable Long cartoBytes,
            @Nullable Long billedBytes,
            @Nullable Long cartoBilledBytes,
            @Nullable Long millis,
            @Nullable Long cartoMillis,
            long withoutUser,
            long withoutObject) {}

    /**
     * How much of what the warehouse does is CARTO's?
     *
     * @param range the days that count
     * @return one row
     */
    public TypedQuery<CartoShare> share(DateRange range) {
        return ask("share", CartoShare.class, range.start(), range.end());
    }

    /** Removes the log's table. Further calls do nothing; questions that are asked later fail. */
    @Override
    public void close() {
        log.close();
    }

    private <T extends Record> TypedQuery<T> ask(String name, Class<T> type, DateRange range, Top top) {
        return ask(name, type, range.start(), range.end(), top.count());
    }

    private <T extends Record> TypedQuery<T> ask(String name, Class<T> type, Object... values) {
        return questions.askOf(log.table(), "warehouse.queries", name, type, values);
    }
}
