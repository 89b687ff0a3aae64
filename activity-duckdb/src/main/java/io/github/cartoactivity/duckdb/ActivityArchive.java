package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.client.spi.PrivateFiles;
import io.github.cartoactivity.duckdb.internal.archive.ArchiveLayout;
import io.github.cartoactivity.duckdb.internal.archive.ArchiveReader;
import io.github.cartoactivity.duckdb.internal.archive.Retention;
import io.github.cartoactivity.duckdb.internal.archive.StoredDay;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ErrorDetails;
import io.github.cartoactivity.model.ExportCategory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * Activity Data in a directory: one Parquet file per table and UTC day, {@code activity/day=2025-10-01/data.parquet}
 * and so on, that DuckDB, Spark, Trino and BigQuery can read as it stands. {@link ActivitySync} writes it, {@link
 * ActivityDatabase#open(ActivityArchive)} answers questions about it.
 *
 * <pre>{@code
 * ActivityArchive archive = ActivityArchive.at(Path.of("archive"));
 * try (CartoActivityClient client = CartoActivityClient.create()) {
 *     new ActivitySync(client, archive).run(SyncOptions.since(LocalDate.parse("2025-10-01")));
 * }
 * try (ActivityDatabase database = ActivityDatabase.open(archive)) {
 *     System.out.println(database.sql("SELECT COUNT(*) FROM events WHERE user_id = 'auth0|123'").json());
 * }
 * }</pre>
 *
 * <p>A day of a table is there whole or not at all, whatever happens to the process or the machine that writes it. The
 * tables of a day are renamed one right after the other, and only after all of a job could be read; a process that ends
 * between the two, or an answer without a file for one of them, leaves a day that one table has. {@link #gaps()} and
 * {@link #verify()} name it, and the next sync fetches it again. There is no list of files beside the files, so nothing can
 * disagree with them. Every file carries the rows it has, the job it came from and its own checksum in its metadata.
 *
 * <p>The files of {@code activity} are ordered by type and ts, and hold user_id, map_id, workflow_id, connection_id,
 * provider, status and error as columns of their own beside type, ts, data. Where the payload has something else at the first
 * place of such a column, {@code odd} holds it under the column's name. Columns that an export has beyond the documented
 * ones are kept. {@code userList} and {@code groupList} hold a snapshot for each day on which a sync has fetched
 * something.
 *
 * <p>Directories are made with mode 0700, files with 0600. Safe for use by many threads and processes: writers exclude
 * each other, readers are never locked out.
 */
public final class ActivityArchive {
    private final ArchiveLayout layout;

    private ActivityArchive(Path directory) {
        this.layout = new ArchiveLayout(directory);
    }

    /**
     * The archive in a directory. The directory is made if it is not there.
     *
     * @param directory where it is, or is to be
     * @return the archive
     * @throws io.github.cartoactivity.client.error.LocalFileException if the directory cannot be made
     */
    public static ActivityArchive at(Path directory) {
        if (!Files.isDirectory(directory)) {
            PrivateFiles.prepareDirectory(directory);
        }
        return new ActivityArchive(directory);
    }

    /**
     * The archive that a sync has begun in a directory. Use {@link #at(Path)} to begin one.
     *
     * @param directory where it is
     * @return the archive; it has no days if no sync has fetched any yet
     * @throws ArchiveException if there is no such directory, or if it is empty or holds other things only: nobody is to
     *     take the answers about nothing for answers
     */
    public static ActivityArchive open(Path directory) {
        ActivityArchive archive = new ActivityArchive(directory);
        if (!archive.layout.isThere()) {
            throw new ArchiveException(
                    ErrorDetails.of("There is no archive", "Make one with a sync, or check the path")
                            .with("directory", directory),
                    null);
        }
        return archive;
    }

    /**
     * Where the archive is.
     *
     * @return an absolute path
     */
    public Path directory() {
        return layout.root();
    }

    /**
     * The days of a table, as their files tell them. Looks at the end of each file only.
     *
     * @param category the table
     * @return the days in order; without those whose file is not one of this library, or is cut
     */
    public List<ArchiveDay> days(ExportCategory category) {
        return new ArchiveReader(layout)
                .days(category).stream().map(StoredDay::archiveDay).toList();
    }

    /**
     * Reads every bit, and finds what is damaged, missing or foreign. A damaged file of users or groups that a sync has put
     * aside is found too, until it is pruned or somebody is forgotten. Missing are days between the first and the last
     * one, and days that only one of {@code activity} and {@code apiUsage} has.
     *
     * @return what was found
     */
    public ArchiveCheck verify() {
        return new ArchiveReader(layout).verify(List.of());
    }

    /**
     * As {@link #verify()}, for an archive that should have certain days.
     *
     * @param expected the days that should be there
     * @return what was found
     */
    public ArchiveCheck verify(DateRange expected) {
        return new ArchiveReader(layout).verify(expected.stream().toList());
    }

    /**
     * The days between the first and the last that are there, for which {@code activity} or {@code apiUsage} has neither
     * data nor a note that nothing happened.
     *
     * @return days in order
     */
    public List<LocalDate> gaps() {
        return new ArchiveReader(layout).gaps();
    }

    /**
     * What {@link #prune(LocalDate)} would remove; nothing is changed.
     *
     * @param olderThan the first day that is to stay
     * @return days of events and usage, and damaged files
     */
    public PruneReport prunable(LocalDate olderThan) {
        return new Retention(layout).prunable(olderThan);
    }

    /**
     * Removes the days of events and usage before one, also those whose files are damaged, and older files of users and
     * groups that were damaged and put aside. What a sync that failed has downloaded goes too. Snapshots of users stay, so
     * that whoever left stays known; see {@link #forget(String, PseudonymKey)}. A sync that starts earlier fetches the days
     * again.
     *
     * @param olderThan the first day that stays
     * @return what was removed
     * @throws ArchiveLockedException if a sync is running
     */
    public PruneReport prune(LocalDate olderThan) {
        return new Retention(layout).prune(olderThan);
    }

    /**
     * Forgets a person: removes the user from every snapshot, and puts pseudonyms in the place of the id and of all
     * addresses that the snapshots know of it, in the payloads of events (malformed ones too), in usage, in the names of
     * groups and in all text of columns beyond the documented ones, also within lists, structs and JSON. They are found in
     * every spelling of JSON and of links, between any characters; a longer id or address that somebody else has in this
     * archive stays. Days are rewritten one by one; after an interruption it can be run again.
     * Databases that are open meanwhile may know the person until they are opened again.
     *
     * <p>The archive keeps the pseudonyms of the id and of the addresses, and a fingerprint of the key, so that syncs do
     * not bring the person back: from now on they need the key, {@link SyncOptions#withForgetting(PseudonymKey)}, and
     * fail without it. An address that the person gets later is learnt from the next snapshot of users. Keep the key
     * outside the archive: who has both can tell, of an id that he knows, whether its owner was forgotten.
     *
     * <p>Of an id that is nowhere in the archive nothing is kept: see {@link ForgetReport#isEmpty()}. The same goes for a word
     * with neither a bar nor an at sign in it, unless it is in a list of users or was given as the user of an event or of usage:
     * payloads are full of words, and this cannot be undone. The id of an address is
     * in {@code SELECT user_id FROM userListHistory WHERE email = ...}.
     *
     * @param userId the person's id, not an address
     * @param key makes the pseudonyms; the same for all people of one archive
     * @return what was changed
     * @throws IllegalArgumentException if the id is blank, or {@code public}, which is nobody's
     * @throws ArchiveLockedException if a sync is running
     * @throws ArchiveException if somebody was forgotten with another key, or if a file is damaged: nothing is changed
     *     then, because to write such a file anew would hide the damage
     */
    public ForgetReport forget(String userId, PseudonymKey key) {
        return new Retention(layout).forget(userId, key);
    }

    ArchiveLayout layout() {
        return layout;
    }
}
