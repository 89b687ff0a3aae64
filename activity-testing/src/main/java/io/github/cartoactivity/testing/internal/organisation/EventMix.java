package io.github.cartoactivity.testing.internal.organisation;

import io.github.cartoactivity.model.ActivityEventType;
import io.github.cartoactivity.model.EventDomain;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How often each type of event begins something, and how to draw one in constant time (Vose's alias method). Types that
 * only {@link Milestones} or a {@link Sequel} bring about are not in it.
 */
final class EventMix {
    private static final double ROUTINE = 0.5;
    private static final double RARE = 0.04;

    private static final Map<ActivityEventType, Double> FREQUENT = Map.ofEntries(
            Map.entry(ActivityEventType.MAP_LOADED_EVENT, 170.0),
            Map.entry(ActivityEventType.MAPS_LISTED, 70.0),
            Map.entry(ActivityEventType.TABLE_USED_DETAILS, 60.0),
            Map.entry(ActivityEventType.OBJECT_METADATA, 55.0),
            Map.entry(ActivityEventType.OPEN_BUILDER_MAP, 45.0),
            Map.entry(ActivityEventType.USER_LOGINS, 32.0),
            Map.entry(ActivityEventType.OPEN_HOME_PAGE, 25.0),
            Map.entry(ActivityEventType.WORKFLOWS_LISTED, 24.0),
            Map.entry(ActivityEventType.DATA_EXPLORER_ITEMS_LISTED, 24.0),
            Map.entry(ActivityEventType.OPEN_WORKFLOW, 22.0),
            Map.entry(ActivityEventType.WIDGET_FILTERING_INTERACTION, 20.0),
            Map.entry(ActivityEventType.DATA_EXPLORER_ITEM_BROWSED, 16.0),
            Map.entry(ActivityEventType.OPEN_DE, 14.0),
            Map.entry(ActivityEventType.WORKFLOW_RUN, 14.0),
            Map.entry(ActivityEventType.MAP_EDIT_MODE, 12.0),
            Map.entry(ActivityEventType.WORKFLOW_API_EXECUTED, 10.0),
            Map.entry(ActivityEventType.WORKFLOW_UPDATED, 10.0),
            Map.entry(ActivityEventType.BIG_QUERY_LOCATION_USAGE, 9.0),
            Map.entry(ActivityEventType.LEGEND_VISIBILITY_CHANGED, 8.0),
            Map.entry(ActivityEventType.WIDGET_AGGREGATION_USED, 7.0),
            Map.entry(ActivityEventType.MAP_INSTANTIATION_INVALIDATED, 6.0),
            Map.entry(ActivityEventType.LDS_CONSUMED, 6.0),
            Map.entry(ActivityEventType.SQL_PARAMETER_USED, 6.0),
            Map.entry(ActivityEventType.DATA_SOURCE_CREATED, 5.0),
            Map.entry(ActivityEventType.DATA_SOURCE_UPDATED, 5.0),
            Map.entry(ActivityEventType.EMAIL_SENT, 4.0),
            Map.entry(ActivityEventType.AI_AGENT_REQUEST, 4.0),
            Map.entry(ActivityEventType.MAP_PUBLISH_UPDATE, 3.0),
            Map.entry(ActivityEventType.TOKEN_M2M_CREATED, 2.0),
            Map.entry(ActivityEventType.FILE_IMPORT_CREATED, 2.0));

    private static final Set<ActivityEventType> NEVER_FIRST = EnumSet.of(
            ActivityEventType.MAP_LOCKED,
            ActivityEventType.MAP_UNLOCKED,
            ActivityEventType.WORKFLOW_EXECUTION_COMPLETE,
            ActivityEventType.IMPORT_STATUS_CHANGED,
            ActivityEventType.AT_INSTALLATION_FINISHED,
            ActivityEventType.AT_UNINSTALL_FINISHED);

    private final List<ActivityEventType> types;
    private final double[] thresholds;
    private final int[] aliases;
    private final double eventsForEach;

    EventMix(Profile profile) {
        types = Stream.of(ActivityEventType.values())
                .filter(EventMix::beginsSomething)
                .filter(type -> type.domain() != EventDomain.GROUP || profile.groups() > 0)
                .toList();
        double total = types.stream().mapToDouble(EventMix::weight).sum();
        eventsForEach = types.stream()
                        .mapToDouble(type -> weight(type) * Sequel.expectedEvents(type))
                        .sum()
                / total;
        thresholds = types.stream()
                .mapToDouble(type -> weight(type) / total * types.size())
                .toArray();
        aliases = new int[types.size()];
        pairUp();
    }

    /** The types that can begin something, in a stable order. */
    List<ActivityEventType> types() {
        return types;
    }

    /** How many events there are on average for each that begins something, itself included. */
    double eventsForEach() {
        return eventsForEach;
    }

    ActivityEventType draw(Dice dice) {
        int column = dice.below(thresholds.length);
        return types.get(dice.share() < thresholds[column] ? column : aliases[column]);
    }

    private static boolean beginsSomething(ActivityEventType type) {
        return type != ActivityEventType.UNKNOWN && !Milestones.TYPES.contains(type) && !NEVER_FIRST.contains(type);
    }

    private static double weight(ActivityEventType type) {
        return FREQUENT.getOrDefault(type, type.isAudit() ? RARE : ROUTINE);
    }

    /** Fills the columns that are too low from those that are too high. */
    private void pairUp() {
        Deque<Integer> low = new ArrayDeque<>();
        Deque<Integer> high = new ArrayDeque<>();
        for (int i = 0; i < thresholds.length; i++) {
            (thresholds[i] < 1 ? low : high).add(i);
        }
        while (!low.isEmpty() && !high.isEmpty()) {
            int poor = low.remove();
            int rich = high.remove();
            aliases[poor] = rich;
            thresholds[rich] -= 1 - thresholds[poor];
            (thresholds[rich] < 1 ? low : high).add(rich);
        }
    }
}
