package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.duckdb.ActivityArchive;
import io.github.cartoactivity.duckdb.ArchiveException;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The archive that {@code --archive} names. */
final class ArchiveFolder {
    static final Option OPTION = Option.value("--archive", "DIR", "an archive that carto-activity sync has made");

    private static final List<ExportCategory> TIMED = List.of(ExportCategory.ACTIVITY, ExportCategory.API_USAGE);

    private ArchiveFolder() {}

    /** The directory that was given. */
    static Path given(Arguments arguments) {
        return arguments.path(OPTION.name()).orElseThrow(() -> new UsageException(OPTION.name() + " is needed"));
    }

    /** An archive to read: one that has something in it. */
    static ActivityArchive toRead(Arguments arguments) {
        ActivityArchive archive = ActivityArchive.open(given(arguments));
        if (days(archive).isEmpty() && archive.prunable(LocalDate.MAX).damaged().isEmpty()) {
            throw new IllegalStateException("There is no day in the archive " + archive.directory()
                    + " yet. Run carto-activity sync, or check the path");
        }
        return archive;
    }

    /** An archive to go on with, or a place to begin one: not among things that have nothing to do with it. */
    static ActivityArchive toWrite(Arguments arguments) throws IOException {
        Path directory = given(arguments);
        if (Files.isDirectory(directory) && !isArchive(directory) && hasThings(directory)) {
            throw new IllegalStateException(directory + " holds other things, and no archive; name a directory of its"
                    + " own, for example " + directory.resolve("activity-archive"));
        }
        return ActivityArchive.at(directory);
    }

    private static boolean isArchive(Path directory) {
        try {
            ActivityArchive.open(directory);
            return true;
        } catch (ArchiveException e) {
            return false;
        }
    }

    /** Hidden files, and what a new disk has, do no harm. */
    private static boolean hasThings(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(name -> !name.startsWith(".") && !name.equals("lost+found"));
        }
    }

    /** The days that have events or usage. */
    static NavigableSet<LocalDate> days(ActivityArchive archive) {
        NavigableSet<LocalDate> days = new TreeSet<>();
        TIMED.forEach(category -> days.addAll(days(archive, category)));
        return days;
    }

    static NavigableSet<LocalDate> days(ActivityArchive archive, ExportCategory category) {
        NavigableSet<LocalDate> days = new TreeSet<>();
        archive.days(category).forEach(day -> days.add(day.day()));
        return days;
    }

    /**
     * Says which of the days that somebody asks about are not there, because an answer does not tell.
     *
     * @param range the days; all from the first to the last of the archive where it is empty
     */
    static void noteMissing(ActivityArchive archive, Optional<DateRange> range, Console console) {
        NavigableSet<LocalDate> all = days(archive);
        if (range.isEmpty() && all.isEmpty()) {
            return;
        }
        DateRange wanted = range.orElseGet(() -> DateRange.ofDays(all.first(), all.last()));
        List<LocalDate> events = missing(archive, ExportCategory.ACTIVITY, wanted);
        List<LocalDate> usage = missing(archive, ExportCategory.API_USAGE, wanted);
        if (events.equals(usage)) {
            note("the archive", events, wanted, console);
        } else {
            note("activity", events, wanted, console);
            note("apiUsage", usage, wanted, console);
        }
    }

    private static List<LocalDate> missing(ActivityArchive archive, ExportCategory category, DateRange wanted) {
        List<LocalDate> missing = new ArrayList<>(wanted.stream().toList());
        missing.removeAll(days(archive, category));
        return missing;
    }

    private static void note(String where, List<LocalDate> missing, DateRange wanted, Console console) {
        if (!missing.isEmpty()) {
            console.note(missing.size() + " of " + Figures.count(wanted.days(), "day") + " "
                    + (missing.size() == 1 ? "is" : "are") + " not in " + where + ": " + span(missing));
        }
    }

    /** For example {@code 2025-10-01}, or {@code from 2025-10-01 to 2025-10-03}, with or without others between them. */
    static String span(List<LocalDate> days) {
        LocalDate first = days.get(0);
        LocalDate last = days.get(days.size() - 1);
        return first.equals(last) ? first.toString() : "from " + first + " to " + last;
    }
}
