package io.github.cartoactivity.testing.internal.organisation;

import io.github.cartoactivity.model.ActivityEventType;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The types of event that mark the life of a thing. No event of these types happens in any other way.
 *
 * @param created it is made
 * @param changed it is shared with others, or changed in what matters most
 * @param deleted it is deleted
 * @param origins the ways in which it can be made, beside from nothing
 */
record LifeEvents(
        ActivityEventType created, ActivityEventType changed, ActivityEventType deleted, List<Origin> origins) {

    private static final int SHORTLY_AFTER = 300;
    private static final int SHORTLY_BEFORE = -20_000;

    private static final Map<ThingKind, LifeEvents> BY_KIND = Map.of(
            ThingKind.MAP,
            new LifeEvents(
                    ActivityEventType.MAP_CREATED,
                    ActivityEventType.MAP_PRIVACY_CHANGED,
                    ActivityEventType.MAP_DELETED,
                    List.of(
                            new Origin(ActivityEventType.MAP_DUPLICATED, Focus.SOURCE, SHORTLY_AFTER),
                            new Origin(ActivityEventType.DEMO_MAP_CREATED, Focus.THING, SHORTLY_AFTER),
                            new Origin(ActivityEventType.MAP_CREATED_FROM_OLD_VERSION, Focus.THING, SHORTLY_AFTER),
                            new Origin(ActivityEventType.DATA_EXPLORER_MAP_CREATED, Focus.SOURCE, SHORTLY_AFTER),
                            new Origin(ActivityEventType.DO_MAP_CREATED, Focus.SOURCE, SHORTLY_AFTER),
                            new Origin(ActivityEventType.WORKFLOW_MAP_CREATED, Focus.SOURCE, SHORTLY_AFTER),
                            new Origin(ActivityEventType.DEMO_MAP_DUPLICATED, Focus.THING, SHORTLY_AFTER))),
            ThingKind.WORKFLOW,
            new LifeEvents(
                    ActivityEventType.WORKFLOW_CREATED,
                    ActivityEventType.WORKFLOW_PRIVACY_CHANGED,
                    ActivityEventType.WORKFLOW_DELETED,
                    List.of(
                            new Origin(ActivityEventType.WORKFLOW_DUPLICATED, Focus.SOURCE, SHORTLY_AFTER),
                            new Origin(ActivityEventType.DEMO_WORKFLOW_CREATED, Focus.THING, SHORTLY_AFTER),
                            new Origin(ActivityEventType.DATA_EXPLORER_WORKFLOW_CREATED, Focus.SOURCE, SHORTLY_AFTER),
                            new Origin(ActivityEventType.DEMO_WORKFLOW_DUPLICATED, Focus.THING, SHORTLY_AFTER))),
            ThingKind.CONNECTION,
            new LifeEvents(
                    ActivityEventType.CONNECTION_CREATED,
                    ActivityEventType.CONNECTION_UPDATED,
                    ActivityEventType.CONNECTION_DELETED,
                    List.of(new Origin(ActivityEventType.CONNECTION_PROVIDER_SELECTED, Focus.THING, SHORTLY_BEFORE))),
            ThingKind.TOKEN,
            new LifeEvents(
                    ActivityEventType.TOKEN_CREATED,
                    ActivityEventType.TOKEN_UPDATED,
                    ActivityEventType.TOKEN_DELETED,
                    List.of()),
            ThingKind.APP,
            new LifeEvents(
                    ActivityEventType.APP_CREATED,
                    ActivityEventType.APP_PRIVACY_CHANGED,
                    ActivityEventType.APP_DELETED,
                    List.of()),
            ThingKind.AGENT,
            new LifeEvents(
                    ActivityEventType.AI_AGENT_CREATED,
                    ActivityEventType.AI_AGENT_CONFIGURATION_CHANGED,
                    ActivityEventType.AI_AGENT_DELETED,
                    List.of(new Origin(
                            ActivityEventType.MAP_SELECTED_FOR_AI_AGENT_CREATION, Focus.SOURCE, SHORTLY_BEFORE))));

    /** What an origin's event is about. */
    enum Focus {
        /** The thing that is made. */
        THING,
        /** What it is made from. */
        SOURCE
    }

    /**
     * A way in which a thing can be made.
     *
     * @param type the event that tells it
     * @param focus what that event is about
     * @param delay how long after the creation it happens, in milliseconds
     */
    record Origin(ActivityEventType type, Focus focus, int delay) {}

    static LifeEvents of(ThingKind kind) {
        LifeEvents events = BY_KIND.get(kind);
        if (events == null) {
            throw new IllegalStateException("No life events for " + kind);
        }
        return events;
    }

    /** All types that mark the life of a thing. */
    static Set<ActivityEventType> types() {
        Set<ActivityEventType> types = EnumSet.noneOf(ActivityEventType.class);
        BY_KIND.values().stream().map(LifeEvents::all).forEach(types::addAll);
        return types;
    }

    private Collection<ActivityEventType> all() {
        return Stream.concat(
                        Stream.of(created, changed, deleted), origins.stream().map(Origin::type))
                .toList();
    }
}
