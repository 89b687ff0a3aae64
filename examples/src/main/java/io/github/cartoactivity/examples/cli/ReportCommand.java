package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.duckdb.ActivityArchive;
import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.examples.report.ReportData;
import io.github.cartoactivity.examples.report.ReportFile;
import io.github.cartoactivity.examples.report.ReportPage;
import io.github.cartoactivity.model.DateRange;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/** Makes an archive into a page to look at. */
final class ReportCommand implements Command {
    private static final String NOTES = """
            The page has headline numbers, activity per day, active users, top maps and workflows, quota by
            metric and user, and what an auditor would look at, each as a chart with the numbers behind it.
            It is one file that loads nothing and runs nothing, for a browser, a phone or paper. It names
            people, so only you can read the file.

            carto-activity report --archive activity-archive --output report.html""";

    @Override
    public Syntax syntax() {
        return new Syntax(
                "report",
                "Makes a page to look at of what an archive holds",
                "--archive DIR --output FILE [--start-date DATE] [--end-date DATE]",
                List.of(
                        ArchiveFolder.OPTION,
                        Option.value("--output", "FILE", "the page, for example report.html"),
                        Option.value("--start-date", "DATE", "the first UTC day; by default the first of the archive"),
                        Option.value("--end-date", "DATE", "the last UTC day, itself included; by default the last"),
                        Option.flag("--overwrite", "replaces a page that is there")),
                NOTES);
    }

    @Override
    public int run(Arguments arguments, Console console) throws Exception {
        ArchiveFolder.given(arguments);
        Path output = output(arguments);
        Optional<LocalDate> first = arguments.text("--start-date").map(text -> Days.day("--start-date", text));
        Optional<LocalDate> last = arguments.text("--end-date").map(text -> Days.day("--end-date", text));
        if (first.isPresent() && last.isPresent() && last.get().isBefore(first.get())) {
            throw new UsageException("the last day, " + last.get() + ", lies before the first, " + first.get());
        }
        check(output, arguments.has("--overwrite"));
        ActivityArchive archive = ArchiveFolder.toRead(arguments);
        ReportFile.write(page(archive, first, last), output);
        console.out().println(output);
        return 0;
    }

    private static Path output(Arguments arguments) {
        String name = arguments.required("--output");
        if (name.isEmpty() || name.equals("-")) {
            throw new UsageException(
                    "--output needs the name of a file, for example report.html, not \"" + name + "\"");
        }
        return Path.of(name);
    }

    private static void check(Path output, boolean overwrite) throws IOException {
        Path parent = output.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new NotDirectoryException(String.valueOf(parent));
        }
        if (!Files.isWritable(parent)) {
            throw new AccessDeniedException(output.toString());
        }
        if (Files.isDirectory(output)) {
            throw new UsageException("--output needs a file, and " + output + " is a directory");
        }
        if (Files.exists(output, LinkOption.NOFOLLOW_LINKS) && !overwrite) {
            throw new IllegalStateException(
                    output + " is there already; choose another --output, or replace it with --overwrite");
        }
    }

    private static String page(ActivityArchive archive, Optional<LocalDate> first, Optional<LocalDate> last) {
        NavigableSet<LocalDate> days = ArchiveFolder.days(archive);
        if (days.isEmpty()) {
            throw new IllegalStateException("No file of the archive can be read. Run carto-activity sync --verify");
        }
        LocalDate from = first.orElse(days.first());
        LocalDate to = last.orElse(days.last());
        if (to.isBefore(from)) {
            throw new IllegalStateException("The archive has days from " + days.first() + " to " + days.last()
                    + ", none of them in the range that was asked for");
        }
        DateRange range = DateRange.ofDays(from, to);
        try (ActivityDatabase database = ActivityDatabase.open(archive)) {
            return ReportPage.of(ReportData.of(
                    database, range, days.subSet(from, true, to, true).size()));
        }
    }
}
