package io.github.cartoactivity.testing;

import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.internal.text.Json;
import io.github.cartoactivity.testing.internal.text.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls a FakeCarto as a client would, one request at a time. */
final class Caller {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final FakeCarto carto;

    Caller(FakeCarto carto) {
        this.carto = carto;
    }

    HttpResponse<String> token() throws IOException, InterruptedException {
        return token(Map.of());
    }

    HttpResponse<String> token(Map<String, String> changes) throws IOException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>(Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                carto.clientId(),
                "client_secret",
                carto.clientSecret(),
                "audience",
                "carto-cloud-native-api"));
        form.putAll(changes);
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .reduce((one, other) -> one + "&" + other)
                .orElseThrow();
        return send(HttpRequest.newBuilder(carto.authUrl())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> create(DateRange range, ExportFormat format, ExportCategory... categories)
            throws IOException, InterruptedException {
        return create(body(range, format, categories));
    }

    HttpResponse<String> create(String body) throws IOException, InterruptedException {
        return send(api("/activity-data-jobs").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> get(String jobId) throws IOException, InterruptedException {
        return send(api("/activity-data-jobs/" + jobId));
    }

    HttpResponse<String> cancel(String jobId) throws IOException, InterruptedException {
        return send(api("/activity-data-jobs/" + jobId + "/cancel").DELETE());
    }

    HttpResponse<byte[]> file(String url, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Creates a job, polls it until it is done, and returns its links by table. */
    Map<String, List<String>> links(DateRange range, ExportFormat format, ExportCategory... categories)
            throws IOException, InterruptedException {
        String id = (String) json(create(range, format, categories)).get("jobId");
        while (true) {
            Map<String, @Nullable Object> job = json(get(id));
            if (job.get("status").equals("success")) {
                return urls(job);
            }
        }
    }

    /** The only link of a job for one table. */
    String link(DateRange range, ExportCategory category) throws IOException, InterruptedException {
        List<String> urls = links(range, ExportFormat.CSV, category).get(category.wireName());
        if (urls.size() != 1) {
            throw new AssertionError("Expected one link but got " + urls.size());
        }
        return urls.get(0);
    }

    @SuppressWarnings("unchecked")
    static Map<String, List<String>> urls(Map<String, @Nullable Object> job) {
        return (Map<String, List<String>>) job.get("urls");
    }

    static Map<String, @Nullable Object> json(HttpResponse<String> response) {
        return JsonReader.object(response.body());
    }

    static String body(DateRange range, ExportFormat format, ExportCategory... categories) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("startDate", range.from() + "T00:00:00.000Z");
        body.put("endDate", range.toExclusive() + "T00:00:00.000Z");
        body.put(
                "categories",
                Stream.of(categories).map(ExportCategory::wireName).toList());
        body.put("format", format.wireName());
        return Json.text(body);
    }

    private HttpRequest.Builder api(String path) {
        return HttpRequest.newBuilder(carto.accountsUrl().resolve(path))
                .header("Authorization", "Bearer " + carto.issueToken());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
