package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.duckdb.internal.archive.SyncStep;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.FakeOrganisation;
import io.github.cartoactivity.testing.Oddity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
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

    /** Events and usage of each day, users and groups. */
    private static final int ALL_FILES = 16;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(SyncStep.class)
    void f41_killedAtAStep_isBeforeOrAfter_andTheNextRunEndsAsIfNothingHadHappened(SyncStep step) throws Exception {
        killAt(step, step.ordinal() % 2 == 0 ? ExportFormat.CSV : ExportFormat.PARQUET);
    }

    @ParameterizedTest
    @EnumSource(SyncStep.class)
    @Tag("slow")
    void f41_killedAtAStep_withTheOtherFormat(SyncStep step) throws Exception {
        killAt(step, step.ordinal() % 2 == 0 ? ExportFormat.PARQUET : ExportFormat.CSV);
    }

    private void killAt(SyncStep step, ExportFormat format) throws Exception {
        try (SyncRig rig = rig(directory.resolve("archive"))) {
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
        Map<Integer, Integer> killed = killAtRandom(100, 7);
        System.out.println("kills by whole files in the archive at that moment: " + killed);
        assertThat(killed.keySet()).contains(0).anyMatch(files -> files > 0 && files < ALL_FILES);
    }

    /**
     * So many kills of running syncs; every other archive is made of CSV, and each is killed up to twice. Gives how many
     * kills there were by the number of whole files that the archive had.
     */
    private Map<Integer, Integer> killAtRandom(int kills, long seed) throws Exception {
        Random random = new Random(seed);
        Map<Integer, Integer> killed = new TreeMap<>();
        long whole = 0;
        for (int i = 0; killed.values().stream().mapToInt(n -> n).sum() < kills; i++) {
            assertThat(i).as("archives until there were enough kills").isLessThan(3 * kills);
            ExportFormat format = i % 2 == 0 ? ExportFormat.CSV : ExportFormat.PARQUET;
            whole = i % 20 == 0 ? millisOfAWholeSync(directory.resolve("whole-" + i)) : whole;
            try (SyncRig rig = rig(directory.resolve("archive-" + i))) {
                boolean again = true;
                for (int time = 0; time < 2 && again; time++) {
                    again = kill(rig, format, Math.round(whole * (0.2 + 0.9 * random.nextDouble())));
                    assertOnlyWholeDays(rig.archive, rig.carto.organisation());
                    if (again) {
                        killed.merge(rig.archive.verify().files(), 1, Integer::sum);
                    }
                }
                rig.sync(rig.options().withFormat(format));
                assertComplete(rig);
            }
        }
        return killed;
    }

    /** How long a sync takes that nobody kills, on this machine and just now, so that moments are spread over all of it. */
    private static long millisOfAWholeSync(Path root) throws Exception {
        try (SyncRig rig = rig(root)) {
            long start = System.nanoTime();
            try (SyncProcess sync = SyncProcess.start(rig.carto, NOW, rig.root(), FIRST, ExportFormat.CSV, "")) {
                assertThat(sync.await()).as(sync.output()).isZero();
            }
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        }
    }

    /** Kills a sync after so many milliseconds; true if it was still running. */
    private static boolean kill(SyncRig rig, ExportFormat format, long millis) throws Exception {
        try (SyncProcess sync = SyncProcess.start(rig.carto, NOW, rig.root(), FIRST, format, "")) {
            return sync.killAfter(millis);
        }
    }

    /** A server with payloads that are missing, empty, malformed and full of odd characters, and with equal events. */
    private static SyncRig rig(Path root) {
        FakeOrganisation odd = FakeOrganisation.builder()
                .eventsPerDay(120)
                .users(5)
                .oddities(
                        Oddity.NO_DATA,
                        Oddity.EMPTY_DATA,
                        Oddity.MALFORMED_DATA,
                        Oddity.SPECIAL_CHARACTERS,
                        Oddity.EQUAL_EVENTS,
                        Oddity.DAY_EDGES)
                .build();
        return new SyncRig(root, NOW.toString(), carto -> carto.organisation(odd));
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
