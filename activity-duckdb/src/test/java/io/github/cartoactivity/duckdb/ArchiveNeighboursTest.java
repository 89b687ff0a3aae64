package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cartoactivity.duckdb.internal.archive.SyncStep;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.JobFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers beside a sync, a disk that takes no more, files that somebody else has put there. */
class ArchiveNeighboursTest {
    private static final LocalDate FIRST = SyncRig.FIRST;
    private static final DateRange WEEK = DateRange.ofDays(FIRST, LocalDate.parse("2025-10-07"));
    private static final String NOW = "2025-10-08T05:00:00Z";

    @TempDir
    private Path directory;

    @Test
    void f45_readersDuringCommits_seeWholeDaysOnly() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory, NOW)) {
            AtomicBoolean done = new AtomicBoolean();
            long all = Truth.events(rig.carto.organisation(), DateRange.ofDays(FIRST, LocalDate.parse("2025-10-07")));
            AtomicLong reads = new AtomicLong();
            AtomicReference<Throwable> failure = new AtomicReference<>();
            Thread reader = new Thread(() -> {
                try (ActivityDatabase database = ActivityDatabase.open(rig.archive)) {
                    while (!done.get()) {
                        assertThat(database.sql(
                                                "SELECT count(*) AS all_rows, count(DISTINCT data), min(ts) FROM activity")
                                        .rows())
                                .allSatisfy(row ->
                                        assertThat(row.number("all_rows")).isEqualTo(all));
                        reads.incrementAndGet();
                    }
                } catch (Throwable e) {
                    failure.set(e);
                }
            });
            reader.start();
            for (int i = 0; i < 5; i++) {
                long before = reads.get();
                while (reads.get() == before && failure.get() == null) {
                    Thread.onSpinWait();
                }
                rig.sync(
                        rig.options().withLookBack(7).withFormat(i % 2 == 0 ? ExportFormat.CSV : ExportFormat.PARQUET));
            }
            done.set(true);
            reader.join();
            assertThat(failure.get()).isNull();
            assertThat(reads.get()).isGreaterThan(5);
        }
    }

    @Test
    void f45_aReaderAtEveryStepOfACommit_seesWholeDaysOnly() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory, NOW)) {
            long all = Truth.events(rig.carto.organisation(), WEEK);
            Map<SyncStep, Integer> reads = new EnumMap<>(SyncStep.class);
            try (ActivityDatabase database = ActivityDatabase.open(rig.archive)) {
                SyncStep.Listener reader = step -> {
                    Row row = database.sql("SELECT count(*) AS n, count(DISTINCT data), max(ts) FROM activity")
                            .one()
                            .orElseThrow();
                    assertThat(row.number("n")).as(step.name()).isEqualTo(all);
                    reads.merge(step, 1, Integer::sum);
                };
                rig.sync(rig.options().withLookBack(7), reader);
            }
            assertThat(reads.keySet()).containsExactlyInAnyOrder(SyncStep.values());
            assertThat(reads.get(SyncStep.RENAMED)).isGreaterThanOrEqualTo(14);
        }
    }

    @Test
    void f36_aDiskThatTakesNoMore_leavesWholeDays_andTheNextRunGoesOn() throws Exception {
        try (SyncRig rig = new SyncRig(directory.resolve("archive"), NOW)) {
            for (int blocks : List.of(1, 8, 40)) {
                List<String> limited = List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh");
                try (SyncProcess sync = SyncProcess.start(
                        limited, rig.carto, Instant.parse(NOW), rig.root(), FIRST, ExportFormat.CSV, "")) {
                    assertThat(sync.await()).isNotZero();
                }
                assertThat(rig.archive.verify().problems())
                        .noneMatch(problem -> problem.kind() == ArchiveProblem.Kind.DAMAGED);
            }
            rig.sync();
            Truth.assertHolds(rig.archive, rig.carto.organisation(), WEEK);
        }
    }

    @Test
    void f41_anErrorAtAnyStep_leavesWholeDays_andNoLeftovers() throws Exception {
        for (SyncStep step : SyncStep.values()) {
            try (SyncRig rig = new SyncRig(directory.resolve(step.name()), "2025-10-03T05:00:00Z")) {
                assertThatThrownBy(() -> rig.sync(rig.options(), at -> {
                            if (at == step) {
                                throw new IllegalStateException("I/O error at " + step);
                            }
                        }))
                        .hasMessage("I/O error at " + step);
                rig.sync();
                Truth.assertHolds(rig.archive, rig.carto.organisation(), DateRange.ofDays(FIRST, FIRST.plusDays(1)));
                assertThat(rig.root().resolve(".staging")).doesNotExist();
            }
        }
    }

    @Test
    void f43_leftoversOfOthers_areRemoved_andNeverRead() throws Exception {
        try (SyncRig rig = new SyncRig(directory, NOW)) {
            Path staging = Files.createDirectory(rig.root().resolve(".staging"));
            Files.writeString(staging.resolve("part-1"), "half a file");
            Files.createDirectories(rig.root().resolve("activity/day=2025-10-02"));
            rig.sync();
            assertThat(staging).doesNotExist();
            Truth.assertHolds(rig.archive, rig.carto.organisation(), WEEK);
        }
    }

    @Test
    void f77_aPlantedLink_isNotFollowed() throws Exception {
        try (SyncRig rig = new SyncRig(directory.resolve("archive"), NOW)) {
            Path outside = Files.createDirectory(directory.resolve("outside"));
            Path precious = Files.writeString(outside.resolve("precious.txt"), "keep me");
            Files.createSymbolicLink(rig.root().resolve(".staging"), outside);
            Path day = Files.createDirectories(rig.root().resolve("activity/day=2025-10-02"));
            Files.createSymbolicLink(day.resolve("data.parquet"), precious);
            rig.sync();
            assertThat(precious).hasContent("keep me");
            assertThat(Files.isSymbolicLink(day.resolve("data.parquet"))).isFalse();
            Truth.assertHolds(rig.archive, rig.carto.organisation(), WEEK);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a file of ours, and longer than the mark at the end", "PAR1PAR1"})
    void f42_aTornDay_isNeverTakenForAnEmptyOne_andIsFetchedAgain(String torn) throws Exception {
        try (SyncRig rig = SyncRig.synced(directory, NOW)) {
            Path newest = rig.archive.days(ExportCategory.ACTIVITY).get(6).file();
            Files.writeString(newest, torn);
            assertThatThrownBy(() -> ActivityDatabase.open(rig.archive))
                    .isInstanceOf(DataFileException.class)
                    .hasMessageContaining("day=2025-10-07");
            assertThat(rig.archive.days(ExportCategory.ACTIVITY)).hasSize(6);
            assertThat(rig.archive.verify().problems())
                    .containsExactly(new ArchiveProblem(ArchiveProblem.Kind.DAMAGED, newest));
            assertThat(rig.sync().repaired()).containsExactly(LocalDate.parse("2025-10-07"));
            Truth.assertHolds(rig.archive, rig.carto.organisation(), WEEK);
        }
    }

    @Test
    void f47_aJobThatFails_isAGap_thatNoLaterDayHides() throws Exception {
        try (SyncRig rig = new SyncRig(directory, "2025-12-06T05:00:00Z")) {
            rig.carto.faults(Endpoint.CREATE_JOB, new JobFault.Fails("no slots"));
            List<LocalDate> gaps = new ArrayList<>();
            assertThatThrownBy(rig::sync)
                    .isInstanceOfSatisfying(
                            SyncIncompleteException.class,
                            e -> gaps.addAll(e.report().gaps()));
            assertThat(gaps).isNotEmpty();
            assertThat(rig.sync().added()).containsExactlyElementsOf(gaps);
            Truth.assertHolds(
                    rig.archive, rig.carto.organisation(), DateRange.ofDays(FIRST, LocalDate.parse("2025-12-05")));
        }
    }

    @Test
    void f47_aDayThatIsNotOver_isNotAskedFor_andOneThatIsFetchedAgainIsReplaced() throws Exception {
        try (SyncRig rig = new SyncRig(directory, "2025-10-08T04:59:59Z")) {
            SyncReport report = rig.sync(rig.options().withEnd(LocalDate.parse("2025-10-08")));
            assertThat(report.added()).last().isEqualTo(LocalDate.parse("2025-10-06"));
            assertThat(report.notReady()).containsExactly(LocalDate.parse("2025-10-07"), LocalDate.parse("2025-10-08"));
            rig.clock.set(Instant.parse(NOW));
            report = rig.sync(rig.options().withLookBack(2));
            assertThat(report.added()).containsExactly(LocalDate.parse("2025-10-07"));
            assertThat(report.replaced()).containsExactly(LocalDate.parse("2025-10-06"));
            Truth.assertHolds(rig.archive, rig.carto.organisation(), WEEK);
        }
    }

    @Test
    void f48_aDamagedEnd_isRefusedWithAdvice_andRepairedWithoutBeingAsked() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory, NOW)) {
            Path file = rig.archive.days(ExportCategory.ACTIVITY).get(3).file();
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
            assertThatThrownBy(() -> ActivityDatabase.open(rig.archive))
                    .isInstanceOf(DataFileException.class)
                    .hasMessageContaining("day=2025-10-04");
            assertThat(rig.sync().repaired()).containsExactly(LocalDate.parse("2025-10-04"));
            Truth.assertHolds(rig.archive, rig.carto.organisation(), WEEK);
        }
    }

    @Test
    void f48_aFileThatLacksItsLastBytes_isNoDay_andIsRepairedWithoutBeingAsked() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory, NOW)) {
            ArchiveDay day = rig.archive.days(ExportCategory.ACTIVITY).get(3);
            byte[] bytes = Files.readAllBytes(day.file());
            for (int cut :
                    List.of(1, 4, 7, 8, 9, 20, 100, 300, 600, bytes.length - 12, bytes.length - 1, bytes.length)) {
                Files.write(day.file(), java.util.Arrays.copyOf(bytes, bytes.length - cut));
                assertThat(rig.archive.days(ExportCategory.ACTIVITY))
                        .as("cut " + cut)
                        .hasSize(6);
                assertThatThrownBy(() -> ActivityDatabase.open(rig.archive)).isInstanceOf(DataFileException.class);
            }
            Files.write(day.file(), java.util.Arrays.copyOf(bytes, bytes.length - 1));
            assertThat(rig.sync().repaired()).containsExactly(day.day());
            Truth.assertHolds(rig.archive, rig.carto.organisation(), WEEK);
        }
    }

    @Test
    void f48_everyFlippedByte_isFound() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory, "2025-10-02T05:00:00Z")) {
            Path file = rig.archive.days(ExportCategory.ACTIVITY).get(0).file();
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 0; i < bytes.length; i += 7) {
                byte[] damaged = bytes.clone();
                damaged[i] ^= (byte) (1 << i % 8);
                Files.write(file, damaged);
                assertThat(rig.archive.verify().isSound()).as("byte " + i).isFalse();
            }
            Files.write(file, bytes);
            assertThat(rig.archive.verify().isSound()).isTrue();
        }
    }
}
