package io.github.cartoactivity.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * One event: something that somebody, or CARTO itself, did in the organisation.
 *
 * <p>CARTO gives events no id. Two equal events are two events; nothing in this library ever drops one as a duplicate.
 *
 * <p>Source: CARTO's "Activity Data Reference", section "Activity Logs".
 *
 * @param type the kind of event, {@link ActivityEventType#UNKNOWN} for a name that this version does not know
 * @param typeName the kind's name exactly as received, for example {@code MapCreated}
 * @param ts when it happened
 * @param data what is known about it
 */
public record ActivityEvent(ActivityEventType type, String typeName, Instant ts, EventData data) implements ExportRow {

    /**
     * Checks that the two ways of telling the kind agree.
     *
     * @throws IllegalArgumentException if the name means another kind
     */
    public ActivityEvent {
        if (!type.wireName().equals(typeName) && ActivityEventType.of(typeName) != type) {
            throw new IllegalArgumentException(typeName + " is not the name of " + type);
        }
    }

    /**
     * An event of the kind that a wire name means.
     *
     * @param typeName the kind's name as received; an unknown one is kept, see {@link ActivityEventType#UNKNOWN}
     * @param ts when it happened
     * @param data what is known about it
     * @return the event
     */
    public static ActivityEvent of(String typeName, Instant ts, EventData data) {
        ActivityEventType type = ActivityEventType.of(typeName);
        // Millions of events share the name of their kind.
        return new ActivityEvent(type, type == ActivityEventType.UNKNOWN ? typeName : type.wireName(), ts, data);
    }

    /**
     * The UTC day it happened on.
     *
     * @return the day
     */
    public LocalDate day() {
        return LocalDate.ofInstant(ts, ZoneOffset.UTC);
    }

    @Override
    public ExportCategory category() {
        return ExportCategory.ACTIVITY;
    }
}
