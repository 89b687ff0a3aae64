package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.testing.Endpoint;
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
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sync every morning, on a clock of the test's own, with all that goes wrong in a year: mornings without a sync, late
 * and early ones, failing requests and jobs, a plan downgrade of four days, and events of the last hour of a day that
 * the server has a day later only.
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
        mornings(365, 2);
    }

    private void mornings(int days, long seed) throws Exception {
        Random random = new Random(seed);
        AtomicReference<ManualClock> clock = new AtomicReference<>();
        try (SyncRig rig =
                new SyncRig(directory, "2025-10-02T05:00:00Z", carto -> carto.parquetEncoder(lateEvents(clock)))) {
            clock.set(rig.clock);
            Set<LocalDate> asked = new HashSet<>();
            int failures = 0;
            for (int day = 0; day < days; day++) {
                Instant morning = Instant.parse("2025-10-02T05:00:00Z").plus(Duration.ofDays(day));
                rig.clock.set(morning.plusSeconds(random.nextInt(7200) - 1800L));
                int luck = random.nextInt(10);
                boolean downgraded = day >= days / 2 && day < days / 2 + 4;
                rig.carto.plan(downgraded ? Plan.PROFESSIONAL : Plan.ENTERPRISE_LARGE);
                if (luck == 0) {
                    continue; // the machine was off
                }
                if (luck == 1) {
                    rig.carto.faults(Endpoint.CREATE_JOB, new WireFault.Status(503));
                }
                if (luck == 2) {
                    rig.carto.faults(Endpoint.CREATE_JOB, new JobFault.Fails("no slots"));
                }
                try {
                    SyncReport report = rig.sync(rig.options().withLookBack(2));
                    asked.addAll(report.added());
                    assertThat(report.gaps()).isEmpty();
                } catch (SyncIncompleteException e) {
                    failures++;
                    assertThat(e.report().gaps()).isNotEmpty();
                }
                rig.carto.on(Endpoint.CREATE_JOB).clear();
            }
            rig.carto.plan(Plan.ENTERPRISE_LARGE);
            rig.clock.set(Instant.parse("2025-10-02T05:00:00Z").plus(Duration.ofDays(days)));
            asked.addAll(rig.sync(rig.options().withLookBack(2)).added());
            rig.clock.advance(Duration.ofHours(23));
            rig.sync(rig.options().withEnd(SyncRig.FIRST.plusDays(days)).withLookBack(2));
            DateRange all = DateRange.ofDays(SyncRig.FIRST, SyncRig.FIRST.plusDays(days));
            assertThat(asked).hasSize(days + 1);
            assertThat(failures).isPositive();
            Truth.assertHolds(rig.archive, rig.carto.organisation(), all);
        }
    }

    /** Leaves out what happened within the last seven hours, as a server does that has not received it yet. */
    private static ParquetEncoder lateEvents(AtomicReference<ManualClock> clock) {
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
}
