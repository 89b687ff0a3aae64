package io.github.cartoactivity.duckdb.internal;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is asked for often out of an event's payload, and therefore has a column of its own in {@code events} and in an
 * archive's files. A value is the same as {@link io.github.cartoactivity.model.EventData} gives: text that is not blank,
 * at the first of its places; anything else, malformed JSON included, is null.
 */
public enum PayloadColumn {
    /** Who did it. */
    USER_ID("$.userId", "$.user.id"),
    /** On which map. */
    MAP_ID("$.mapId", "$.map.id"),
    /** On which workflow. */
    WORKFLOW_ID("$.workflowId", "$.workflow.id"),
    /** Through which connection. */
    CONNECTION_ID("$.connectionId", "$.connection.id"),
    /** To which kind of warehouse. */
    PROVIDER("$.provider", "$.connection.provider"),
    /** How the run of a workflow ended. */
    STATUS("$.batchAPIResponse.status");

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    private final List<String> paths;

    PayloadColumn(String... paths) {
        this.paths = List.of(paths);
    }

    /** The column's name, for example {@code user_id}. */
    public String columnName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * SQL for all of them, to stand in a select list.
     *
     * @param json an expression of type JSON, null where the payload is malformed
     * @return {@code ... AS user_id, ... AS map_id, ...}
     */
    public static String select(String json) {
        return Stream.of(values())
                .map(column -> column.expression(json) + " AS " + column.columnName())
                .collect(Collectors.joining(", "));
    }

    /** SQL for a payload as JSON that is null instead of an error where the text is malformed. */
    public static String parsed(String data) {
        return "TRY_CAST(" + data + " AS JSON)";
    }

    private String expression(String json) {
        return paths.stream()
                .map(path -> "CASE WHEN json_type(" + json + ", '" + path + "') = 'VARCHAR' AND trim(" + json + " ->> '"
                        + path + "') <> '' THEN " + json + " ->> '" + path + "' END")
                .collect(Collectors.joining(", ", "coalesce(", ")"));
    }
}
