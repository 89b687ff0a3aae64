package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.model.EventData;
import io.github.cartoactivity.model.UserId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wide view gives the same as the typed payload. */
class EventsViewTest {
    private static final List<String> PAYLOADS = List.of(
            "{\"userId\":\"auth0|1\",\"mapId\":\"m1\",\"workflowId\":\"w1\",\"connectionId\":\"c1\",\"provider\":\"bigquery\"}",
            "{\"user\":{\"id\":\"auth0|2\"},\"map\":{\"id\":\"m2\"},\"connection\":{\"id\":\"c2\",\"provider\":\"snowflake\"}}",
            "{\"userId\":null,\"mapId\":5,\"map\":{\"id\":\"nested\"},\"provider\":\"  \",\"workflow\":{\"id\":\"w\"}}",
            "{\"userId\":{\"x\":1},\"mapId\":[\"m\"],\"connectionId\":true}",
            "{\"batchAPIResponse\":{\"status\":\"failure\",\"error\":\"no slots\"}}",
            "{\"batchAPIResponse\":\"success\"}",
            "{\"userId\":\" padded \"}",
            "{\"userId\":\"quo\\\"te\\u00e9\"}",
            "{\"userId\":\"\\t\\n\",\"mapId\":\"\\u2003\\u000b\",\"map\":{\"id\":\"m\"},\"workflowId\":\"\\u00a0\",\"provider\":\"\\u001c\"}",
            "[1,2]",
            "\"text\"",
            "{\"userId\":\"cut",
            "not json",
            "");

    record Wide(
            String data,
            String userId,
            String mapId,
            String workflowId,
            String connectionId,
            String provider,
            String status,
            String error) {}

    @Test
    void columns_areWhatTheTypedPayloadGives(@TempDir Path directory) throws Exception {
        StringBuilder csv = new StringBuilder("type,ts,data\n");
        for (String payload : PAYLOADS) {
            csv.append("MapUpdated,2025-10-01T00:00:00.000Z,\"")
                    .append(payload.replace("\"", "\"\""))
                    .append("\"\n");
        }
        Path file = Files.writeString(directory.resolve("a.csv"), csv);
        try (ActivityDatabase database = ActivityDatabase.open(file)) {
            List<Wide> rows =
                    database.sql("SELECT * EXCLUDE (type, ts) FROM events").as(Wide.class);
            assertThat(rows).extracting(Wide::data).containsExactlyInAnyOrderElementsOf(PAYLOADS);
            assertThat(rows).allSatisfy(row -> {
                EventData data = EventData.of(row.data());
                assertThat(Optional.ofNullable(row.userId()))
                        .isEqualTo(data.userId().map(UserId::value));
                assertThat(Optional.ofNullable(row.mapId())).isEqualTo(data.mapId());
                assertThat(Optional.ofNullable(row.workflowId())).isEqualTo(data.workflowId());
                assertThat(Optional.ofNullable(row.connectionId())).isEqualTo(data.connectionId());
                assertThat(Optional.ofNullable(row.provider())).isEqualTo(data.provider());
                assertThat(Optional.ofNullable(row.status())).isEqualTo(data.text("$.batchAPIResponse.status"));
                assertThat(Optional.ofNullable(row.error())).isEqualTo(data.text("$.batchAPIResponse.error"));
            });
        }
    }
}
