package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.duckdb.ActivityArchive;
import io.github.cartoactivity.duckdb.ArchiveDay;
import io.github.cartoactivity.duckdb.PruneReport;
import java.time.LocalDate;
import java.util.List;

/** Removes the older days of an archive, or tells which they are. */
final class PruneCommand implements Command {
    private static final String NOTES = """
            Without --remove it only tells what would go. Events and usage go; the lists of users and groups
            stay, so that whoever has left stays known (see forget). A sync that starts earlier fetches the
            days again: let it start where the archive is to begin, as here to keep a year:

            first=$(date -u -d '365 days ago' +%F)
            carto-activity sync --archive activity-archive --start-date $first
            carto-activity prune --archive activity-archive --before $first --remove""";

    @Override
    public Syntax syntax() {
        return new Syntax(
                "prune",
                "Removes the days of an archive that are too old",
                "--archive DIR --before DATE [--remove]",
                List.of(
                        ArchiveFolder.OPTION,
                        Option.value("--before", "DATE", "the first UTC day that stays"),
                        Option.flag("--remove", "removes them; without it, nothing is changed")),
                NOTES);
    }

    @Override
    public int run(Arguments arguments, Console console) {
        LocalDate before = Days.day("--before", arguments.required("--before"));
        ActivityArchive archive = ActivityArchive.open(ArchiveFolder.given(arguments));
        boolean removes = arguments.has("--remove");
        PruneReport report = removes ? archive.prune(before) : archive.prunable(before);
        List<LocalDate> days =
                report.days().stream().map(ArchiveDay::day).distinct().sorted().toList();
        long bytes = report.days().stream().mapToLong(ArchiveDay::bytes).sum();
        console.out()
                .println((removes ? "removed " : "would remove ") + Figures.count(days.size(), "day")
                        + (days.isEmpty() ? "" : " " + ArchiveFolder.span(days)) + ", " + Figures.bytes(bytes));
        report.damaged()
                .forEach(file ->
                        console.out().println("damaged  " + archive.directory().relativize(file)));
        if (!removes) {
            console.note("Nothing was changed; --remove does it");
        }
        return 0;
    }
}
