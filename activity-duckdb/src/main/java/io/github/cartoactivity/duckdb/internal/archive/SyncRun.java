package io.github.cartoactivity.duckdb.internal.archive;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.client.Export;
import io.github.cartoactivity.client.spi.PrivateFiles;
import io.github.cartoactivity.duckdb.DataFileException;
import io.github.cartoactivity.duckdb.SyncIncompleteException;
import io.github.cartoactivity.duckdb.SyncOptions;
import io.github.cartoactivity.duckdb.SyncReport;
import io.github.cartoactivity.model.DateRange;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** One sync from beginning to end: lock, look, plan, clean, fetch, write. */
public final class SyncRun {
    private final CartoActivityClient client;
    private final ArchiveLayout layout;
    private final SyncOptions options;
    private final SyncStep.Listener steps;

    /**
     * A sync.
     *
     * @param client where the data comes from
     * @param layout where it goes to
     * @param options which days, and how
     * @param steps hears of every step
     */
    public SyncRun(CartoActivityClient client, ArchiveLayout layout, SyncOptions options, SyncStep.Listener steps) {
        this.client = client;
        this.layout = layout;
        this.options = options;
        this.steps = steps;
    }

    /**
     * Runs.
     *
     * @return what was done
     * @throws InterruptedException if this thread is interrupted
     */
    public SyncReport run() throws InterruptedException {
        ArchiveLock lock = ArchiveLock.acquire(layout);
        try {
            steps.at(SyncStep.LOCKED);
            SyncReport report = locked();
            steps.at(SyncStep.DONE);
            return report;
        } finally {
            lock.close();
        }
    }

    private SyncReport locked() throws InterruptedException {
        LocalDate today = LocalDate.ofInstant(options.clock().instant(), ZoneOffset.UTC);
        LocalDate latestReady = DateRange.latestReadyDay(options.clock());
        LocalDate end = options.end().orElse(latestReady);
        if (end.isBefore(options.start())) {
            return new SyncTally(Inventory.NONE).report(List.of(options.start()));
        }
        PeopleFilter people = PeopleFilter.of(layout, options);
        DateRange wanted = DateRange.ofDays(options.start(), end);
        Inventory inventory = Inventory.take(layout, wanted, options.damageCheck(), options.lookBack());
        SyncPlan plan = SyncPlan.of(wanted, inventory.settled(), latestReady, options.lookBack());
        List<SyncJob> jobs = SyncJob.all(plan, inventory.hasUsers(), options.format(), latestReady, layout.staging());
        SyncTally tally = new SyncTally(inventory);
        clean(jobs);
        inventory.damagedSnapshots().forEach(layout::setAside);
        if (!jobs.isEmpty()) {
            try {
                fetch(jobs, new DayConverter(layout, steps, options, people, today, tally), tally);
            } finally {
                removeStaging(people);
            }
        }
        SyncReport report = tally.report(
                plan.notReady().map(range -> range.stream().toList()).orElse(List.of()));
        Optional<RuntimeException> failure = tally.failure();
        if (failure.isPresent()) {
            throw new SyncIncompleteException(report, failure.get());
        }
        return report;
    }

    private void clean(List<SyncJob> jobs) {
        try {
            StagingArea.clean(layout, jobs);
        } catch (IOException e) {
            throw PrivateFiles.failure("What an earlier sync has left cannot be removed", layout.staging(), e);
        }
        steps.at(SyncStep.CLEANED);
    }

    /** A job that failed keeps what it has downloaded for the next run, but not where that would keep people. */
    private void removeStaging(PeopleFilter people) {
        try {
            if (people.hidesPeople()) {
                StagingArea.clean(layout, List.of());
            }
            StagingArea.removeIfEmpty(layout);
        } catch (IOException e) {
            throw PrivateFiles.failure("The directory of unfinished work cannot be removed", layout.staging(), e);
        }
    }

    private static void removeDownloads(SyncJob job) {
        try {
            PrivateFiles.deleteTree(job.directory());
        } catch (IOException e) {
            throw PrivateFiles.failure("Downloads cannot be removed", job.directory(), e);
        }
    }

    private void fetch(List<SyncJob> jobs, DayConverter converter, SyncTally tally) throws InterruptedException {
        PrivateFiles.prepareDirectory(layout.staging());
        try (Downloads downloads = new Downloads(client, jobs);
                converter) {
            for (SyncJob job : jobs) {
                tally.asked(job);
                try {
                    Export export = downloads.take(job);
                    steps.at(SyncStep.DOWNLOADED);
                    tally.downloaded(export.cost().bytes());
                    converter.convert(export::files, job);
                    removeDownloads(job);
                    steps.at(SyncStep.JOB_DONE);
                } catch (ExecutionException e) {
                    tally.failed(e.getCause());
                } catch (DataFileException e) {
                    tally.failed(e);
                    removeDownloads(job); // Whole files would be taken again as they are.
                }
            }
        }
    }
}
