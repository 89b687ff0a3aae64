package io.github.cartoactivity.duckdb.query;

import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.model.ActivityEventType;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an auditor asks. Which types matter for security is told by {@link ActivityEventType#isAudit()}.
 *
 * <pre>{@code
 * database.audit().ofUser(new UserId("auth0|685ab6be"), range).list();
 * }</pre>
 */
public final class AuditQueries {
    private final Questions questions;

    /**
     * The questions over a database.
     *
     * @param database stays open as long as answers are read
     */
    public AuditQueries(ActivityDatabase database) {
        this.questions = new Questions(database, "audit");
    }

    /**
     * One event as an auditor wants to see it. All answers are ordered by time.
     *
     * @param ts when it happened
     * @param type what happened, as received; null where the event does not say
     * @param domain name of the {@link io.github.cartoactivity.model.EventDomain}; null for an unknown type
     * @param userId who did it; null where the event does not say
     * @param email the address; null where the user list does not know the id
     * @param mapId on which map; null where the event does not say
     * @param workflowId on which workflow; null likewise
     * @param connectionId through which connection; null likewise
     * @param data the payload as received; null where there is none
     */
    public record AuditEvent(
            Instant ts,
            @Nullable String type,
            @Nullable String domain,
            @Nullable String userId,
            @Nullable String email,
            @Nullable String mapId,
            @Nullable String workflowId,
            @Nullable String connectionId,
            @Nullable String data) {}

    /**
     * What happened that matters for security?
     *
     * @param range the days that count
     * @return by time
     */
    public TypedQuery<AuditEvent> securityEvents(DateRange range) {
        return ask("security-events", range);
    }

    /**
     * What did a user do that matters for security?
     *
     * @param user whose events
     * @param range the days that count
     * @return by time
     */
    public TypedQuery<AuditEvent> ofUser(UserId user, DateRange range) {
        return ask("of-user", range, user.value());
    }

    /**
     * One step of a person's way through CARTO.
     *
     * @param ts when it happened
     * @param type what happened, as received
     * @param domain name of the {@link io.github.cartoactivity.model.EventDomain}; null for an unknown type
     * @param mapId on which map; null where the event does not say
     * @param workflowId on which workflow; null likewise
     * @param connectionId through which connection; null likewise
     */
    public record TrailStep(
            Instant ts,
            String type,
            @Nullable String domain,
            @Nullable String mapId,
            @Nullable String workflowId,
            @Nullable String connectionId) {}

    /**
     * What did a user do at all? The steps have no payloads, because to read those of a whole organisation takes longer than
     * all the rest; {@link #ofUser} has them for what matters, SQL over {@code events} for everything.
     *
     * @param user whose events
     * @param range the days that count
     * @return by time
     */
    public TypedQuery<TrailStep> trail(UserId user, DateRange range) {
        return questions.ask("trail", TrailStep.class, range.start(), range.end(), user.value());
    }

    /**
     * What happened to a map, a workflow or a connection?
     *
     * @param id of the object
     * @param range the days that count
     * @return by time
     */
    public TypedQuery<AuditEvent> ofObject(String id, DateRange range) {
        return ask("of-object", range, id);
    }

    /**
     * What happened of one kind?
     *
     * @param type the kind; for one that this version does not know use {@link #ofType(String, DateRange)}
     * @param range the days that count
     * @return by time
     */
    public TypedQuery<AuditEvent> ofType(ActivityEventType type, DateRange range) {
        return ofType(type.wireName(), range);
    }

    /**
     * What happened of one kind?
     *
     * @param typeName the kind's name as received
     * @param range the days that count
     * @return by time
     */
    public TypedQuery<AuditEvent> ofType(String typeName, DateRange range) {
        return ask("of-type", range, typeName);
    }

    /**
     * Whose role was changed?
     *
     * @param range the days that count
     * @return by time
     */
    public TypedQuery<AuditEvent> roleChanges(DateRange range) {
        return ask("role-changes", range);
    }

    /**
     * Which tokens and OAuth clients came, changed and went?
     *
     * @param range the days that count
     * @return by time
     */
    public TypedQuery<AuditEvent> tokens(DateRange range) {
        return ask("tokens", range);
    }

    /**
     * Which connections and credentials came, changed and went?
     *
     * @param range the days that count
     * @return by time
     */
    public TypedQuery<AuditEvent> connections(DateRange range) {
        return ask("connections", range);
    }

    /**
     * Which maps, workflows and applications were made public?
     *
     * @param range the days that count
     * @return by time
     */
    public TypedQuery<AuditEvent> madePublic(DateRange range) {
        return ask("made-public", range);
    }

    /**
     * How did groups and their members change, single sign-on included?
     *
     * @param range the days that count
     * @return by time
     */
    public TypedQuery<AuditEvent> groups(DateRange range) {
        return ask("groups", range);
    }

    /**
     * Who exported Activity Data? Every export that this library makes is among them.
     *
     * @param range the days that count
     * @return by time
     */
    public TypedQuery<AuditEvent> activityExports(DateRange range) {
        return ask("activity-exports", range);
    }

    /**
     * What was deleted?
     *
     * @param range the days that count
     * @return by time
     */
    public TypedQuery<AuditEvent> deletions(DateRange range) {
        return ask("deletions", range);
    }

    /**
     * What that matters for security happened at night or on a weekend?
     *
     * @param range the days that count
     * @param workBegins the first hour of work, 0 to 23, UTC
     * @param workEnds the first hour after work, 1 to 24, UTC
     * @return by time
     * @throws IllegalArgumentException if these are no hours, or work ends before it begins
     */
    public TypedQuery<AuditEvent> unusualHours(DateRange range, int workBegins, int workEnds) {
        if (workBegins < 0 || workEnds > 24 || workBegins >= workEnds) {
            throw new IllegalArgumentException(
                    "Work cannot begin at " + workBegins + " and end at " + workEnds + " o'clock");
        }
        return ask("unusual-hours", range, workBegins, workEnds);
    }

    private TypedQuery<AuditEvent> ask(String name, DateRange range, Object... more) {
        Object[] values = new Object[2 + more.length];
        values[0] = range.start();
        values[1] = range.end();
        System.arraycopy(more, 0, values, 2, more.length);
        return questions.ask(name, AuditEvent.class, values);
    }
}
