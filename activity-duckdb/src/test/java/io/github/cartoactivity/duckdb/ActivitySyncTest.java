package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cartoactivity.client.error.AccessDeniedException;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ActivitySyncTest {
    private static final LocalDate FIRST = SyncRig.FIRST;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void run_onAnEmptyArchive_holdsEveryRowOnce(ExportFormat format) throws Exception {
        try (SyncRig rig = new SyncRig(directory.resolve("a"), "2025-10-08T05:00:00Z")) {
            SyncReport report = rig.sync(rig.options().withFormat(format));
            DateRange week = DateRange.ofDays(FIRST, LocalDate.parse("2025-10-07"));
            Truth.assertHolds(rig.archive, rig.carto.organisation(), week);
            assertThat(report.added()).containsExactlyElementsOf(week.stream().toList());
            assertThat(report.gaps()).isEmpty();
            assertThat(report.jobs()).isOne();
            assertThat(report.rows()).isEqualTo(Truth.rows(rig.carto.organisation(), week));
            assertThat(Files.exists(rig.root().resolve(".staging"))).isFalse();
        }
    }

    @Test
    void syncThatBeginsInTheFuture_saysThatItsDayIsNotReady() throws Exception {
        try (SyncRig rig = new SyncRig(directory, "2025-10-03T05:00:00Z")) {
            LocalDate future = LocalDate.parse("2025-10-13");
            SyncReport report = rig.sync(SyncOptions.since(future).withClock(rig.clock));
            assertThat(report.notReady()).containsExactly(future);
            assertThat(rig.carto.jobs()).isEmpty();
        }
    }

    @Test
    void run_again_asksForNothing() throws Exception {
        try (SyncRig rig = new SyncRig(directory, "2025-10-08T05:00:00Z")) {
            rig.sync();
            int before = rig.carto.requests().size();
            SyncReport report = rig.sync();
            assertThat(rig.carto.requests()).hasSize(before);
            assertThat(report.added()).isEmpty();
            assertThat(report.jobs()).isZero();
        }
    }

    @Test
    void run_asksForMissingDaysOnly() throws Exception {
        try (SyncRig rig = new SyncRig(directory, "2025-10-08T05:00:00Z")) {
            rig.sync(rig.options().withEnd(LocalDate.parse("2025-10-03")));
            rig.clock.set(Instant.parse("2025-10-10T04:59:59Z"));
            SyncReport report = rig.sync(rig.options().withEnd(LocalDate.parse("2025-10-12")));
            assertThat(report.added()).first().isEqualTo(LocalDate.parse("2025-10-04"));
            assertThat(report.added()).last().isEqualTo(LocalDate.parse("2025-10-08"));
            assertThat(report.notReady())
                    .containsExactlyElementsOf(
                            DateRange.ofDays(LocalDate.parse("2025-10-09"), LocalDate.parse("2025-10-12")).stream()
                                    .toList());
            assertThat(rig.carto.requests(Endpoint.CREATE_JOB)).hasSize(2);
        }
    }

    @Test
    void run_withALookBack_replacesTheNewestDays() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory, "2025-10-08T05:00:00Z")) {
            SyncReport report = rig.sync(rig.options().withLookBack(2));
            assertThat(report.replaced()).containsExactly(LocalDate.parse("2025-10-06"), LocalDate.parse("2025-10-07"));
            assertThat(report.added()).isEmpty();
            Truth.assertHolds(
                    rig.archive, rig.carto.organisation(), DateRange.ofDays(FIRST, LocalDate.parse("2025-10-07")));
        }
    }

    @Test
    void run_ofManyDays_takesAsFewJobsAsPossible() throws Exception {
        try (SyncRig rig = new SyncRig(directory, "2026-10-01T05:00:00Z")) {
            SyncOptions csv = rig.options().withFormat(ExportFormat.CSV);
            assertThat(rig.sync(csv.withEnd(FIRST.plusDays(58))).jobs()).isOne();
            assertThat(rig.sync(csv.withEnd(FIRST.plusDays(119))).jobs()).isEqualTo(2);
            assertThat(rig.archive.gaps()).isEmpty();
            Truth.assertHolds(rig.archive, rig.carto.organisation(), DateRange.ofDays(FIRST, FIRST.plusDays(119)));
        }
    }

    @Test
    void f48_aFlippedBit_isFoundAndOnlyThatDayIsFetchedAgain() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory, "2025-10-08T05:00:00Z")) {
            Path file = rig.archive.days(ExportCategory.ACTIVITY).get(2).file();
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 3] ^= 4;
            Files.write(file, bytes);
            assertThat(rig.archive.verify().problems())
                    .containsExactly(new ArchiveProblem(ArchiveProblem.Kind.DAMAGED, file));
            SyncReport report = rig.sync(rig.options().withDamageCheck(DamageCheck.CHECKSUMS));
            assertThat(report.repaired()).containsExactly(LocalDate.parse("2025-10-03"));
            assertThat(report.added()).isEmpty();
            assertThat(report.replaced()).isEmpty();
            Truth.assertHolds(
                    rig.archive, rig.carto.organisation(), DateRange.ofDays(FIRST, LocalDate.parse("2025-10-07")));
        }
    }

    @Test
    void aDowngradedPlan_changesNothing_andIsCaughtUpAfterwards() throws Exception {
        try (SyncRig rig = new SyncRig(directory, "2025-10-08T05:00:00Z")) {
            rig.sync(rig.options().withEnd(LocalDate.parse("2025-10-03")));
            rig.carto.plan(Plan.PROFESSIONAL);
            assertThatThrownBy(rig::sync)
                    .isInstanceOfSatisfying(
                            SyncIncompleteException.class,
                            e -> assertThat(e.report().gaps()).hasSize(4))
                    .hasCauseInstanceOf(AccessDeniedException.class);
            Truth.assertHolds(
                    rig.archive, rig.carto.organisation(), DateRange.ofDays(FIRST, LocalDate.parse("2025-10-03")));
            rig.carto.plan(Plan.ENTERPRISE_LARGE);
            assertThat(rig.sync().added()).hasSize(4);
        }
    }

    @Test
    void f44_aSecondSync_isTurnedAwayAtOnce() throws Exception {
        try (SyncRig rig = new SyncRig(directory, "2025-10-08T05:00:00Z")) {
            rig.sync(
                    rig.options(),
                    step -> assertThatThrownBy(rig::sync)
                            .isInstanceOfSatisfying(
                                    ArchiveLockedException.class,
                                    e -> assertThat(e.pid())
                                            .isEqualTo(ProcessHandle.current().pid())));
            assertThat(rig.archive.gaps()).isEmpty();
        }
    }

    @Test
    void f78_everythingIsPrivate() throws Exception {
        try (SyncRig rig = new SyncRig(directory.resolve("deep/archive"), "2025-10-08T05:00:00Z")) {
            rig.sync(rig.options(), step -> assertPrivate(rig.root()));
            assertPrivate(rig.root());
        }
    }

    /** What DuckDB writes into its own directory is protected by that. */
    private static void assertPrivate(Path root) {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : (Iterable<Path>) tree.filter(
                    path -> !path.getParent().getFileName().toString().startsWith("carto-activity-"))::iterator) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as(path.toString())
                        .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void verify_findsWhatIsMissingAndWhatIsForeign() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory, "2025-10-08T05:00:00Z")) {
            Path gone = rig.archive.days(ExportCategory.API_USAGE).get(6).file();
            Files.delete(gone);
            Path foreign = Files.writeString(gone.resolveSibling("notes.txt"), "hello");
            Path moved = rig.archive.days(ExportCategory.ACTIVITY).get(1).file();
            Path place = rig.archive.days(ExportCategory.ACTIVITY).get(4).file();
            Files.copy(moved, place, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertThat(rig.archive.verify().problems())
                    .containsExactlyInAnyOrder(
                            new ArchiveProblem(ArchiveProblem.Kind.MISSING, gone),
                            new ArchiveProblem(ArchiveProblem.Kind.FOREIGN, foreign),
                            new ArchiveProblem(ArchiveProblem.Kind.DAMAGED, place));
        }
    }

    @Test
    void days_tellWhereTheyCameFrom() throws Exception {
        try (SyncRig rig = new SyncRig(directory, "2025-10-08T05:00:00Z")) {
            rig.sync();
            List<ArchiveDay> days = rig.archive.days(ExportCategory.ACTIVITY);
            assertThat(days).hasSize(7);
            assertThat(days.get(0).rows())
                    .isEqualTo(Truth.events(
                            rig.carto.organisation(),
                            DateRange.ofDay(days.get(0).day())));
            assertThat(days.get(0).jobId()).isEqualTo(rig.carto.jobs().get(0).id());
            assertThat(days.get(0).sourceFormat()).isEqualTo(ExportFormat.PARQUET);
            assertThat(days.get(0).checksum()).matches("[0-9a-f]{64}").doesNotMatch("0+");
        }
    }
}
