package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.client.Export;
import io.github.cartoactivity.client.ExportCost;
import io.github.cartoactivity.client.ExportFile;
import io.github.cartoactivity.client.ExportRequest;
import io.github.cartoactivity.client.PollSchedule;
import io.github.cartoactivity.client.ProgressListener;
import io.github.cartoactivity.client.spi.PrivateDirectory;
import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.duckdb.TableContents;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.EndDate;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows the whole way, from the token to answers, against a fake CARTO on this machine. */
final class DemoCommand implements Command {
    private static final DateRange RANGE =
            DateRange.ofDays(LocalDate.parse("2025-07-01"), LocalDate.parse("2025-09-30"));

    /** The same numbers whenever it is run. */
    private static final Clock TODAY = Clock.fixed(DateRange.readyAt(RANGE.last()), ZoneOffset.UTC);

    @Override
    public Syntax syntax() {
        return new Syntax("demo", "Shows the whole way on this machine; needs no account", "", List.of(), "");
    }

    @Override
    public int run(Arguments arguments, Console console) throws Exception {
        long start = System.nanoTime();
        PrintStream out = console.out();
        try (FakeAccount fake = FakeAccount.start(TODAY, EndDate.INCLUSIVE_DAY);
                PrivateDirectory scratch = PrivateDirectory.create(Optional.empty());
                CartoActivityClient client = connect(fake, console)) {
            introduce(out, fake);
            Export export = client.exportAndWait(
                    ExportRequest.of(RANGE, scratch.resolve("export")).withFormat(ExportFormat.PARQUET));
            try (ActivityDatabase database = ActivityDatabase.open(export)) {
                fetched(out, fake, export, database);
                tables(out, database);
                DemoTruth.check(out, fake.carto().organisation(), RANGE, TODAY.instant(), database);
                DemoAnswers.print(out, export, database);
            }
        }
        out.println("All of this took " + Figures.time(Duration.ofNanos(System.nanoTime() - start))
                + " and left nothing behind. To go on:\n"
                + "  examples/carto-activity --help        ask questions of your own\n"
                + "  examples/carto-activity report --help an archive as a page to look at\n"
                + "  examples/run --fake Quickstart        the shortest program\n"
                + "  README.md                             the same with your account");
        return 0;
    }

    private static CartoActivityClient connect(FakeAccount fake, Console console) {
        ProgressListener quiet = new ProgressListener() {};
        return CartoActivityClient.builder()
                .credentials(fake.credentials())
                .endpoints(fake.endpoints())
                .pollSchedule(new PollSchedule(Duration.ofMillis(200), 1.5, Duration.ofSeconds(2), Duration.ZERO))
                .progressListener(console.isTerminal() ? console.progress() : quiet)
                .build();
    }

    private static void introduce(PrintStream out, FakeAccount fake) {
        out.println("CARTO Activity Data, the whole way: token, jobs, files, rows, answers\n\n"
                + "A fake CARTO with an organisation that does not exist answers at\n"
                + fake.carto().accountsUrl() + "; no account is needed, and nothing leaves this\n"
                + "machine. The real client asks it for " + RANGE.days() + " days, " + RANGE.from() + " to "
                + RANGE.last() + ".\n");
        out.flush();
    }

    private static void fetched(PrintStream out, FakeAccount fake, Export export, ActivityDatabase database) {
        ExportCost cost = export.cost();
        String jobs = export.files().stream()
                .map(ExportFile::range)
                .distinct()
                .map(DateRange::toString)
                .collect(Collectors.joining(", "));
        long dropped = database.contents().stream()
                .mapToLong(TableContents::rowsOutsideRange)
                .sum();
        out.println("FETCHED in " + Figures.time(cost.elapsed()));
        line(out, fake.carto().tokensIssued(), "token", "one for all requests");
        line(out, cost.jobs(), "job", jobs);
        line(out, cost.polls(), "poll", "how far a job is, asked less and less often");
        line(out, cost.files(), "file", Figures.bytes(cost.bytes()) + " of Parquet, side by side, each checked");
        line(out, dropped, "row", "left out: this CARTO counts the day after the last one in");
        out.println();
    }

    private static void line(PrintStream out, long count, String one, String what) {
        out.println(
                String.format(Locale.ROOT, "%7s %-7s %s", Figures.count(count), count == 1 ? one : one + "s", what));
    }

    private static void tables(PrintStream out, ActivityDatabase database) {
        out.println("TABLES     files     rows  columns");
        for (TableContents table : database.contents()) {
            String name = table.category().wireName();
            String columns = database.sql("SELECT column_name FROM (DESCRIBE " + name + ")").rows().stream()
                    .map(row -> row.text("column_name"))
                    .collect(Collectors.joining(", "));
            out.println(String.format(
                    Locale.ROOT,
                    "%-10s %5d %8s  %s",
                    name,
                    table.files(),
                    Figures.count(table.rows()),
                    shortened(columns)));
        }
    }

    private static String shortened(String columns) {
        int end = columns.lastIndexOf(", ", 52);
        return columns.length() <= 52 ? columns : columns.substring(0, end) + ", ...";
    }
}
