package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.duckdb.ActivityArchive;
import io.github.cartoactivity.duckdb.ActivitySync;
import io.github.cartoactivity.duckdb.DamageCheck;
import io.github.cartoactivity.duckdb.PseudonymKey;
import io.github.cartoactivity.duckdb.SyncIncompleteException;
import io.github.cartoactivity.duckdb.SyncOptions;
import io.github.cartoactivity.duckdb.SyncReport;
import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Brings an archive up to date. */
final class SyncCommand implements Command {
    private static final String NOTES = """
            Only days that the archive does not have are fetched; run it again as often as you like, for
            example every morning after 05:00 UTC. It may be stopped at any moment. Days that are not ready
            yet are left out, and named. Days that were pruned are fetched again if it starts before them.

            carto-activity sync --archive activity-archive --start-date 2025-10-01 --look-back 3""";

    @Override
    public Syntax syntax() {
        return new Syntax(
                "sync",
                "Brings an archive up to date: a directory of Parquet files, one per table and day",
                "--archive DIR --start-date DATE [--end-date DATE] [--look-back DAYS]",
                List.of(
                        Option.value("--archive", "DIR", "the archive; made if it is not there"),
                        Days.OPTIONS.get(0),
                        Days.OPTIONS.get(1),
                        Option.value("--look-back", "DAYS", "fetches the newest days again, as events may come late"),
                        KeyFile.OPTION,
                        Option.flag("--verify", "reads every bit that is there, and fetches damaged days again")),
                NOTES);
    }

    @Override
    public int run(Arguments arguments, Console console) throws Exception {
        ArchiveFolder.given(arguments);
        Clock clock = Clock.systemUTC();
        DateRange range = Days.range(arguments, clock);
        SyncOptions options = SyncOptions.since(range.from())
                .withEnd(range.last())
                .withLookBack(days(arguments.text("--look-back").orElse("0")))
                .withClock(clock)
                .withDamageCheck(arguments.has("--verify") ? DamageCheck.CHECKSUMS : DamageCheck.ENDINGS);
        Optional<PseudonymKey> key = KeyFile.read(arguments);
        if (key.isPresent()) {
            options = options.withForgetting(key.get());
        }
        Account account = console.accounts().get();
        ActivityArchive archive = ArchiveFolder.toWrite(arguments);
        try (CartoActivityClient client = account.connect(console)) {
            SyncReport report = new ActivitySync(client, archive).run(options);
            console.out().println(summary(report));
            noteDays(report, console);
        } catch (SyncIncompleteException e) {
            console.note(summary(e.report()));
            noteDays(e.report(), console);
            throw e;
        }
        return 0;
    }

    @Override
    public String kept(Arguments arguments) {
        try {
            ActivityArchive archive = ActivityArchive.open(ArchiveFolder.given(arguments));
            int events = archive.days(ExportCategory.ACTIVITY).size();
            int usage = archive.days(ExportCategory.API_USAGE).size();
            return "the archive has " + Figures.count(events, "day") + " of activity and " + usage
                    + " of apiUsage, and the next sync goes on from there";
        } catch (CartoActivityException e) {
            return "there is no archive yet";
        }
    }

    private static String summary(SyncReport report) {
        return "added " + days(report.added()) + ", replaced " + days(report.replaced()) + ", repaired "
                + days(report.repaired()) + "; "
                + Figures.count(report.rows(), "row") + ", " + Figures.bytes(report.bytes()) + " from "
                + Figures.count(report.jobs(), "job");
    }

    private static void noteDays(SyncReport report, Console console) {
        note("nothing happened on", report.empty(), console);
        note("not ready yet:", report.notReady(), console);
        note("still missing:", report.gaps(), console);
    }

    private static void note(String what, List<LocalDate> days, Console console) {
        if (!days.isEmpty()) {
            console.note(what + " " + days(days) + ", " + ArchiveFolder.span(days));
        }
    }

    private static String days(List<LocalDate> days) {
        return Figures.count(days.size(), "day");
    }

    private static int days(String text) {
        try {
            int days = Integer.parseInt(text);
            if (days >= 0) {
                return days;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a negative number.
        }
        throw new UsageException("--look-back needs a number of days such as 3, not \"" + text + "\"");
    }
}
