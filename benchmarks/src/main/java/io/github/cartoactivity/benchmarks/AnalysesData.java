package io.github.cartoactivity.benchmarks;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.client.Credentials;
import io.github.cartoactivity.client.Endpoints;
import io.github.cartoactivity.client.ExportRequest;
import io.github.cartoactivity.client.PollSchedule;
import io.github.cartoactivity.duckdb.ActivityArchive;
import io.github.cartoactivity.duckdb.ActivitySync;
import io.github.cartoactivity.duckdb.ParquetFiles;
import io.github.cartoactivity.duckdb.SyncOptions;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.FakeCarto;
import io.github.cartoactivity.testing.FakeOrganisation;
import io.github.cartoactivity.testing.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Five million events of an organisation of 800 people in 90 days, twice: as the Parquet files of an export, and as an
 * archive made by a sync. Always the same.
 */
final class AnalysesData {
    static final DateRange RANGE = DateRange.ofDays(LocalDate.parse("2025-07-03"), LocalDate.parse("2025-09-30"));

    private static final Instant NOW = Instant.parse("2025-10-02T12:00:00Z");
    private static final int EVENTS_PER_DAY = 74_300;

    private final Path directory;

    AnalysesData(Path directory) {
        this.directory = directory;
    }

    Path export() {
        return directory.resolve("export");
    }

    Path archive() {
        return directory.resolve("archive");
    }

    /** Makes what is not there yet. */
    void prepare() throws IOException, InterruptedException {
        boolean exported = Files.isDirectory(export());
        boolean synced = Files.isDirectory(archive());
        if (exported && synced) {
            return;
        }
        FakeOrganisation organisation = FakeOrganisation.builder()
                .users(800)
                .eventsPerDay(EVENTS_PER_DAY)
                .build();
        try (FakeCarto carto = FakeCarto.builder()
                        .clock(ManualClock.at(NOW))
                        .organisation(organisation)
                        .parquetEncoder(ParquetFiles::write)
                        .start();
                CartoActivityClient client = client(carto)) {
            if (!exported) {
                client.exportAndWait(ExportRequest.of(RANGE, Files.createDirectories(export()))
                        .withFormat(ExportFormat.PARQUET));
            }
            if (!synced) {
                SyncOptions options = SyncOptions.since(RANGE.from())
                        .withEnd(RANGE.last())
                        .withFormat(ExportFormat.PARQUET)
                        .withClock(ManualClock.at(NOW));
                new ActivitySync(client, ActivityArchive.at(archive())).run(options);
            }
        }
    }

    private static CartoActivityClient client(FakeCarto carto) {
        return CartoActivityClient.builder()
                .credentials(Credentials.ofClient(carto.clientId(), carto.clientSecret()))
                .endpoints(new Endpoints(carto.authUrl(), carto.accountsUrl()))
                .clock(ManualClock.at(NOW))
                .pollSchedule(
                        new PollSchedule(Duration.ofMillis(200), 1, Duration.ofMillis(200), Duration.ofMinutes(30)))
                .build();
    }
}
