package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.duckdb.internal.archive.SyncStep;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.FakeOrganisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** F41, F43, F44: a sync in another JVM is killed with SIGKILL, at every named step and at random moments. */
class CrashTest {
    private static final LocalDate FIRST = SyncRig.FIRST;
    private static final Instant NOW = Instant.parse("2025-10-08T05:00:00Z");
    private static final DateRange WEEK = DateRange.ofDays(FIRST, LocalDate.parse("2025-10-07"));

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(SyncStep.class)
    void f41_killedAtAStep_isBeforeOrAfter_andTheNextRunEndsAsIfNothingHadHappened(SyncStep step) throws Exception {
        ExportFormat format = step.ordinal() % 2 == 0 ? ExportFormat.CSV : ExportFormat.PARQUET;
        try (SyncRig rig = new SyncRig(directory.resolve("archive"), NOW.toString())) {
            int time = step.compareTo(SyncStep.WRITTEN) < 0 || step.compareTo(SyncStep.PUBLISHED) > 0 ? 1 : 4;
            try (SyncProcess sync = SyncProcess.start(rig.carto, NOW, rig.root(), FIRST, format, step + ":" + time)) {
                assertThat(sync.await()).as(sync.output()).isEqualTo(128 + 9);
            }
            assertOnlyWholeDays(rig.archive, rig.carto.organisation());
            rig.sync(rig.options().withFormat(format));
            assertComplete(rig);
        }
    }

    @Test
    void f41_killedAtTwelveRandomMoments_losesAndDoublesNothing() throws Exception {
        killAtRandom(12, 20251001);
    }

    @Test
    @Tag("slow")
    void f41_killedAtAHundredRandomMoments_losesAndDoublesNothing() throws Exception {
        killAtRandom(100, 7);
    }

    /** Half of the runs are killed soon after the start, half of them later; a run that got through starts anew. */
    private void killAtRandom(int kills, long seed) throws Exception {
        Random random = new Random(seed);
        int survived = 0;
        for (int i = 0; i < kills; i++) {
            Path root = directory.resolve("archive-" + i);
            ExportFormat format = i % 2 == 0 ? ExportFormat.CSV : ExportFormat.PARQUET;
            try (SyncRig rig = new SyncRig(root, NOW.toString())) {
                boolean killed = true;
                for (int again = 0; again < 2 && killed; again++) {
                    try (SyncProcess sync = SyncProcess.start(rig.carto, NOW, root, FIRST, format, "")) {
                        killed = sync.killAfter(300 + random.nextInt(2500));
                    }
                    assertOnlyWholeDays(rig.archive, rig.carto.organisation());
                }
                survived += killed ? 0 : 1;
                rig.sync(rig.options().withFormat(format));
                assertComplete(rig);
            }
        }
        assertThat(survived).as("runs that were through before the kill").isLessThan(kills);
    }

    @Test
    void f44_theLockOfAnotherProcess_isRespected_andFreeWhenThatIsDead() throws Exception {
        try (SyncRig rig = new SyncRig(directory.resolve("archive"), NOW.toString())) {
            rig.sync(rig.options(), step -> {
                if (step == SyncStep.WRITTEN) {
                    assertTurnedAway(rig);
                }
            });
            assertComplete(rig);
        }
    }

    private static void assertTurnedAway(SyncRig rig) {
        try (SyncProcess other = SyncProcess.start(rig.carto, NOW, rig.root(), FIRST, ExportFormat.CSV, "")) {
            assertThat(other.await()).isOne();
            assertThat(other.output())
                    .contains(ArchiveLockedException.class.getSimpleName())
                    .contains("pid=" + ProcessHandle.current().pid());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertOnlyWholeDays(ActivityArchive archive, FakeOrganisation organisation) {
        assertThat(archive.verify().problems()).noneMatch(problem -> problem.kind() == ArchiveProblem.Kind.DAMAGED);
        try (ActivityDatabase database =
                ActivityDatabase.open(archive, DatabaseOptions.defaults().inMemory())) {
            List<Truth.Event> events = Truth.events(database);
            List<Truth.Event> expected = archive.days(ExportCategory.ACTIVITY).stream()
                    .flatMap(day -> organisation.events(DateRange.ofDay(day.day())))
                    .map(Truth::event)
                    .toList();
            assertThat(events).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static void assertComplete(SyncRig rig) throws IOException {
        Truth.assertHolds(rig.archive, rig.carto.organisation(), WEEK);
        try (Stream<Path> tree = Files.walk(rig.root())) {
            assertThat(tree.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .containsOnly("data.parquet", ".lock");
        }
        assertThat(rig.root().resolve(".staging")).doesNotExist();
    }
}
