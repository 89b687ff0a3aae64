package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Exports that were fetched before, so that a second question about the same days needs no request: for each account and
 * range a directory with one Parquet file per table, whole or not there at all. What was not asked for 30 days is
 * removed.
 */
final class QueryCache {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final String UNFINISHED = ".new-";

    private final Path directory;
    private final Clock clock;

    /**
     * A cache of one account.
     *
     * @param directory where the caches of all accounts are
     * @param account whose data it is
     * @param clock tells what is old
     */
    QueryCache(Path directory, String account, Clock clock) {
        this.directory = directory.resolve(account);
        this.clock = clock;
    }

    /** What is there for a range. */
    Optional<Path> find(DateRange range) throws IOException {
        Path entry = entry(range);
        if (!Files.isDirectory(entry)) {
            return Optional.empty();
        }
        Files.setLastModifiedTime(entry, FileTime.from(clock.instant()));
        return Optional.of(entry);
    }

    /** Keeps the tables of a database for a range. */
    void store(DateRange range, ActivityDatabase database) throws IOException {
        CacheDirectory.make(directory);
        removeOld();
        Path unfinished = Files.createTempDirectory(directory, UNFINISHED);
        try {
            for (ExportCategory category : ExportCategory.values()) {
                Path file = unfinished.resolve(category.wireName() + ".parquet");
                database.sql("COPY (FROM " + category.wireName() + ") TO '"
                                + file.toString().replace("'", "''") + "' (FORMAT parquet, COMPRESSION zstd)")
                        .rows();
                CacheDirectory.close(file);
            }
            Files.move(unfinished, entry(range), StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another run has fetched the same meanwhile.
            CacheDirectory.remove(unfinished);
        } finally {
            CacheDirectory.remove(unfinished);
        }
    }

    /** Forgets a range. */
    void forget(DateRange range) throws IOException {
        CacheDirectory.remove(entry(range));
    }

    private void removeOld() throws IOException {
        Instant oldest = clock.instant().minus(KEPT);
        List<Path> entries;
        try (Stream<Path> list = Files.list(directory)) {
            entries = list.toList();
        }
        for (Path entry : entries) {
            if (Files.getLastModifiedTime(entry).toInstant().isBefore(oldest)) {
                CacheDirectory.remove(entry);
            }
        }
    }

    private Path entry(DateRange range) {
        return directory.resolve(range.from() + "_" + range.last());
    }
}
