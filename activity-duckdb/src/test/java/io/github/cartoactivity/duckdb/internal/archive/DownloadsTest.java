package io.github.cartoactivity.duckdb.internal.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.client.Credentials;
import io.github.cartoactivity.client.Endpoints;
import io.github.cartoactivity.client.ExportRequest;
import io.github.cartoactivity.client.PollSchedule;
import io.github.cartoactivity.client.ProgressListener;
import io.github.cartoactivity.client.SignedLink;
import io.github.cartoactivity.client.Timeouts;
import io.github.cartoactivity.client.error.DeadlineException;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.testing.FakeCarto;
import io.github.cartoactivity.testing.ManualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadsTest {
    @TempDir
    Path directory;

    private final CompletableFuture<Void> goOn = new CompletableFuture<>();

    /** No file goes on before the test says so. */
    private final ProgressListener hanging = new ProgressListener() {
        @Override
        public void fileStarted(SignedLink link) {
            goOn.orTimeout(60, TimeUnit.SECONDS).join();
        }
    };

    @Test
    void lateExport_isWaitedForUntilItHasLetGoOfItsFiles() throws Exception {
        ManualClock clock = ManualClock.at("2025-12-01T12:00:00Z");
        DateRange day = DateRange.ofDay(LocalDate.parse("2025-10-01"));
        SyncJob job = new SyncJob(ExportRequest.of(day, directory));
        try (FakeCarto carto =
                        FakeCarto.builder().clock(clock).pollsUntilDone(1).start();
                CartoActivityClient client = CartoActivityClient.builder()
                        .credentials(Credentials.ofClient(carto.clientId(), carto.clientSecret()))
                        .endpoints(new Endpoints(carto.authUrl(), carto.accountsUrl()))
                        .clock(clock)
                        .progressListener(hanging)
                        .pollSchedule(
                                new PollSchedule(Duration.ofMillis(2), 1, Duration.ofMillis(2), Duration.ofSeconds(1)))
                        .timeouts(Timeouts.defaults().withTotal(Duration.ofSeconds(3)))
                        .build()) {
            Downloads downloads = new Downloads(client, List.of(job));
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> downloads.take(job))
                    .withCauseInstanceOf(DeadlineException.class);
            assertThat(locks()).hasSize(1);
            goOn.completeOnTimeout(null, 1, TimeUnit.SECONDS);
            downloads.close();
            assertThat(goOn).isDone();
        } finally {
            goOn.complete(null);
        }
    }

    private List<Path> locks() throws Exception {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.endsWith("lock")).toList();
        }
    }
}
