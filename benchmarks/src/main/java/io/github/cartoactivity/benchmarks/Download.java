package io.github.cartoactivity.benchmarks;

import io.github.cartoactivity.client.ActivityJob;
import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.client.JobRequest;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.ManualClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;

/**
 * This library as a contestant of {@link DownloadRace}: downloads the files of one job for each line of its input, and
 * answers with the seconds that it took.
 */
final class Download {
    static final Instant NOW = Instant.parse("2025-12-01T12:00:00Z");
    private static final DateRange DAYS =
            DateRange.ofDays(LocalDate.parse("2025-10-01"), LocalDate.parse("2025-10-20"));

    private Download() {}

    /** Takes a directory; endpoints and credentials come from the environment. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (CartoActivityClient client =
                CartoActivityClient.builder().clock(ManualClock.at(NOW)).build()) {
            JobRequest request = new JobRequest(DAYS, Set.of(ExportCategory.ACTIVITY), ExportFormat.CSV);
            while (orders.readLine() != null) {
                ActivityJob created = client.createJob(request).join();
                ActivityJob job = client.awaitJob(created.id()).join();
                long start = System.nanoTime();
                client.download(job, directory).join();
                System.out.printf(Locale.ROOT, "%.3f%n", (System.nanoTime() - start) / 1e9);
            }
        }
    }
}
