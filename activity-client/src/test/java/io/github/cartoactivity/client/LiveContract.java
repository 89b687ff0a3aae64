package io.github.cartoactivity.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What is assumed of CARTO's API, checked against whichever server a client is connected to. */
final class LiveContract {
    private static final Map<ExportCategory, Set<String>> COLUMNS = Map.of(
            ExportCategory.ACTIVITY, Set.of("type", "ts", "data"),
            ExportCategory.API_USAGE, Set.of("ts", "user_id", "metric", "amount", "quota_usage_weight"),
            ExportCategory.USER_LIST, Set.of("user_id", "email", "created_at", "role", "group_ids"),
            ExportCategory.GROUP_LIST, Set.of("group_id", "group_alias"));

    private final CartoActivityClient client;
    private final LocalDate day;

    /** @param day a day that has data and is ready */
    LiveContract(CartoActivityClient client, LocalDate day) {
        this.client = client;
        this.day = day;
    }

    /** The create body is accepted; the answer names a job with a known status. */
    String createsAJob() throws Exception {
        ActivityJob job = get(client.createJob(request(ExportFormat.CSV)));
        assertThat(job.id()).isNotBlank();
        assertThat(job.status()).isNotEqualTo(JobStatus.UNKNOWN);
        return job.id();
    }

    /** The job succeeds and gives links for the tables that were asked for. */
    ActivityJob givesLinks(String jobId) throws Exception {
        ActivityJob job = get(client.awaitJob(jobId));
        assertThat(job.links())
                .extracting(SignedLink::category)
                .contains(ExportCategory.ACTIVITY, ExportCategory.API_USAGE, ExportCategory.USER_LIST);
        return job;
    }

    /** Asking again gives links to the same files. */
    void renewsLinks(ActivityJob job) throws Exception {
        ActivityJob again = get(client.job(job.id()));
        assertThat(again.links())
                .extracting(link -> link.uri().getPath())
                .containsExactlyInAnyOrderElementsOf(
                        job.links().stream().map(link -> link.uri().getPath()).toList());
    }

    /** File hosts serve ranges, and name the version of what they serve. */
    void servesRanges(ActivityJob job) throws Exception {
        URI uri = get(client.job(job.id())).links().get(0).uri();
        HttpRequest request =
                HttpRequest.newBuilder(uri).header("Range", "bytes=0-0").GET().build();
        HttpResponse<byte[]> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.body()).hasSize(1);
        assertThat(response.headers().firstValue("etag")).isPresent();
    }

    /** The CSV files have the documented columns. */
    void hasTheDocumentedColumns(ActivityJob job, Path directory) throws Exception {
        Map<ExportCategory, List<Path>> files = get(client.download(job, directory));
        for (Map.Entry<ExportCategory, List<Path>> table : files.entrySet()) {
            try (Stream<String> lines = Files.lines(table.getValue().get(0))) {
                String header =
                        lines.findFirst().orElseThrow().replace("\"", "").replace("\uFEFF", "");
                assertThat(header.split(",")).containsAll(COLUMNS.get(table.getKey()));
            }
        }
    }

    /** Every row of an export is understood, and lies on the day that was asked for. */
    void givesRowsOfTheDay(Path directory) throws Exception {
        Export export = client.exportAndWait(ExportRequest.of(DateRange.ofDay(day), directory));
        for (ExportCategory category : ExportCategory.values()) {
            try (Stream<?> rows = export.rows(category)) {
                assertThat(rows.count()).isGreaterThanOrEqualTo(0);
            }
        }
        try (Stream<?> users = export.users()) {
            assertThat(users.count()).isPositive();
        }
    }

    /** Cancelling a job that has ended is refused with 400, which this library takes for "had ended". */
    void refusesToCancelWhatHasEnded(ActivityJob job) throws Exception {
        assertThat(get(client.cancelJob(job.id()))).isFalse();
    }

    private JobRequest request(ExportFormat format) {
        return new JobRequest(DateRange.ofDay(day), EnumSet.allOf(ExportCategory.class), format);
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.MINUTES);
    }
}
