package io.github.cartoactivity.duckdb.internal.archive;

import io.github.cartoactivity.duckdb.ArchiveCheck;
import io.github.cartoactivity.duckdb.ArchiveProblem;
import io.github.cartoactivity.duckdb.ArchiveProblem.Kind;
import io.github.cartoactivity.duckdb.DamageCheck;
import io.github.cartoactivity.duckdb.DataFileException;
import io.github.cartoactivity.duckdb.internal.ArchivedFile;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ErrorDetails;
import io.github.cartoactivity.model.ExportCategory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What an archive holds, and what is wrong with it. */
public final class ArchiveReader {
    private static final Logger LOG = System.getLogger(ArchiveReader.class.getName());

    private final ArchiveLayout layout;

    /**
     * A reader.
     *
     * @param layout where everything is
     */
    public ArchiveReader(ArchiveLayout layout) {
        this.layout = layout;
    }

    /**
     * The readable days of a table.
     *
     * @param category the table
     * @return the days in order
     */
    public List<StoredDay> days(ExportCategory category) {
        return layout.days(category).entrySet().stream()
                .flatMap(entry -> StoredDay.look(entry.getValue(), category, entry.getKey()).stream())
                .toList();
    }

    /**
     * The files that a database reads.
     *
     * @param wanted which days of the timed tables
     * @return the files of each table, in the order of their days
     * @throws DataFileException if a file is damaged, as far as its end shows
     */
    public Map<ExportCategory, List<ArchivedFile>> files(Predicate<LocalDate> wanted) {
        List<Set<LocalDate>> timed = new ArrayList<>();
        Map<ExportCategory, List<ArchivedFile>> files = new EnumMap<>(ExportCategory.class);
        for (ExportCategory category : ExportCategory.values()) {
            NavigableMap<LocalDate, Path> found = layout.days(category);
            if (category.isTimed()) {
                found.keySet().removeIf(wanted.negate());
                timed.add(found.keySet());
            }
            files.put(
                    category,
                    found.entrySet().stream()
                            .map(entry -> file(entry.getValue(), category, entry.getKey()))
                            .toList());
        }
        warnOfHalfDays(timed);
        return files;
    }

    private static void warnOfHalfDays(List<Set<LocalDate>> timed) {
        Set<LocalDate> any = new TreeSet<>();
        timed.forEach(any::addAll);
        Set<LocalDate> whole = new TreeSet<>(any);
        timed.forEach(whole::retainAll);
        any.removeAll(whole);
        if (!any.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "The archive has {0} of its days in only one of activity and apiUsage, such as {1}; the next sync that"
                            + " is asked for them fetches them again",
                    any.size(),
                    any.iterator().next());
        }
    }

    private static ArchivedFile file(Path path, ExportCategory category, LocalDate day) {
        StoredDay stored = StoredDay.look(path, category, day)
                .orElseThrow(() -> new DataFileException(
                        path,
                        ErrorDetails.of(
                                "The file is damaged, or was not written by a sync",
                                "Run the sync again, which fetches the day anew, or remove the file"),
                        null));
        DayFacts facts = stored.facts();
        return new ArchivedFile(path, facts.rows(), facts.numberTypes(), facts.version());
    }

    /**
     * The days between the first and the last one that any timed table lacks.
     *
     * @return days in order
     */
    public List<LocalDate> gaps() {
        NavigableSet<LocalDate> all = timedDays(List.of());
        NavigableSet<LocalDate> gaps = new TreeSet<>();
        timed().forEach(category -> gaps.addAll(missing(category, all)));
        return List.copyOf(gaps);
    }

    private static Stream<ExportCategory> timed() {
        return Stream.of(ExportCategory.values()).filter(ExportCategory::isTimed);
    }

    /**
     * Reads every bit.
     *
     * @param expected days that should be there
     * @return what was found
     */
    public ArchiveCheck verify(Collection<LocalDate> expected) {
        List<ArchiveProblem> problems = new ArrayList<>();
        int files = 0;
        long bytes = 0;
        NavigableSet<LocalDate> all = timedDays(expected);
        if (Forgotten.isDamaged(layout.forgotten())) {
            problems.add(new ArchiveProblem(Kind.DAMAGED, layout.forgotten()));
        }
        for (ExportCategory category : ExportCategory.values()) {
            for (var entry : layout.days(category).entrySet()) {
                Path file = entry.getValue();
                Optional<StoredDay> day = StoredDay.look(file, category, entry.getKey(), DamageCheck.CHECKSUMS);
                files++;
                bytes += day.map(StoredDay::bytes).orElse(0L);
                if (day.isEmpty()) {
                    problems.add(new ArchiveProblem(Kind.DAMAGED, file));
                }
            }
            if (category.isTimed()) {
                missing(category, all)
                        .forEach(day -> problems.add(new ArchiveProblem(Kind.MISSING, layout.file(category, day))));
            }
        }
        layout.setAside().keySet().forEach(path -> problems.add(new ArchiveProblem(Kind.DAMAGED, path)));
        layout.foreign().forEach(path -> problems.add(new ArchiveProblem(Kind.FOREIGN, path)));
        return new ArchiveCheck(files, bytes, problems);
    }

    private NavigableSet<LocalDate> timedDays(Collection<LocalDate> expected) {
        NavigableSet<LocalDate> days = new TreeSet<>(expected);
        timed().forEach(category -> days.addAll(layout.days(category).keySet()));
        return days;
    }

    private NavigableSet<LocalDate> missing(ExportCategory category, NavigableSet<LocalDate> days) {
        NavigableSet<LocalDate> missing = new TreeSet<>();
        if (!days.isEmpty()) {
            DateRange.ofDays(days.first(), days.last()).stream().forEach(missing::add);
            missing.removeAll(layout.days(category).keySet());
        }
        return missing;
    }
}
