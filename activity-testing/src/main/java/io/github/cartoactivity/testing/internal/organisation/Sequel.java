package io.github.cartoactivity.testing.internal.organisation;

import static io.github.cartoactivity.model.ActivityEventType.AI_AGENT_FEEDBACK;
import static io.github.cartoactivity.model.ActivityEventType.AI_AGENT_REQUEST;
import static io.github.cartoactivity.model.ActivityEventType.AI_AGENT_RESPONSE;
import static io.github.cartoactivity.model.ActivityEventType.AI_AGENT_TOOL_EXECUTED;
import static io.github.cartoactivity.model.ActivityEventType.AI_AGENT_TOOL_INVOKED;
import static io.github.cartoactivity.model.ActivityEventType.AI_CONSUMED;
import static io.github.cartoactivity.model.ActivityEventType.AT_INSTALLATION_FINISHED;
import static io.github.cartoactivity.model.ActivityEventType.AT_INSTALLATION_STARTED;
import static io.github.cartoactivity.model.ActivityEventType.AT_UNINSTALL_FINISHED;
import static io.github.cartoactivity.model.ActivityEventType.AT_UNINSTALL_STARTED;
import static io.github.cartoactivity.model.ActivityEventType.FILE_IMPORT_CREATED;
import static io.github.cartoactivity.model.ActivityEventType.HTTP_REQUEST_CONSUMED;
import static io.github.cartoactivity.model.ActivityEventType.IMPORT_STATUS_CHANGED;
import static io.github.cartoactivity.model.ActivityEventType.MAP_EDIT_MODE;
import static io.github.cartoactivity.model.ActivityEventType.MAP_LOADED_EVENT;
import static io.github.cartoactivity.model.ActivityEventType.MAP_LOCKED;
import static io.github.cartoactivity.model.ActivityEventType.MAP_SNAPSHOT_CREATED;
import static io.github.cartoactivity.model.ActivityEventType.MAP_TAKEOVER_ACCEPT;
import static io.github.cartoactivity.model.ActivityEventType.MAP_TAKEOVER_REQUEST;
import static io.github.cartoactivity.model.ActivityEventType.MAP_UNLOCKED;
import static io.github.cartoactivity.model.ActivityEventType.MAP_UPDATED;
import static io.github.cartoactivity.model.ActivityEventType.OPEN_BUILDER_MAP;
import static io.github.cartoactivity.model.ActivityEventType.OPEN_HOME_PAGE;
import static io.github.cartoactivity.model.ActivityEventType.USER_LOGINS;
import static io.github.cartoactivity.model.ActivityEventType.WORKFLOW_API_EXECUTED;
import static io.github.cartoactivity.model.ActivityEventType.WORKFLOW_EXECUTION_COMPLETE;
import static io.github.cartoactivity.model.ActivityEventType.WORKFLOW_RUN;

import io.github.cartoactivity.model.ActivityEventType;
import java.util.List;
import java.util.Map;

/**
 * An event that follows from another, by the same person and with the same thing.
 *
 * @param type what follows
 * @param probability how often it does
 * @param minMillis how soon at the earliest
 * @param maxMillis how soon at the latest
 */
record Sequel(ActivityEventType type, double probability, int minMillis, int maxMillis) {
    private static final Map<ActivityEventType, List<Sequel>> BY_BEGINNING = Map.ofEntries(
            Map.entry(USER_LOGINS, List.of(new Sequel(OPEN_HOME_PAGE, 0.6, 400, 3_000))),
            Map.entry(OPEN_BUILDER_MAP, List.of(new Sequel(MAP_LOADED_EVENT, 1, 300, 5_000))),
            Map.entry(
                    MAP_EDIT_MODE,
                    List.of(new Sequel(MAP_LOCKED, 1, 50, 200), new Sequel(MAP_UPDATED, 0.9, 5_000, 60_000))),
            Map.entry(MAP_LOCKED, List.of(new Sequel(MAP_UNLOCKED, 1, 90_000, 900_000))),
            Map.entry(MAP_UPDATED, List.of(new Sequel(MAP_SNAPSHOT_CREATED, 0.4, 500, 3_000))),
            Map.entry(MAP_TAKEOVER_REQUEST, List.of(new Sequel(MAP_TAKEOVER_ACCEPT, 0.7, 2_000, 30_000))),
            Map.entry(WORKFLOW_RUN, List.of(new Sequel(WORKFLOW_EXECUTION_COMPLETE, 1, 2_000, 240_000))),
            Map.entry(WORKFLOW_API_EXECUTED, List.of(new Sequel(WORKFLOW_EXECUTION_COMPLETE, 1, 1_000, 60_000))),
            Map.entry(WORKFLOW_EXECUTION_COMPLETE, List.of(new Sequel(HTTP_REQUEST_CONSUMED, 0.06, 100, 900))),
            Map.entry(FILE_IMPORT_CREATED, List.of(new Sequel(IMPORT_STATUS_CHANGED, 1, 2_000, 90_000))),
            Map.entry(AT_INSTALLATION_STARTED, List.of(new Sequel(AT_INSTALLATION_FINISHED, 1, 60_000, 300_000))),
            Map.entry(AT_UNINSTALL_STARTED, List.of(new Sequel(AT_UNINSTALL_FINISHED, 1, 20_000, 90_000))),
            Map.entry(
                    AI_AGENT_REQUEST,
                    List.of(
                            new Sequel(AI_AGENT_TOOL_INVOKED, 0.7, 800, 3_000),
                            new Sequel(AI_AGENT_RESPONSE, 0.95, 9_000, 30_000))),
            Map.entry(AI_AGENT_TOOL_INVOKED, List.of(new Sequel(AI_AGENT_TOOL_EXECUTED, 1, 300, 5_000))),
            Map.entry(
                    AI_AGENT_RESPONSE,
                    List.of(new Sequel(AI_CONSUMED, 1, 20, 90), new Sequel(AI_AGENT_FEEDBACK, 0.05, 3_000, 20_000))));

    static List<Sequel> of(ActivityEventType beginning) {
        return BY_BEGINNING.getOrDefault(beginning, List.of());
    }

    /** How soon it follows, in milliseconds. */
    long delay(Dice dice) {
        return (long) minMillis + dice.below(maxMillis - minMillis);
    }

    /** How many events there are on average when one of a type happens, itself included. */
    static double expectedEvents(ActivityEventType beginning) {
        return 1
                + of(beginning).stream()
                        .mapToDouble(sequel -> sequel.probability * expectedEvents(sequel.type))
                        .sum();
    }
}
