package io.github.cartoactivity.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.Rows;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ApiUsageRow;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.UserRecord;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbParquetTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"snappy", "zstd", "gzip", "uncompressed"})
    void activity_writtenByDuckDb_isReadWithEveryCodec(String codec) throws SQLException {
        Path file = copy(
                "SELECT 'MapCreated' AS type, TIMESTAMP '2025-10-01 12:34:56.789123' AS ts, '{\"mapId\":\"' || i || '\"}' AS data"
                        + " FROM range(3000) t(i)",
                codec);
        try (Stream<ActivityEvent> events = Rows.activity(file)) {
            List<ActivityEvent> all = events.toList();
            assertThat(all).hasSize(3000);
            assertThat(all.get(7).typeName()).isEqualTo("MapCreated");
            assertThat(all.get(7).ts()).isEqualTo(Instant.parse("2025-10-01T12:34:56.789123Z"));
            assertThat(all.get(7).data().raw()).contains("{\"mapId\":\"7\"}");
        }
        assertThat(Rows.categoryOf(file)).contains(ExportCategory.ACTIVITY);
    }

    @Test
    void otherTables_writtenByDuckDb_areRead() throws SQLException {
        Path usage = copy(
                "SELECT DATE '2025-10-01' AS ts, NULL::VARCHAR AS user_id, 'tiles' AS metric, 12 AS amount, 1.50::DECIMAL(9,3) AS quota_usage_weight",
                "snappy");
        try (Stream<ApiUsageRow> rows = Rows.apiUsage(usage)) {
            assertThat(rows)
                    .containsExactly(new ApiUsageRow(
                            Instant.parse("2025-10-01T00:00:00Z"),
                            null,
                            "tiles",
                            new BigDecimal("12"),
                            new BigDecimal("1.5"),
                            null,
                            null));
        }
    }

    @Test
    void groupIds_asList_areRead() throws SQLException {
        Path users = copy(
                "SELECT * FROM (VALUES ('auth0|1', ['a','b']), ('auth0|2', []), ('auth0|3', NULL), ('auth0|4', ['c'])) t(user_id, group_ids)",
                "zstd");
        try (Stream<UserRecord> rows = Rows.users(users)) {
            assertThat(rows.map(user -> user.userId().value() + user.groupIds()))
                    .containsExactly("auth0|1[a, b]", "auth0|2[]", "auth0|3[]", "auth0|4[c]");
        }
    }

    private Path copy(String query, String codec) throws SQLException {
        Path file = directory.resolve(codec + "-" + System.nanoTime() + ".parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet, CODEC '" + codec + "')");
        }
        return file;
    }
}
