package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.Fault;
import io.github.cartoactivity.testing.Hangup;
import io.github.cartoactivity.testing.JobFault;
import io.github.cartoactivity.testing.ManualClock;
import io.github.cartoactivity.testing.ParquetEncoder;
import io.github.cartoactivity.testing.Plan;
import io.github.cartoactivity.testing.WireFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sync every morning, on a clock of the test's own, with all that goes wrong in a year: mornings without a sync, late
 * and early ones, failing requests, jobs and downloads, a plan downgrade of some days, and events of the last hours of a
 * day that the server has a day later only.
 */
class YearOfSyncsTest {
    @TempDir
    private Path directory;

    @Test
    void fiveWeeksOfMornings_endAsTheTruth() throws Exception {
        mornings(35, 1);
    }

    @Test
    @Tag("slow")
    void aYearOfMornings_endsAsTheTruth() throws Exception {
        long start = System.nanoTime();
        String tally = mornings(365, 2);
        long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        System.out.println(tally + ", " + seconds + " s, at most " + peakMemory() + " of memory");
    }

    private String mornings(int days, long seed) throws Exception {
        AtomicReference<ManualClock> clock = new AtomicReference<>();
        try (SyncRig rig = new SyncRig(
                directory, "2025-10-02T05:00:00Z", carto -> carto.parquetEncoder(withoutLateEvents(clock)))) {
            clock.set(rig.clock);
            Year year = new Year(rig, days, new Random(seed));
            for (int day = 0; day < days; day++) {
                year.morning(day);
            }
            year.end();
            DateRange all = DateRange.ofDays(SyncRig.FIRST, SyncRig.FIRST.plusDays(days));
            Truth.assertHolds(rig.archive, rig.carto.organisation(), all);
            assertThat(rig.archive.gaps()).isEmpty();
            assertThat(rig.root().resolve(".staging")).doesNotExist();
            return year.tally();
        }
    }

    private static String peakMemory() throws Exception {
        Path status = Path.of("/proc/self/status");
        return !Files.isReadable(status)
                ? "an unknown amount"
                : Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MiB")
                        .findFirst()
                        .orElse("an unknown amount");
    }

    /** What a server gives that has not received the last seven hours yet. */
    private static ParquetEncoder withoutLateEvents(AtomicReference<ManualClock> clock) {
        return (category, csv, target) -> {
            if (category != ExportCategory.ACTIVITY) {
                ParquetFiles.write(category, csv, target);
                return;
            }
            Instant known = clock.get().instant().minus(Duration.ofHours(7));
            Path all = target.resolveSibling(target.getFileName() + ".all");
            ParquetFiles.write(category, csv, all);
            DuckDb.parquet(
                    target,
                    "SELECT * FROM read_parquet('" + all + "') WHERE ts < TIMESTAMP '"
                            + known.toString().replace("T", " ").replace("Z", "") + "'");
            Files.delete(all);
        };
    }

    /** The mornings of one archive. */
    private static final class Year {
        private static final Instant FIRST_MORNING = Instant.parse("2025-10-02T05:00:00Z");

        private final SyncRig rig;
        private final int days;
        private final Random random;
        private final Map<String, Integer> tally = new TreeMap<>();
        private final List<LocalDate> added = new ArrayList<>();

        Year(SyncRig rig, int days, Random random) {
            this.rig = rig;
            this.days = days;
            this.random = random;
        }

        /** One morning; before it, and after it, the archive has whole days only, and none twice. */
        void morning(int day) throws InterruptedException {
            int luck = random.nextInt(12);
            rig.clock.set(FIRST_MORNING.plus(Duration.ofDays(day)).plus(lateness(luck)));
            boolean downgraded = day >= days / 2 && day < days / 2 + 6;
            rig.carto.plan(downgraded ? Plan.PROFESSIONAL : Plan.ENTERPRISE_LARGE);
            if (luck == 0) {
                count("mornings without a sync");
                return;
            }
            fault(luck).ifPresent(fault -> {
                count("mornings with a fault");
                Endpoint endpoint = fault instanceof WireFault.CutBody ? Endpoint.FILE : Endpoint.CREATE_JOB;
                rig.carto.faults(endpoint, fault);
            });
            count("syncs");
            sync(rig.options()
                    .withLookBack(2)
                    .withFormat(random.nextInt(4) == 0 ? ExportFormat.CSV : ExportFormat.PARQUET));
            rig.carto.on(Endpoint.CREATE_JOB).clear();
            rig.carto.on(Endpoint.FILE).clear();
        }

        /** Up to half an hour early, before the day is ready, or two hours late; now and then late in the evening. */
        private Duration lateness(int luck) {
            return luck == 7 ? Duration.ofHours(17) : Duration.ofSeconds(random.nextInt(9000) - 1800L);
        }

        private static Optional<Fault> fault(int luck) {
            return Optional.ofNullable(
                    switch (luck) {
                        case 1 -> new WireFault.Status(503);
                        case 2 -> new JobFault.Fails("no slots");
                        case 3 -> new JobFault.CancelledByServer();
                        case 4 -> new WireFault.CutBody(100, Hangup.RESET);
                        default -> null;
                    });
        }

        private void sync(SyncOptions options) throws InterruptedException {
            List<LocalDate> before = activityDays();
            try {
                SyncReport report = rig.sync(options);
                assertThat(report.gaps()).isEmpty();
                count("days added", report.added().size());
                count("days replaced", report.replaced().size());
                count("jobs", report.jobs());
                added.addAll(report.added());
            } catch (SyncIncompleteException e) {
                count("failed syncs");
                assertThat(e.report().added()).isEmpty();
                assertThat(activityDays()).isEqualTo(before);
            }
            assertThat(rig.archive.verify().problems()).isEmpty();
        }

        private List<LocalDate> activityDays() {
            return rig.archive.days(ExportCategory.ACTIVITY).stream()
                    .map(ArchiveDay::day)
                    .toList();
        }

        /** Two mornings on which all goes well, the second a day later, when the server has everything. */
        void end() throws InterruptedException {
            rig.carto.plan(Plan.ENTERPRISE_LARGE);
            rig.clock.set(FIRST_MORNING.plus(Duration.ofDays(days)));
            sync(rig.options().withLookBack(2));
            assertUsers();
            rig.clock.advance(Duration.ofHours(23));
            sync(rig.options().withEnd(SyncRig.FIRST.plusDays(days)).withLookBack(2));
            assertThat(added).doesNotHaveDuplicates().hasSize(days + 1);
            assertThat(tally.get("failed syncs")).isPositive();
            assertThat(tally.get("days replaced")).isPositive();
        }

        private void assertUsers() {
            try (ActivityDatabase database = ActivityDatabase.open(rig.archive)) {
                assertThat(database.sql("SELECT user_id FROM userList").rows())
                        .extracting(row -> row.text("user_id"))
                        .containsExactlyInAnyOrderElementsOf(
                                rig.carto.organisation().users(rig.clock.instant()).stream()
                                        .map(user -> user.userId().value())
                                        .toList());
            }
        }

        private void count(String what) {
            count(what, 1);
        }

        private void count(String what, int more) {
            tally.merge(what, more, Integer::sum);
        }

        String tally() {
            List<String> parts = new ArrayList<>();
            tally.forEach((what, number) -> parts.add(number + " " + what));
            long bytes = rig.archive.verify().bytes();
            return String.join(", ", parts) + ", " + rig.carto.requests().size() + " requests, "
                    + Truth.rows(
                            rig.carto.organisation(), DateRange.ofDays(SyncRig.FIRST, SyncRig.FIRST.plusDays(days)))
                    + " rows, " + bytes / 1024 + " KiB";
        }
    }
}
