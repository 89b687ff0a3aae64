package io.github.cartoactivity.benchmarks;

import io.github.cartoactivity.client.Rows;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ActivityEventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/**
 * Makes the files that are read: events with payloads full of quotes, about 480 bytes a row, always the same.
 *
 * <pre>EventFiles DIRECTORY ROWS</pre>
 */
public final class EventFiles {
    private static final long SEED = 42;
    private static final Instant FIRST = Instant.parse("2025-10-01T00:00:00Z");
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final String[] PROVIDERS = {"bigquery", "snowflake", "redshift", "databricks", "postgres", "carto"};
    private static final String[] AGENTS = {
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)",
        "carto-cli/2.14.0"
    };

    private final Random random = new Random(SEED);
    private final String[] types = Stream.of(ActivityEventType.values())
            .filter(type -> type != ActivityEventType.UNKNOWN)
            .map(ActivityEventType::wireName)
            .toArray(String[]::new);
    private final String[] users = ids("auth0|", 400);
    private final String[] maps = uuids(5000);
    private final String[] connections = uuids(60);

    /**
     * Writes a CSV file, and Parquet files with the same rows as DuckDB writes them.
     *
     * @param arguments directory and number of rows
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        int rows = Integer.parseInt(arguments[1]);
        Path csv = directory.resolve("events.csv");
        new EventFiles().write(csv, rows);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads TO 2");
            statement.execute("SET memory_limit = '4GB'");
            statement.execute("SET preserve_insertion_order = true");
            for (String codec : new String[] {"snappy", "zstd"}) {
                Path parquet = directory.resolve("events-" + codec + ".parquet");
                statement.execute(
                        "COPY (FROM read_csv('" + csv + "', header = true, delim = ',', quote = '\"', columns = "
                                + "{type: 'VARCHAR', ts: 'TIMESTAMP', data: 'VARCHAR'})) TO '" + parquet
                                + "' (FORMAT parquet, CODEC '" + codec + "')");
            }
        }
        for (CompressionCodecName codec : List.of(CompressionCodecName.SNAPPY, CompressionCodecName.ZSTD)) {
            rewrite(csv, directory.resolve("events-java-" + codec.name().toLowerCase(Locale.ROOT) + ".parquet"), codec);
        }
        try (Stream<Path> files = Files.list(directory)) {
            files.sorted().forEach(file -> System.out.printf("%,15d bytes  %s%n", size(file), file));
        }
    }

    /** The same rows as parquet-java writes them, in pages of 1 MB. */
    private static void rewrite(Path csv, Path parquet, CompressionCodecName codec) throws IOException {
        Schema schema = SchemaBuilder.record("event")
                .fields()
                .optionalString("type")
                .name("ts")
                .type(LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG)))
                .noDefault()
                .optionalString("data")
                .endRecord();
        try (ParquetWriter<GenericRecord> writer = AvroParquetWriter.<GenericRecord>builder(
                                new LocalOutputFile(parquet))
                        .withConf(new PlainParquetConfiguration())
                        .withSchema(schema)
                        .withDataModel(GenericData.get())
                        .withCodecFactory(new PlainCodecs())
                        .withCompressionCodec(codec)
                        .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
                        .build();
                Stream<ActivityEvent> events = Rows.activity(csv)) {
            for (ActivityEvent event : (Iterable<ActivityEvent>) events::iterator) {
                GenericRecord row = new GenericData.Record(schema);
                row.put("type", event.typeName());
                row.put("ts", ChronoUnit.MICROS.between(Instant.EPOCH, event.ts()));
                row.put("data", event.data().raw().orElse(null));
                writer.write(row);
            }
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path file, int rows) throws IOException {
        long step = 14L * 86_400_000 / rows;
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            out.write("type,ts,data\n");
            for (int i = 0; i < rows; i++) {
                String type = types[(int) (Math.pow(random.nextDouble(), 3) * types.length)];
                Instant ts = FIRST.plusMillis(i * step + random.nextInt((int) step + 1));
                out.write(type + "," + MILLIS.format(ts) + ",\"" + payload().replace("\"", "\"\"") + "\"\n");
            }
        }
    }

    private String payload() {
        String user = users[(int) (Math.pow(random.nextDouble(), 2) * users.length)];
        String map = maps[(int) (Math.pow(random.nextDouble(), 2) * maps.length)];
        int connection = random.nextInt(connections.length);
        boolean failed = random.nextInt(20) == 0;
        return "{\"userId\":\"" + user + "\",\"mapId\":\"" + map + "\",\"connectionId\":\"" + connections[connection]
                + "\",\"provider\":\"" + PROVIDERS[connection % PROVIDERS.length] + "\",\"collaborative\":"
                + random.nextBoolean() + ",\"zoom\":" + random.nextInt(22) + ",\"batchAPIResponse\":{\"status\":\""
                + (failed ? "failure" : "success") + "\",\"jobId\":\"" + uuid() + "\",\"elapsed\":"
                + random.nextInt(100_000) + (failed ? ",\"error\":\"Table not found: caf\u00E9\"" : "")
                + "},\"userAgent\":\"" + AGENTS[random.nextInt(AGENTS.length)] + "\"}";
    }

    private String[] ids(String prefix, int count) {
        return random.longs(count)
                .mapToObj(id -> prefix + Long.toHexString(id) + "00000000")
                .toArray(String[]::new);
    }

    private String[] uuids(int count) {
        return Stream.generate(this::uuid).limit(count).toArray(String[]::new);
    }

    private String uuid() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
