package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.duckdb.ActivityArchive;
import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.duckdb.ActivitySync;
import io.github.cartoactivity.duckdb.ArchiveLockedException;
import io.github.cartoactivity.duckdb.DatabaseOptions;
import io.github.cartoactivity.duckdb.SyncIncompleteException;
import io.github.cartoactivity.duckdb.SyncOptions;
import io.github.cartoactivity.model.DateRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * What was fetched for earlier questions: an archive for each account, so that ranges share days. One that nobody has
 * asked for 30 days is removed.
 */
final class QueryArchive {
    private static final Duration KEPT = Duration.ofDays(30);

    private final Path directory;
    private final String account;
    private final Clock clock;

    /**
     * The cache of one account.
     *
     * @param directory where the caches of all accounts are
     * @param account whose data it is
     * @param clock tells what is old, and what is ready
     */
    QueryArchive(Path directory, String account, Clock clock) {
        this.directory = directory;
        this.account = account;
        this.clock = clock;
    }

    /**
     * The days, with those fetched that are not there yet.
     *
     * @return the database; empty if another run is fetching right now
     */
    Optional<ActivityDatabase> open(DateRange range, Account from, DatabaseOptions options, Console console)
            throws IOException, InterruptedException {
        CacheDirectory.make(directory);
        new OldArchives(directory).remove(clock.instant().minus(KEPT));
        Path own = directory.resolve(account);
        ActivityArchive archive = ActivityArchive.at(own);
        Files.setLastModifiedTime(own, FileTime.from(clock.instant()));
        SyncOptions missing =
                SyncOptions.since(range.from()).withEnd(range.last()).withClock(clock);
        try (CartoActivityClient client = from.connect(console)) {
            new ActivitySync(client, archive).run(missing);
        } catch (ArchiveLockedException e) {
            console.note("Another run is fetching days; this one does without what was kept");
            return Optional.empty();
        } catch (SyncIncompleteException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        return Optional.of(ActivityDatabase.open(archive, range, options));
    }
}
