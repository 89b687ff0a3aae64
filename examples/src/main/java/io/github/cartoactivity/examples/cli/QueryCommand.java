package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.client.Export;
import io.github.cartoactivity.client.ExportRequest;
import io.github.cartoactivity.client.spi.PrivateDirectory;
import io.github.cartoactivity.duckdb.ActivityArchive;
import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.duckdb.DatabaseOptions;
import io.github.cartoactivity.duckdb.QueryException;
import io.github.cartoactivity.duckdb.QueryLimitException;
import io.github.cartoactivity.duckdb.Row;
import io.github.cartoactivity.duckdb.SqlQuery;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportFormat;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Answers SQL about a range of days, which are fetched unless an earlier run has done so. */
final class QueryCommand implements Command {
    private static final DatabaseOptions WITHOUT_FILES =
            DatabaseOptions.defaults().withoutFiles();

    /** In a directory that a user names, which may hold anything else; what is in it is the program's own. */
    private static final String CACHE = "carto-activity-query";

    private static final Pattern REFUSALS =
            Pattern.compile("Permission Error|read-only mode|configuration has been locked");

    private static final String NOTES = """
            The tables are those of carto activity query, and the SQL is DuckDB's:
              activity   type, ts (UTC), data (JSON)
              apiUsage   ts (a day), user_id, metric, amount, quota_usage_weight, map_id, workflow_id
              userList   user_id, email, created_at, role, group_ids
              groupList  group_id, group_alias
              events     activity with user_id, map_id, workflow_id, connection_id, provider, status, error
            Without --no-cache also userListHistory and groupListHistory: all who were in any snapshot that
            was fetched, with first_seen and last_seen. DESCRIBE events tells the types.

            The SQL may be several statements, of which the last one's answer is printed, and make
            temporary tables. With --allow-files it may do whatever DuckDB can: read and write files,
            attach databases, change settings.

            Without --json and --csv a table is printed, with NULL where there is nothing. Into a terminal,
            values are cut after 60 characters; into a file or a pipe, they are whole.

            carto-activity query --start-date 2025-10-01 --end-date 2025-10-07 \\
              --sql "SELECT type, COUNT(*) FROM activity GROUP BY type ORDER BY 2 DESC\"""";

    @Override
    public Syntax syntax() {
        return new Syntax(
                "query",
                "Answers SQL about the Activity Data of some days",
                "(--start-date DATE [--end-date DATE] | --archive DIR) --sql SQL [--json|--csv]",
                List.of(
                        Days.OPTIONS.get(0),
                        Days.OPTIONS.get(1),
                        ArchiveFolder.OPTION,
                        SqlText.OPTION,
                        Option.flag("--json", "prints a JSON array of row objects, and nothing else"),
                        Option.flag("--csv", "prints CSV with a header, and nothing else"),
                        Option.flag("--allow-files", "lets the SQL read and write any file, and change things"),
                        Option.flag("--no-cache", "fetches the days anew, and does not keep them"),
                        Option.value("--cache-dir", "DIR", "where to keep what was fetched, in carto-activity-query")),
                NOTES);
    }

    @Override
    public int run(Arguments arguments, Console console) throws Exception {
        String sql = SqlText.read(arguments, console);
        if (arguments.has("--json") && arguments.has("--csv")) {
            throw new UsageException("--json and --csv make no sense together");
        }
        DatabaseOptions options = arguments.has("--allow-files") ? DatabaseOptions.defaults() : WITHOUT_FILES;
        try (PrivateDirectory scratch = PrivateDirectory.create(Optional.empty());
                ActivityDatabase database = database(arguments, options, scratch, console)) {
            answer(database.sql(sql), arguments, console);
        } catch (QueryException e) {
            throw options.isWithoutFiles() ? new IllegalStateException(forPeople(e), e) : e;
        }
        return 0;
    }

    /** What a database without files says, in words of the command line. */
    private static String forPeople(QueryException problem) {
        String text = String.valueOf(problem.getMessage());
        if (problem instanceof QueryLimitException) {
            return text + "; --allow-files prints answers of any size, row by row";
        }
        return REFUSALS.matcher(text).find() ? "That needs --allow-files: " + text : text;
    }

    private static ActivityDatabase database(
            Arguments arguments, DatabaseOptions options, PrivateDirectory scratch, Console console)
            throws IOException, InterruptedException {
        Clock clock = Clock.systemUTC();
        if (arguments.has(ArchiveFolder.OPTION.name())) {
            return archive(arguments, options, clock, console);
        }
        if (!arguments.has("--start-date")) {
            throw new UsageException("--start-date or --archive is needed");
        }
        DateRange range = Days.ready(arguments, clock);
        Account account = console.accounts().get();
        if (!arguments.has("--no-cache")) {
            Path kept = arguments
                    .path("--cache-dir")
                    .map(given -> given.resolve(CACHE))
                    .orElse(account.cacheDirectory().resolve("query"));
            QueryArchive cache = new QueryArchive(kept, account.fingerprint(), clock);
            Optional<ActivityDatabase> cached = cache.open(range, account, options, console);
            if (cached.isPresent()) {
                return cached.get();
            }
        }
        return ActivityDatabase.open(fetch(account, range, scratch, console), options);
    }

    private static ActivityDatabase archive(
            Arguments arguments, DatabaseOptions options, Clock clock, Console console) {
        refuseCacheOptions(arguments);
        boolean ranged = arguments.has("--start-date") || arguments.has("--end-date");
        Optional<DateRange> range = ranged ? Optional.of(Days.range(arguments, clock)) : Optional.empty();
        ActivityArchive archive = ArchiveFolder.toRead(arguments);
        ArchiveFolder.noteMissing(archive, range, console);
        return range.isPresent()
                ? ActivityDatabase.open(archive, range.get(), options)
                : ActivityDatabase.open(archive, options);
    }

    private static void refuseCacheOptions(Arguments arguments) {
        for (String option : List.of("--no-cache", "--cache-dir")) {
            if (arguments.has(option)) {
                throw new UsageException(option + " makes no sense with --archive, which fetches nothing");
            }
        }
    }

    private static Export fetch(Account account, DateRange range, PrivateDirectory scratch, Console console)
            throws InterruptedException {
        try (CartoActivityClient client = account.connect(console)) {
            return client.exportAndWait(
                    ExportRequest.of(range, scratch.resolve("export")).withFormat(ExportFormat.PARQUET));
        }
    }

    private static void answer(SqlQuery query, Arguments arguments, Console console) throws IOException {
        long start = System.nanoTime();
        Writer out = new OutputStreamWriter(console.out(), StandardCharsets.UTF_8);
        if (arguments.has("--json")) {
            query.json(out);
            out.append('\n').flush();
            return;
        }
        if (arguments.has("--csv")) {
            query.csv(out);
            return;
        }
        TextTable table = console.isScreen() ? TextTable.forScreen(console.out(), "") : TextTable.whole(console.out());
        try (Stream<Row> rows = query.stream()) {
            long count = table.print(rows);
            console.out().flush();
            console.note(
                    Figures.count(count, "row") + " in " + Figures.time(Duration.ofNanos(System.nanoTime() - start)));
        }
    }
}
