package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.QueryCancelledException;
import io.github.cartoactivity.duckdb.QueryException;
import io.github.cartoactivity.duckdb.QueryLimitException;
import io.github.cartoactivity.duckdb.QueryTimeoutException;
import io.github.cartoactivity.model.ErrorDetails;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes what the driver throws for one statement into what callers catch. */
final class QueryErrors {
    private static final int MAX_STATEMENT = 500;
    private static final int MAX_TEXT = 1_000;
    private static final String MEMORY = "Allow more with DatabaseOptions.withMemoryLimit, or ask for fewer groups";
    static final String HEAP = "Ask for shorter values or fewer rows, or read the answer as a stream";

    private static final String DAMAGE =
            "The file is damaged, or was changed while it was read. For a day of an archive run"
                    + " a sync with DamageCheck.CHECKSUMS (carto-activity sync --verify), which fetches the day again; export any"
                    + " other file again";

    /** DuckDB knows tables of its own that nobody meant. */
    private static final Pattern SYSTEM_TABLE =
            Pattern.compile("\\s*\\n\\s*Did you mean \"(?:pg_|duckdb_|sqlite_)[^\"]*\"\\?");

    /** The statement once more, with a mark under the place. */
    private static final Pattern PLACE = Pattern.compile("\\s*\\nLINE (\\d+): .*", Pattern.DOTALL);

    private static final Pattern SETTINGS = Pattern.compile("\\s*\\n\\s*Possible solutions?:.*", Pattern.DOTALL);

    /** What is in DuckDB's text, and what to do about it; the first that is found counts. */
    private static final Map<String, String> ADVICE = new LinkedHashMap<>();

    static {
        ADVICE.put(
                "Malformed JSON",
                "The payload of some event is not valid JSON; leave it out with a condition such as json_valid(data)");
        ADVICE.put(
                "Table with name",
                "The tables are activity (type, ts, data), events, apiUsage, userList and groupList; an archive has"
                        + " userListHistory and groupListHistory too");
        ADVICE.put("Referenced column", "DESCRIBE <table> lists the columns, DESCRIBE activity for example");
        ADVICE.put(
                "Unsupported parameter type",
                "bind(...) takes text, numbers, booleans, LocalDate, LocalDateTime, Instant, UUID, enums and lists of them");
        for (String damage : List.of(
                "Failed to read file",
                "Failed to read Parquet file",
                "Failed to read file footer",
                "decompression failure",
                "Decompression failure",
                "Out of buffer",
                "TProtocolException",
                "No magic bytes found",
                "too small to be a Parquet file",
                "Invalid string encoding found in Parquet file")) {
            ADVICE.put(damage, DAMAGE);
        }
        ADVICE.put("Parameter index out of bounds", "Give no more values with bind(...) than there are parameters");
        ADVICE.put("Parameter count mismatch", "Give a value for every parameter with bind(...)");
        ADVICE.put("Values were not provided", "Give a value for every parameter with bind(...)");
        ADVICE.put("No space left on device", "Free some room, or spill elsewhere with withSpillDirectory");
    }

    private final String sql;
    private final StatementWatch watch;

    QueryErrors(String sql, StatementWatch watch) {
        this.sql = sql;
        this.watch = watch;
    }

    /** Whether the driver tells that something failed, but not what. */
    static boolean isLost(SQLException problem) {
        return String.valueOf(problem.getMessage()).contains("Invalid result set");
    }

    RuntimeException of(SQLException problem) {
        return watch.stopped().map(stop -> stopped(stop, problem)).orElseGet(() -> failed(problem));
    }

    private RuntimeException stopped(StatementWatch.Stop stop, SQLException problem) {
        return switch (stop) {
            case TIMEOUT ->
                new QueryTimeoutException(
                        details(
                                        "The statement took longer than it may",
                                        "Narrow it down, or allow more with timeout(...)")
                                .with("timeout", watch.limit()),
                        problem);
            case INTERRUPT ->
                new QueryCancelledException(
                        details("The statement was stopped because its thread was interrupted", ""), problem);
            case ROOM ->
                new QueryLimitException(
                        details("The statement was stopped because it took too much room on the disk", ""), problem);
            case CLOSED ->
                new QueryCancelledException(
                        details("The statement was stopped because its database was closed", ""), problem);
        };
    }

    private RuntimeException failed(SQLException problem) {
        String text = clean(problem);
        if (text.startsWith("Out of Memory Error")) {
            return new QueryLimitException(details(text, MEMORY), problem);
        }
        if (text.contains("Java heap space")) {
            return new QueryLimitException(details("The answer does not fit into the Java heap", HEAP), problem);
        }
        if (isLost(problem)) {
            return new QueryException(
                    details("The statement failed, but DuckDB's driver does not say why", ""), problem);
        }
        return new QueryException(details(text, advice(text)), problem);
    }

    private static String advice(String text) {
        return ADVICE.entrySet().stream()
                .filter(entry -> text.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** DuckDB's text without the driver's preamble and DuckDB's own advice, and no longer than a screen. */
    static String clean(SQLException problem) {
        String text = String.valueOf(problem.getMessage()).strip();
        if (text.startsWith("Attempting to execute an unsuccessful")) {
            text = text.substring(text.indexOf('\n') + 1);
        }
        if (text.startsWith("Error: ")) {
            text = text.substring("Error: ".length());
        }
        String meant = SYSTEM_TABLE.matcher(text.strip()).replaceFirst("");
        String told = SETTINGS.matcher(PLACE.matcher(meant).replaceFirst(" (line $1)"))
                .replaceFirst("");
        return cut(told, MAX_TEXT);
    }

    private ErrorDetails details(String text, String advice) {
        return ErrorDetails.of(text, advice).with("statement", shown(sql));
    }

    /** A statement as errors show it. */
    static String shown(String sql) {
        return cut(sql.strip(), MAX_STATEMENT);
    }

    static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length) + "...";
    }
}
