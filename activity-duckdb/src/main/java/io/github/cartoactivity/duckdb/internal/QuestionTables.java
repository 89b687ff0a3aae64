package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.model.ActivityEventType;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the typed questions need beside the tables, in a schema of its own so that nothing stands among CARTO's tables:
 * {@code carto.event_types} says which domain a type belongs to and whether it is security-relevant, {@code carto.people}
 * knows a user's e-mail and role,
 * {@code carto.events_by_day} is {@code events} with the UTC day, {@code carto.trail} is that with all of it. The
 * summaries of {@link DaySummary} are there too.
 */
final class QuestionTables {
    /** Makes events with their day, where nothing but their time tells it. */
    static final String EVENTS_BY_DAY =
            "CREATE VIEW carto.events_by_day AS SELECT *, CAST(ts AS DATE) AS day FROM events";

    /** Makes the schema. */
    static final String SCHEMA = "CREATE SCHEMA carto";

    /** What every statement has in it that uses them. */
    static final String WORD = "carto";

    private QuestionTables() {}

    /**
     * Makes them.
     *
     * @param people a query with the columns user_id, email and role, one row per user
     * @param eventsByDay the statement that makes {@code carto.events_by_day}
     */
    static void create(Session session, String people, String eventsByDay) throws SQLException {
        session.run(SCHEMA);
        for (String statement : statements(people, eventsByDay)) {
            session.run(statement);
        }
    }

    /** What makes them in the schema, in this order; as {@link #create} has it. */
    static List<String> statements(String people, String eventsByDay) {
        String rows = Stream.of(ActivityEventType.values())
                .filter(type -> type != ActivityEventType.UNKNOWN)
                .map(type -> "(" + Quoted.literal(type.wireName()) + ", "
                        + Quoted.literal(type.domain().name()) + ", " + type.isAudit() + ")")
                .collect(Collectors.joining(", "));
        Stream<String> tables = Stream.of(
                "CREATE TABLE carto.event_types (type VARCHAR, domain VARCHAR, audit BOOLEAN)",
                "INSERT INTO carto.event_types VALUES " + rows,
                "CREATE TABLE carto.people AS " + people,
                eventsByDay,
                "CREATE VIEW carto.trail AS SELECT e.*, t.domain, coalesce(t.audit, false) AS audit, p.email "
                        + "FROM carto.events_by_day e LEFT JOIN carto.event_types t USING (type) LEFT JOIN carto.people p USING (user_id)");
        return Stream.concat(tables, Stream.of(DaySummary.values()).map(DaySummary::asView))
                .toList();
    }
}
