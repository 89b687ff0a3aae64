package io.github.cartoactivity.duckdb.internal.archive;

import io.github.cartoactivity.client.ExportFile;
import io.github.cartoactivity.duckdb.DatabaseOptions;
import io.github.cartoactivity.duckdb.SyncOptions;
import io.github.cartoactivity.duckdb.internal.Engine;
import io.github.cartoactivity.duckdb.internal.Session;
import io.github.cartoactivity.duckdb.internal.StagedTable;
import io.github.cartoactivity.model.ExportCategory;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes days of an archive out of an export, with one DuckDB for the whole sync. */
final class DayConverter implements AutoCloseable {
    /** Writing is bounded by the files, not by the time that a query may take. */
    private static final Duration LIMIT = Duration.ofHours(24);

    private final ArchiveLayout layout;
    private final SyncStep.Listener steps;
    private final DatabaseOptions options;
    private final PeopleFilter people;
    private final LocalDate today;
    private final SyncTally tally;
    private final DayPublisher publisher;
    private Optional<Engine> engine = Optional.empty();

    DayConverter(
            ArchiveLayout layout,
            SyncStep.Listener steps,
            SyncOptions options,
            PeopleFilter people,
            LocalDate today,
            SyncTally tally) {
        this.layout = layout;
        this.steps = steps;
        this.options = options.conversion();
        this.people = people;
        this.today = today;
        this.tally = tally;
        this.publisher = new DayPublisher(layout, steps);
    }

    /**
     * Writes all days of a job. All tables are read before anything is published, so that one that cannot be read leaves
     * the archive as it was; then days are published one by one, each with all its tables. A timed table that the answer
     * has no file for says nothing about its days; groups without a file beside users are switched off.
     */
    void convert(Function<ExportCategory, List<ExportFile>> export, SyncJob job) {
        try (Session session = engine().session(LIMIT);
                StagedJob staged = new StagedJob()) {
            boolean whole = true;
            for (ExportCategory category : peopleFirst(job)) {
                List<ExportFile> files = export.apply(category);
                whole &= !(files.isEmpty() && category.isTimed());
                if (!files.isEmpty()) {
                    StagedTable table = staged.add(category, load(session, category, files), files.get(0));
                    people.apply(table, category);
                    steps.at(SyncStep.STAGED);
                } else if (category == ExportCategory.GROUP_LIST) {
                    endGroups(session, export.apply(ExportCategory.USER_LIST), staged);
                }
            }
            publish(staged, job);
            if (whole && job.isTimed()) {
                tally.whole(job.range().stream().toList());
            }
        }
    }

    private StagedTable load(Session session, ExportCategory category, List<ExportFile> files) {
        return StagedTable.load(session, category, files, options.finalNewline());
    }

    /** An archive that has had groups says that there are none now, or the last ones would stay for ever. */
    private void endGroups(Session session, List<ExportFile> users, StagedJob staged) {
        List<StoredDay> known = new ArchiveReader(layout).days(ExportCategory.GROUP_LIST);
        if (!users.isEmpty()
                && !known.isEmpty()
                && known.get(known.size() - 1).facts().rows() > 0) {
            staged.add(ExportCategory.GROUP_LIST, load(session, ExportCategory.GROUP_LIST, List.of()), users.get(0));
        }
    }

    /** Events last: their payloads may name anybody whom the other tables know. */
    private static List<ExportCategory> peopleFirst(SyncJob job) {
        return job.request().categories().stream()
                .sorted(Comparator.comparing(category -> category == ExportCategory.ACTIVITY))
                .toList();
    }

    private void publish(StagedJob staged, SyncJob job) {
        staged.snapshots().forEach(this::publishSnapshot);
        List<StagedJob.Timed> timed = staged.timed();
        timed.forEach(one -> tally.leftOut(one.part().table().rowsLeftOut()));
        job.range().stream().forEach(day -> timed.forEach(one -> publishDay(one, day)));
    }

    private void publishDay(StagedJob.Timed timed, LocalDate day) {
        StagedJob.Part part = timed.part();
        long count = timed.rowsByDay().getOrDefault(day, 0L);
        Map<String, String> metadata = facts(part, day, count).metadata();
        publisher.publish(part.category(), day, file -> part.table().writeDay(day, file, metadata));
        tally.wrote(day, count);
    }

    private void publishSnapshot(StagedJob.Part part) {
        Map<String, String> metadata = facts(part, today, part.table().rows()).metadata();
        publisher.publish(part.category(), today, file -> part.table().writeAll(file, metadata));
        layout.removeSetAside(part.category(), today);
    }

    private DayFacts facts(StagedJob.Part part, LocalDate day, long rows) {
        ExportFile source = part.source();
        return new DayFacts(
                DayFacts.VERSION,
                part.category(),
                day,
                today,
                rows,
                source.range(),
                source.jobId(),
                source.format(),
                Writer.NAME,
                part.table().numberTypes(),
                DayFacts.NO_CHECKSUM);
    }

    private Engine engine() {
        Engine running = engine.orElseGet(() -> Engine.start(options.withSpillDirectory(layout.staging())));
        engine = Optional.of(running);
        return running;
    }

    @Override
    public void close() {
        engine.ifPresent(Engine::close);
    }

    /** What writes the files. */
    private static final class Writer {
        static final String NAME = "activity-duckdb "
                + Optional.ofNullable(DayConverter.class.getPackage().getImplementationVersion())
                        .orElse("development");

        private Writer() {}
    }
}
