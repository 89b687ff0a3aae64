package io.github.cartoactivity.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.client.Credentials;
import io.github.cartoactivity.client.Endpoints;
import io.github.cartoactivity.client.Export;
import io.github.cartoactivity.client.ExportRequest;
import io.github.cartoactivity.duckdb.ParquetFiles;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.FakeCarto;
import io.github.cartoactivity.testing.FileFault;
import io.github.cartoactivity.testing.WireFault;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's test of an ingestion job, to be copied. */
class NightlyJobTest {

    @Test
    void everyEventArrives_alsoInABadNight(@TempDir Path directory) throws Exception {
        DateRange week = DateRange.ofDays(LocalDate.parse("2025-10-01"), LocalDate.parse("2025-10-07"));
        try (FakeCarto carto = FakeCarto.builder()
                .parquetEncoder(ParquetFiles::write) // of activity-duckdb; typed rows need activity-parquet
                .pollsUntilDone(1)
                .start()) {
            carto.faults(Endpoint.CREATE_JOB, new WireFault.Status(503));
            carto.faults(Endpoint.FILE, new WireFault.CutBody(100), new FileFault.ExpireLink());

            long received = nightlyJob(
                    new Endpoints(carto.authUrl(), carto.accountsUrl()),
                    Credentials.ofClient(carto.clientId(), carto.clientSecret()),
                    week,
                    directory);

            try (Stream<ActivityEvent> truth = carto.organisation().events(week)) {
                assertThat(received).isEqualTo(truth.count());
            }
            assertThat(carto.requests(Endpoint.CREATE_JOB)).hasSize(2);
        }
    }

    /** What is to be tested; in your program it writes to your warehouse. */
    private static long nightlyJob(Endpoints endpoints, Credentials credentials, DateRange range, Path directory)
            throws InterruptedException {
        try (CartoActivityClient client = CartoActivityClient.builder()
                .endpoints(endpoints)
                .credentials(credentials)
                .build()) {
            Export export =
                    client.exportAndWait(ExportRequest.of(range, directory).withFormat(ExportFormat.PARQUET));
            try (Stream<ActivityEvent> events = export.activity()) {
                return events.count();
            }
        }
    }
}
