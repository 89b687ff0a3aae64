package io.github.cartoactivity.duckdb.internal.archive;

import io.github.cartoactivity.duckdb.ArchiveDay;
import io.github.cartoactivity.duckdb.DamageCheck;
import io.github.cartoactivity.duckdb.QueryCancelledException;
import io.github.cartoactivity.model.ErrorDetails;
import io.github.cartoactivity.model.ExportCategory;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A day of a table as it lies on the disk.
 *
 * @param file where
 * @param bytes how large
 * @param facts what the file says about itself
 */
public record StoredDay(Path file, long bytes, DayFacts facts) {

    /**
     * Looks at a file, without reading its rows.
     *
     * @param file where it is
     * @param category the table that it should hold
     * @param day the day that it should hold
     * @return the day; empty when the file is cut, or is not what its place says
     */
    public static Optional<StoredDay> look(Path file, ExportCategory category, LocalDate day) {
        try {
            long bytes = Files.size(file);
            return new DayFile(file)
                    .facts()
                    .filter(facts -> facts.category() == category && facts.day().equals(day))
                    .map(facts -> new StoredDay(file, bytes, facts));
        } catch (ClosedByInterruptException e) {
            throw interrupted(file, e);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Looks at a file as closely as is wanted; empty also when it is seen to be damaged. */
    static Optional<StoredDay> look(Path file, ExportCategory category, LocalDate day, DamageCheck check) {
        Predicate<StoredDay> close = switch (check) {
            case ENDINGS -> stored -> true;
            case CHECKSUMS -> StoredDay::isIntact;
        };
        return look(file, category, day).filter(close);
    }

    /**
     * The same for callers.
     *
     * @return where the file is and what it says
     */
    public ArchiveDay archiveDay() {
        return new ArchiveDay(
                facts.category(),
                facts.day(),
                facts.fetched(),
                file,
                bytes,
                facts.rows(),
                facts.range(),
                facts.jobId(),
                facts.format(),
                facts.writer(),
                facts.sha256());
    }

    private boolean isIntact() {
        try {
            return new DayFile(file).isIntact();
        } catch (ClosedByInterruptException e) {
            throw interrupted(file, e);
        } catch (IOException e) {
            return false;
        }
    }

    /** A file that nobody had the time to read is not damaged. */
    private static QueryCancelledException interrupted(Path file, ClosedByInterruptException cause) {
        return new QueryCancelledException(
                ErrorDetails.of("Interrupted while looking at the archive", "").with("file", file), cause);
    }
}
