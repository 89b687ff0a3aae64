package io.github.cartoactivity.duckdb.internal.archive;

import io.github.cartoactivity.client.spi.PrivateFiles;
import io.github.cartoactivity.duckdb.ArchiveDay;
import io.github.cartoactivity.duckdb.ArchiveException;
import io.github.cartoactivity.duckdb.DamageCheck;
import io.github.cartoactivity.duckdb.DatabaseOptions;
import io.github.cartoactivity.duckdb.ForgetReport;
import io.github.cartoactivity.duckdb.PruneReport;
import io.github.cartoactivity.duckdb.PseudonymKey;
import io.github.cartoactivity.duckdb.internal.Engine;
import io.github.cartoactivity.duckdb.internal.Session;
import io.github.cartoactivity.duckdb.internal.StagedTable;
import io.github.cartoactivity.duckdb.internal.people.People;
import io.github.cartoactivity.model.ErrorDetails;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.UserId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What makes an archive forget: days that are too old, people who are to be forgotten. Day by day, like a sync. */
public final class Retention {
    private static final Duration LIMIT = Duration.ofHours(24);

    private final ArchiveLayout layout;

    /**
     * For an archive.
     *
     * @param layout where everything is
     */
    public Retention(ArchiveLayout layout) {
        this.layout = layout;
    }

    /**
     * What is before a day.
     *
     * @param olderThan the first day that is to stay
     * @return days of events and usage, and damaged files
     */
    public PruneReport prunable(LocalDate olderThan) {
        List<ArchiveDay> days = new ArrayList<>();
        List<Path> damaged = new ArrayList<>();
        timed().forEach(category -> layout.days(category)
                .headMap(olderThan)
                .forEach((day, file) -> StoredDay.look(file, category, day)
                        .ifPresentOrElse(stored -> days.add(stored.archiveDay()), () -> damaged.add(file))));
        damaged.addAll(setAside(olderThan));
        return new PruneReport(days, damaged);
    }

    /**
     * Removes what is before a day, oldest first.
     *
     * @param olderThan the first day that stays
     * @return what was removed
     */
    public PruneReport prune(LocalDate olderThan) {
        ArchiveLock lock = ArchiveLock.acquire(layout);
        try {
            StagingArea.clean(layout, List.of());
            PruneReport report = prunable(olderThan);
            timed().forEach(category ->
                    layout.days(category).headMap(olderThan).keySet().forEach(day -> layout.remove(category, day)));
            setAside(olderThan).forEach(layout::removeSetAside);
            return report;
        } catch (IOException e) {
            throw PrivateFiles.failure("What an earlier sync has left cannot be removed", layout.staging(), e);
        } finally {
            lock.close();
        }
    }

    private static Stream<ExportCategory> timed() {
        return Stream.of(ExportCategory.values()).filter(ExportCategory::isTimed);
    }

    private List<Path> setAside(LocalDate olderThan) {
        return layout.setAside().entrySet().stream()
                .filter(aside -> aside.getValue().isBefore(olderThan))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Forgets a person.
     *
     * @param userId the person's id
     * @param key makes the pseudonym
     * @return what was changed
     */
    public ForgetReport forget(String userId, PseudonymKey key) {
        if (userId.isBlank()) {
            throw new IllegalArgumentException("Nobody can be forgotten without an id");
        }
        if (new UserId(userId).isPublic()) {
            throw new IllegalArgumentException(
                    userId + " is nobody to forget: it stands for everybody who is not logged in");
        }
        ArchiveLock lock = ArchiveLock.acquire(layout);
        try {
            Forgotten forgotten = Forgotten.read(layout);
            forgotten.requireKey(Optional.of(key));
            requireIntact();
            layout.setAside().keySet().forEach(layout::removeSetAside);
            StagingArea.clean(layout, List.of());
            PrivateFiles.prepareDirectory(layout.staging());
            DatabaseOptions options = DatabaseOptions.defaults().withSpillDirectory(layout.staging());
            try (Engine engine = Engine.start(options);
                    Session session = engine.session(LIMIT)) {
                return new Forgetting(session, userId, key, forgotten).run();
            } finally {
                StagingArea.removeIfEmpty(layout);
            }
        } catch (IOException e) {
            throw PrivateFiles.failure("The directory of unfinished work cannot be used", layout.staging(), e);
        } finally {
            lock.close();
        }
    }

    /** What is damaged would be taken for sound once it was written anew, and what cannot be read cannot be forgotten. */
    private void requireIntact() {
        List<Path> damaged = new ArrayList<>();
        for (ExportCategory category : ExportCategory.values()) {
            layout.days(category).forEach((day, file) -> {
                if (StoredDay.look(file, category, day, DamageCheck.CHECKSUMS).isEmpty()) {
                    damaged.add(file);
                }
            });
        }
        if (!damaged.isEmpty()) {
            throw new ArchiveException(
                    ErrorDetails.of(
                                    damaged.size()
                                            + " files of the archive are damaged, so nobody can be forgotten in them",
                                    "Let a sync with DamageCheck.CHECKSUMS fetch them again, then forget again")
                            .with("first file", damaged.get(0)),
                    null);
        }
    }

    /** One person being forgotten. Users come last, because they tell the person's addresses if it is interrupted. */
    private final class Forgetting {
        private final Session session;
        private final String userId;
        private final PseudonymKey key;
        private final Forgotten forgotten;
        private final DayPublisher publisher = new DayPublisher(layout, step -> {});
        private final Set<LocalDate> days = new TreeSet<>();
        private final Set<LocalDate> snapshots = new TreeSet<>();
        private long rows;

        Forgetting(Session session, String userId, PseudonymKey key, Forgotten forgotten) {
            this.session = session;
            this.userId = userId;
            this.key = key;
            this.forgotten = forgotten;
        }

        ForgetReport run() {
            Set<String> emails = new TreeSet<>();
            each(ExportCategory.USER_LIST, (table, day) -> emails.addAll(table.emails(userId)));
            if (!PersonAliases.isTakenForPerson(userId) && !isForgotten() && !isUser()) {
                return new ForgetReport(key.pseudonym(userId), 0, List.of(), 0, List.of());
            }
            remember(emails);
            People people = PersonAliases.ofOne(key, userId, emails);
            each(ExportCategory.USER_LIST, (table, day) -> table.meet(people));
            for (ExportCategory category : List.of(ExportCategory.ACTIVITY, ExportCategory.API_USAGE)) {
                each(category, (table, day) -> {
                    long changed = table.replacePeople(people);
                    if (changed > 0) {
                        rows += changed;
                        days.add(day.facts().day());
                        publish(table, day);
                    }
                });
            }
            each(ExportCategory.GROUP_LIST, (table, day) -> publishSnapshot(table, day, table.replacePeople(people)));
            each(ExportCategory.USER_LIST, (table, day) -> {
                long removed = table.removePerson(userId) + table.removePerson(key.pseudonym(userId));
                publishSnapshot(table, day, removed + table.replacePeople(people));
            });
            ForgetReport report = new ForgetReport(
                    key.pseudonym(userId), emails.size(), List.copyOf(days), rows, List.copyOf(snapshots));
            if (report.isEmpty() && !isUser()) {
                forgotten.restore(layout);
            }
            return report;
        }

        private boolean isForgotten() {
            return forgotten.pseudonyms().contains(key.pseudonym(userId));
        }

        /** Whether the archive has the person as a user, by id or by pseudonym. A word that is nobody's id is just a word. */
        private boolean isUser() {
            List<String> names = List.of(userId, key.pseudonym(userId));
            return Stream.of(ExportCategory.USER_LIST, ExportCategory.ACTIVITY, ExportCategory.API_USAGE)
                    .flatMap(category -> new ArchiveReader(layout).days(category).stream())
                    .anyMatch(day -> StagedTable.hasUser(session, day.file(), names));
        }

        /** First of all, so that no sync brings back who was half forgotten. */
        private void remember(Set<String> emails) {
            Set<String> pseudonyms = new TreeSet<>(Set.of(key.pseudonym(userId)));
            emails.forEach(email -> pseudonyms.add(key.pseudonymOfEmail(email)));
            forgotten.with(key, pseudonyms).write(layout);
        }

        private void each(ExportCategory category, Step step) {
            for (StoredDay day : new ArchiveReader(layout).days(category)) {
                try (StagedTable table = StagedTable.reload(
                        session,
                        category,
                        day.file(),
                        day.facts().version(),
                        day.facts().numberTypes())) {
                    step.take(table, day);
                }
            }
        }

        private void publishSnapshot(StagedTable table, StoredDay day, long changed) {
            if (changed > 0) {
                snapshots.add(day.facts().day());
                publish(table, day);
            }
        }

        private void publish(StagedTable table, StoredDay day) {
            DayFacts facts = day.facts().withRows(table.rows());
            publisher.publish(facts.category(), facts.day(), part -> table.writeAll(part, facts.metadata()));
        }
    }

    private interface Step {
        void take(StagedTable table, StoredDay day);
    }
}
