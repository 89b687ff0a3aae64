package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.duckdb.internal.archive.SyncRun;
import io.github.cartoactivity.duckdb.internal.archive.SyncStep;

/**
 * Brings an archive up to date with as little work as possible: only days that are missing are asked for, in as few jobs
 * as they take, and only those that are ready. Running it again asks for nothing.
 *
 * <pre>{@code
 * SyncReport report = new ActivitySync(client, archive).run(SyncOptions.since(LocalDate.parse("2025-10-01")));
 * System.out.println(report.added().size() + " days added");
 * }</pre>
 *
 * <p>It may be ended at any moment, by {@code kill -9} too: every day is there whole or not at all, and the next run
 * goes on from there and removes what the ended one has left. Days are added in order, as soon as their job is done.
 *
 * <p>With every job that is needed, users and groups are fetched too and kept as the snapshot of that day, so that
 * somebody who leaves stays known. Groups that an answer lacks are switched off: {@code groupList} is empty from then on,
 * {@code groupListHistory} still has them.
 *
 * <p>What a job has downloaded when it fails stays in the hidden directory {@code .staging} of the archive, so that the
 * next run goes on from there; every run removes what it cannot use. With pseudonyms, or once somebody was forgotten, it
 * is removed at once, because it tells of people. A process that was killed cannot do that: the next sync does, and
 * {@link ActivityArchive#prune} and {@link ActivityArchive#forget} do too.
 *
 * <p>Safe for use by many threads; of several syncs of one archive, in whatever process, one works and the others fail at
 * once with an {@link ArchiveLockedException}.
 */
public final class ActivitySync {
    private final CartoActivityClient client;
    private final ActivityArchive archive;
    private final SyncStep.Listener steps;

    /**
     * A sync.
     *
     * @param client where the data comes from; stays open
     * @param archive where it goes to
     */
    public ActivitySync(CartoActivityClient client, ActivityArchive archive) {
        this(client, archive, step -> {});
    }

    ActivitySync(CartoActivityClient client, ActivityArchive archive, SyncStep.Listener steps) {
        this.client = client;
        this.archive = archive;
        this.steps = steps;
    }

    /**
     * Brings the archive up to date.
     *
     * @param options which days, and how
     * @return what was done
     * @throws SyncIncompleteException if a job failed; all others were carried through
     * @throws ArchiveLockedException if another sync is running
     * @throws io.github.cartoactivity.model.CartoActivityException if the archive cannot be written, or an export is
     *     not what it should be
     * @throws InterruptedException if this thread is interrupted; jobs are cancelled, finished days stay
     */
    public SyncReport run(SyncOptions options) throws InterruptedException {
        return new SyncRun(client, archive.layout(), options, steps).run();
    }
}
