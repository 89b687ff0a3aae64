package io.github.cartoactivity.duckdb.internal;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is asked for often out of an event's payload, and therefore has a column of its own in {@code events} and in an
 * archive's files. A value is the same as {@link io.github.cartoactivity.model.EventData} gives: text that is not blank,
 * at the first of its places; anything else is null. So is all of a malformed payload, of which {@code EventData} gives what
 * stands before the malformed place. {@link #ERROR} alone takes what is not text.
 *
 * <p>That is not always what the first place holds. Where the two differ, the column {@code odd} of an archive's files
 * has, under the same name, a text that gives for this place just what the payload gives: a small piece of it, or all of
 * it where it is malformed.
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
    STATUS("$.batchAPIResponse.status"),
    /** Why it failed: text, also a blank one, or else the JSON of what stands there. */
    ERROR(3, "$.batchAPIResponse.error");

    /** The column that has the text where a payload's first place differs from the column. */
    public static final String ODD = "odd";

    /** The first version of an archive's files that has it. */
    static final int ODD_SINCE = 2;

    private static final String FOUND = "\"carto found\"";
    private static final String PAYLOAD = "\"carto payload\"";

    /** What {@link String#isBlank()} takes for blank. */
    private static final String BLANKS = IntStream.rangeClosed(1, Character.MAX_VALUE)
            .filter(Character::isWhitespace)
            .mapToObj(Character::toString)
            .collect(Collectors.joining("", "'", "'"));

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    private final List<String> paths;

    /** The first version of an archive's files that has the column. */
    private final int since;

    PayloadColumn(String... paths) {
        this(1, paths);
    }

    PayloadColumn(int since, String... paths) {
        this.since = since;
        this.paths = List.of(paths);
    }

    /** Whether an archive's files of a version have the column. */
    boolean isIn(int version) {
        return version >= since;
    }

    /** What to select to get the column from an archive's files of a version. */
    String selectFrom(int version) {
        return isIn(version)
                ? columnName()
                : "TRY_CAST(data AS JSON) ->> " + Quoted.literal(paths.get(0)) + " AS " + columnName();
    }

    /** The column's name, for example {@code user_id}. */
    public String columnName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The first place in a payload where it stands.
     *
     * @return the names of the objects' fields, outermost first
     */
    public List<String> firstPlace() {
        return List.of(paths.get(0).substring(2).split("\\.", -1));
    }

    /**
     * SQL for all of them, to stand in a select list over {@link #parsed}.
     *
     * @return {@code ... AS user_id, ... AS map_id, ...}
     */
    static String select() {
        return Stream.of(values())
                .map(column -> column.expression() + " AS " + column.columnName())
                .collect(Collectors.joining(", "));
    }

    /**
     * SQL for the column of differences, to stand in a select list over {@link #parsed}.
     *
     * @return {@code ... AS odd}
     */
    static String selectOdd() {
        return Stream.of(values())
                .map(column -> column.columnName() + " := " + column.difference())
                .collect(Collectors.joining(", ", "struct_pack(", ") AS " + ODD));
    }

    /**
     * Rows with their payloads taken apart, each of them once.
     *
     * @param rows a query or table with a column {@code data}
     * @return a query that has the same columns and some for {@link #select()} and {@link #selectOdd()}
     */
    static String parsed(String rows) {
        String places = Stream.of(values())
                .flatMap(column -> column.paths.stream())
                .map(Quoted::literal)
                .collect(Collectors.joining(", ", "[", "]"));
        return "SELECT *, json_extract(" + PAYLOAD + ", " + places + ") AS " + FOUND
                + " FROM (SELECT *, TRY_CAST(data AS JSON) AS " + PAYLOAD + " FROM " + rows + ")";
    }

    private String expression() {
        if (this == ERROR) {
            return found(0) + " ->> '$'";
        }
        return Stream.iterate(0, i -> i < paths.size(), i -> i + 1)
                .map(this::found)
                .map(value -> "CASE WHEN " + value + " LIKE '\"%' AND trim(" + value + " ->> '$', " + BLANKS
                        + ") <> '' THEN " + value + " ->> '$' END")
                .collect(Collectors.joining(", ", "coalesce(", ")"));
    }

    /** JSON of the value is compared, so that {@code json_extract} gives the same too. */
    private String difference() {
        String value = "CAST(" + found(0) + " AS VARCHAR)";
        String own =
                "CASE WHEN " + expression() + " IS NOT NULL THEN CAST(to_json(" + expression() + ") AS VARCHAR) END";
        String prefix = firstPlace().stream().map(name -> "{\"" + name + "\":").collect(Collectors.joining());
        return "CASE WHEN data IS NULL THEN NULL WHEN " + PAYLOAD + " IS NULL THEN data WHEN " + value
                + " IS NOT DISTINCT FROM " + own + " THEN NULL WHEN " + value + " IS NULL THEN '{}' ELSE "
                + Quoted.literal(prefix) + " || " + value + " || "
                + Quoted.literal("}".repeat(firstPlace().size()))
                + " END";
    }

    /** JSON of what stands at one of the column's places, or null. */
    private String found(int place) {
        int before = Stream.of(values())
                .takeWhile(column -> column != this)
                .mapToInt(column -> column.paths.size())
                .sum();
        return FOUND + "[" + (before + place + 1) + "]";
    }
}
