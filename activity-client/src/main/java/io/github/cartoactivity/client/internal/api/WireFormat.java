package io.github.cartoactivity.client.internal.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cartoactivity.client.ActivityJob;
import io.github.cartoactivity.client.JobRequest;
import io.github.cartoactivity.client.JobStatus;
import io.github.cartoactivity.client.SignedLink;
import io.github.cartoactivity.client.error.ProtocolException;
import io.github.cartoactivity.client.internal.http.Answer;
import io.github.cartoactivity.client.internal.http.Operation;
import io.github.cartoactivity.model.ExportCategory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How CARTO spells things. The token request is published; the JSON of jobs is not, so this class, and no other, holds
 * what is assumed of it: it writes one spelling and reads every one that is likely.
 */
public final class WireFormat {
    static final Duration DEFAULT_TOKEN_LIFE = Duration.ofHours(1);
    static final Duration LONGEST_TOKEN_LIFE = Duration.ofHours(24);

    private static final Logger LOG = System.getLogger(WireFormat.class.getName());
    private static final String AUDIENCE = "carto-cloud-native-api";
    private static final int MAX_TOKEN_LENGTH = 16 * 1024;
    private static final int MAX_JOB_ID_LENGTH = 200;
    private static final int MAX_STRANGERS = 100;

    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final ObjectMapper mapper = new ObjectMapper();
    private final Set<String> strangers = ConcurrentHashMap.newKeySet();

    /** A token and how long it may be used. */
    record Token(String value, Duration life) {
        @Override
        public String toString() {
            return "Token[***, life=" + life + "]";
        }
    }

    String tokenForm(String clientId, String clientSecret) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_id", clientId);
        form.put("client_secret", clientSecret);
        form.put("audience", AUDIENCE);
        return form.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    Token token(Operation operation, Answer answer) {
        JsonNode json = object(operation, answer);
        String value = json.path("access_token").asText("");
        if (!value.matches("[\\x21-\\x7e]+") || value.length() > MAX_TOKEN_LENGTH) {
            throw unreadable(operation, "the answer has no usable access_token");
        }
        String type = json.path("token_type").asText("Bearer");
        if (!type.equalsIgnoreCase("Bearer")) {
            throw unreadable(operation, "the answer has a token_type other than Bearer");
        }
        return new Token(value, tokenLife(operation, json.path("expires_in")));
    }

    private static Duration tokenLife(Operation operation, JsonNode expiresIn) {
        String text = expiresIn.asText("");
        if (!text.matches("-?\\d{1,18}")) {
            return DEFAULT_TOKEN_LIFE;
        }
        long seconds = Long.parseLong(text);
        if (seconds <= 0) {
            throw unreadable(operation, "the answer has a token that has already expired");
        }
        return Duration.ofSeconds(Math.min(seconds, LONGEST_TOKEN_LIFE.toSeconds()));
    }

    /** The body of a create request; the caller may change it. */
    Map<String, Object> createBody(JobRequest request) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("startDate", text(request.range().start()));
        body.put("endDate", text(request.range().end()));
        body.put(
                "categories",
                request.categories().stream().map(ExportCategory::wireName).toList());
        body.put("format", request.format().wireName());
        return body;
    }

    byte[] json(@Nullable Map<String, Object> body) {
        if (body == null) {
            throw new IllegalArgumentException("The request mapper returned null");
        }
        try {
            return mapper.writeValueAsBytes(body);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("The request mapper returned something that is no JSON object", e);
        }
    }

    /** A job, whichever of its shapes the answer has. */
    ActivityJob job(Operation operation, Answer answer, @Nullable String knownId) {
        JsonNode json = object(operation, answer);
        String id = first(json, "jobId", "id", "job_id").orElse(knownId);
        if (id == null || id.isBlank() || id.length() > MAX_JOB_ID_LENGTH) {
            throw unreadable(operation, "the answer names no job id");
        }
        String status = first(json, "status", "state").orElse("pending");
        return new ActivityJob(
                id,
                JobStatus.of(status),
                status,
                links(operation.with("jobId", id), json, JobStatus.of(status)),
                first(json, "error", "message", "reason").orElse(null));
    }

    private List<SignedLink> links(Operation operation, JsonNode json, JobStatus status) {
        try {
            JobLinks links = JobLinks.in(json);
            if (status == JobStatus.SUCCESS) {
                check(operation, links);
            }
            return links.links();
        } catch (IllegalArgumentException e) {
            throw unreadable(operation, String.valueOf(e.getMessage()));
        }
    }

    /** A link that nobody understands may be a file; without it an export would be short of rows, and look well. */
    private void check(Operation operation, JobLinks links) {
        if (links.areNotUnderstood()) {
            throw unreadable(operation, "the answer has links that are not understood");
        }
        for (String name : links.strangers()) {
            if (strangers.size() < MAX_STRANGERS && strangers.add(name)) {
                LOG.log(Level.WARNING, "Links called \"{0}\", which this version does not know, are passed over", name);
            }
        }
    }

    static URI jobsUri(URI accountsUrl, String path) {
        String base = accountsUrl.toString();
        return URI.create(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/activity-data-jobs" + path);
    }

    static String pathSegment(String jobId) {
        return "/"
                + URLEncoder.encode(jobId, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace(".", "%2E");
    }

    private static String text(Instant instant) {
        return INSTANT.format(instant);
    }

    private static Optional<String> first(JsonNode json, String... keys) {
        for (String key : keys) {
            JsonNode value = json.path(key);
            if (value.isValueNode() && !value.isNull()) {
                return Optional.of(value.asText());
            }
            if (value.path("message").isTextual()) {
                return Optional.of(value.path("message").asText());
            }
        }
        return Optional.empty();
    }

    private JsonNode object(Operation operation, Answer answer) {
        try {
            JsonNode json = mapper.readTree(answer.body());
            if (json == null || !json.isObject()) {
                throw unreadable(operation, "the answer is no JSON object");
            }
            return json;
        } catch (JacksonException e) {
            throw unreadable(operation, "the answer is no JSON");
        }
    }

    /** Without the parser's error as cause: it may show a part of the answer. */
    private static ProtocolException unreadable(Operation operation, String problem) {
        return new ProtocolException(
                operation.failed(
                        problem, "Check the address; if it is CARTO's, the API has changed: look for a newer version"),
                null);
    }
}
