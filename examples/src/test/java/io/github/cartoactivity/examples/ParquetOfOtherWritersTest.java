package io.github.cartoactivity.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.duckdb.Row;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQL over Parquet as DuckDB itself would not write it: old timestamps, bare bytes, lists of two levels. */
class ParquetOfOtherWritersTest {
    private static final Instant TS = Instant.parse("2025-10-01T23:59:59.999999999Z");

    @TempDir
    Path directory;

    private Path write(String name, String columns, List<Consumer<Group>> rows) throws IOException {
        MessageType type = MessageTypeParser.parseMessageType("message rows { " + columns + " }");
        Path file = directory.resolve(name);
        try (ParquetWriter<Group> writer = ExampleParquetWriter.builder(new LocalOutputFile(file))
                .withType(type)
                .withConf(new PlainParquetConfiguration())
                .build()) {
            for (Consumer<Group> row : rows) {
                Group group = new SimpleGroupFactory(type).newGroup();
                row.accept(group);
                writer.write(group);
            }
        }
        return file;
    }

    private static Binary int96(Instant ts) {
        long day = Math.floorDiv(ts.getEpochSecond(), 86_400L);
        long nanos = Math.floorMod(ts.getEpochSecond(), 86_400L) * 1_000_000_000 + ts.getNano();
        return Binary.fromConstantByteArray(ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(nanos)
                .putInt((int) day + 2_440_588)
                .array());
    }

    @Test
    void f59_int96AndBareBytes_areTimesAndText() throws IOException {
        Path file = write(
                "events.parquet",
                "required int96 ts; optional binary data; optional binary extra; required binary TYPE;",
                List.of(
                        row -> row.append("ts", int96(TS))
                                .append("data", "{\"userId\":\"u\"}")
                                .append("TYPE", "A"),
                        row -> row.append("ts", int96(Instant.parse("1999-12-31T00:00:00Z")))
                                .append("TYPE", "B")));
        try (ActivityDatabase database = ActivityDatabase.open(file)) {
            List<Row> rows = database.sql(
                            "SELECT ts, type, data->>'$.userId' AS who, typeof(ts) || typeof(data) AS types,"
                                    + " CAST(ts AS DATE) AS day FROM activity ORDER BY ts")
                    .rows();
            assertThat(rows)
                    .extracting(row -> row.instant("ts") + " " + row.text("type") + " " + row.text("who"))
                    .containsExactly("1999-12-31T00:00:00Z B null", "2025-10-01T23:59:59.999999Z A u");
            assertThat(rows).extracting(row -> row.text("types")).containsOnly("TIMESTAMPVARCHAR");
            assertThat(rows)
                    .extracting(row -> String.valueOf(row.date("day")))
                    .containsExactly("1999-12-31", "2025-10-01");
            assertThat(database.sql("SELECT count(*) FROM activity WHERE ts >= '2025-10-01' AND ts < '2025-10-02'")
                            .value(Long.class))
                    .contains(1L);
            assertThat(database.sql("SELECT user_id FROM events WHERE type = 'A'")
                            .value(String.class))
                    .contains("u");
        }
    }

    @Test
    void f59_listsOfTwoLevels_andDecimalsOfBytes_areListsAndNumbers() throws IOException {
        Path users = write(
                "users.parquet",
                "required binary user_id; required binary email (STRING); required int96 created_at;"
                        + " optional group group_ids (LIST) { repeated binary array (STRING); }",
                List.of(row -> {
                    row.append("user_id", "u").append("email", "u@x.example").append("created_at", int96(TS));
                    row.addGroup("group_ids").append("array", "g1").append("array", "g2");
                }));
        Path usage = write(
                "usage.parquet",
                "required int96 ts; required binary metric; required binary amount (DECIMAL(20,2));"
                        + " optional double quota_usage_weight;",
                List.of(row -> row.append("ts", int96(Instant.parse("2025-10-01T00:00:00Z")))
                        .append("metric", "m")
                        .append("amount", Binary.fromConstantByteArray(new byte[] {0x01, 0x2d}))
                        .append("quota_usage_weight", 0.1)));
        try (ActivityDatabase database = ActivityDatabase.open(users, usage)) {
            assertThat(database.sql("SELECT len(group_ids) || group_ids[2] FROM userList")
                            .value(String.class))
                    .contains("2g2");
            assertThat(database.sql("SELECT created_at FROM userList")
                            .rows()
                            .get(0)
                            .instant("created_at"))
                    .isEqualTo(Instant.parse("2025-10-01T23:59:59.999999Z"));
            assertThat(database.sql("SELECT amount * quota_usage_weight AS used, ts FROM apiUsage")
                            .rows()
                            .get(0)
                            .decimal("used"))
                    .isEqualByComparingTo("0.301");
        }
    }
}
