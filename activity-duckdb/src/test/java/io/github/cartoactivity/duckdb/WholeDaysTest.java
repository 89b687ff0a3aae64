package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cartoactivity.client.spi.PrivateFiles;
import io.github.cartoactivity.duckdb.internal.archive.SyncStep;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.ParquetEncoder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days of which only one table is there: how seldom they come about, and who tells of them. */
class WholeDaysTest {
    private static final String NOW = "2025-10-04T05:00:00Z";
    private static final LocalDate SECOND = SyncRig.FIRST.plusDays(1);

    @TempDir
    private Path directory;

    @Test
    void f47_aTableThatCannotBeRead_leavesNothingOfItsJob() throws Exception {
        for (ExportCategory unreadable : List.of(ExportCategory.ACTIVITY, ExportCategory.API_USAGE)) {
            ParquetEncoder encoder = (category, csv, target) -> {
                if (category == unreadable) {
                    DuckDb.parquet(target, "SELECT 'neither' AS nor");
                } else {
                    EncodedOnce.write(category, csv, target);
                }
            };
            try (SyncRig rig = new SyncRig(
                    directory.resolve(unreadable.name()), NOW, settings -> settings.parquetEncoder(encoder))) {
                assertThatThrownBy(rig::sync).isInstanceOf(SyncIncompleteException.class);
                for (ExportCategory category : ExportCategory.values()) {
                    assertThat(rig.archive.days(category)).as(category.name()).isEmpty();
                }
            }
        }
    }

    @Test
    void f41_aRunThatEndsBetweenTwoTables_leavesOneHalfDay_thatIsAGapAndFetchedAgain() throws Exception {
        try (SyncRig rig = new SyncRig(directory, NOW)) {
            assertThatThrownBy(() -> rig.sync(rig.options(), step -> {
                        if (step == SyncStep.PUBLISHED && timedFiles(rig) == 3) {
                            throw new IllegalStateException("Stopped");
                        }
                    }))
                    .hasMessage("Stopped");
            assertThat(days(rig, ExportCategory.API_USAGE)).containsExactly(SyncRig.FIRST, SECOND);
            assertThat(days(rig, ExportCategory.ACTIVITY)).containsExactly(SyncRig.FIRST);
            assertThat(rig.archive.gaps()).containsExactly(SECOND);
            rig.sync();
            assertThat(rig.archive.gaps()).isEmpty();
            assertThat(rig.archive.verify().isSound()).isTrue();
        }
    }

    @Test
    void f47_aDayWithoutUsage_isAGap_andFetchedAgain() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory, NOW)) {
            PrivateFiles.deleteTree(rig.root().resolve("apiUsage/day=" + SECOND));
            assertThat(rig.archive.gaps()).containsExactly(SECOND);
            rig.sync();
            assertThat(rig.archive.gaps()).isEmpty();
        }
    }

    @Test
    void f69_aSyncThatWasInterrupted_canBeRunAgainAtOnce() throws Exception {
        for (int round = 0; round < 8; round++) {
            try (SyncRig rig = new SyncRig(directory.resolve("round" + round), NOW)) {
                interruptWhileFilesArrive(rig);
                assertThatThrownBy(() -> rig.sync(rig.options(), step -> {
                            if (step == SyncStep.DOWNLOADED) {
                                throw new IllegalStateException("Downloaded");
                            }
                        }))
                        .hasMessage("Downloaded");
            }
        }
    }

    private static void interruptWhileFilesArrive(SyncRig rig) throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(() -> {
            try {
                rig.sync();
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        thread.start();
        while (thread.isAlive() && rig.carto.requests(Endpoint.FILE).isEmpty()) {
            Thread.onSpinWait();
        }
        thread.interrupt();
        thread.join();
        assertThat(thrown.get())
                .satisfiesAnyOf(
                        none -> assertThat(none).isNull(),
                        some -> assertThat(some).isInstanceOf(InterruptedException.class));
    }

    private static long timedFiles(SyncRig rig) {
        return days(rig, ExportCategory.ACTIVITY).size()
                + (long) days(rig, ExportCategory.API_USAGE).size();
    }

    private static List<LocalDate> days(SyncRig rig, ExportCategory category) {
        return rig.archive.days(category).stream().map(ArchiveDay::day).toList();
    }
}
