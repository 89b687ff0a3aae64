package io.github.cartoactivity.benchmarks;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.univocity.parsers.csv.CsvParserSettings;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.cartoactivity.client.RowReader;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.EventData;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;

/**
 * Reads a file of events with one library, several times, and prints rows per second. Every contestant makes the same
 * {@link ActivityEvent} objects.
 *
 * <pre>RowsRace CONTESTANT FILE ROUNDS</pre>
 */
public final class RowsRace {
    /** Reads a file. */
    private interface Contestant {
        void read(Path file, Consumer<ActivityEvent> consumer) throws Exception;
    }

    private static final Map<String, Contestant> CONTESTANTS = new TreeMap<>(Map.of(
            "rows", (file, consumer) -> rows(RowReader.defaults(), file, consumer),
            "rows-2", (file, consumer) -> rows(RowReader.defaults().parallel(2), file, consumer),
            "fastcsv", RowsRace::fastCsv,
            "univocity", RowsRace::univocity,
            "jackson-csv", RowsRace::jacksonCsv,
            "parquet-avro", RowsRace::parquetAvro,
            "duckdb-jdbc", RowsRace::duckDb));

    private long rows;
    private long check;

    /**
     * Runs one contestant.
     *
     * @param arguments contestant, file, rounds
     */
    public static void main(String[] arguments) throws Exception {
        Contestant contestant = CONTESTANTS.get(arguments[0]);
        Path file = Path.of(arguments[1]);
        for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
            RowsRace race = new RowsRace();
            long start = System.nanoTime();
            long cpuStart = cpuNanos();
            contestant.read(file, race::count);
            double seconds = (System.nanoTime() - start) / 1e9;
            double cpu = (cpuNanos() - cpuStart) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%-14s %-24s %9d rows %7.2f s %6.2f million rows/s  %6.2f s cpu  check %x%n",
                    arguments[0],
                    file.getFileName(),
                    race.rows,
                    seconds,
                    race.rows / seconds / 1e6,
                    cpu,
                    race.check);
        }
    }

    /** What the process has used, by all its threads: less shaken by neighbours than the clock. */
    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private void count(ActivityEvent event) {
        rows++;
        check = check * 31
                + event.typeName().length()
                + event.ts().getEpochSecond()
                + event.data().raw().map(String::length).orElse(0);
    }

    private static void rows(RowReader reader, Path file, Consumer<ActivityEvent> consumer) {
        try (Stream<ActivityEvent> events = reader.activity(file)) {
            events.forEach(consumer);
        }
    }

    private static void fastCsv(Path file, Consumer<ActivityEvent> consumer) throws Exception {
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file)) {
            boolean header = true;
            for (CsvRecord row : reader) {
                if (!header) {
                    consumer.accept(event(row.getField(0), row.getField(1), row.getField(2)));
                }
                header = false;
            }
        }
    }

    private static void univocity(Path file, Consumer<ActivityEvent> consumer) throws Exception {
        CsvParserSettings settings = new CsvParserSettings();
        settings.setHeaderExtractionEnabled(true);
        settings.setMaxCharsPerColumn(1 << 20);
        settings.setReadInputOnSeparateThread(false);
        settings.getFormat().setLineSeparator("\n");
        for (String[] row : new com.univocity.parsers.csv.CsvParser(settings)
                .iterate(Files.newInputStream(file), StandardCharsets.UTF_8)) {
            consumer.accept(event(row[0], row[1], row[2]));
        }
    }

    private static void jacksonCsv(Path file, Consumer<ActivityEvent> consumer) throws Exception {
        CsvMapper mapper = new CsvMapper();
        try (MappingIterator<String[]> rows = mapper.readerFor(String[].class)
                .with(com.fasterxml.jackson.dataformat.csv.CsvParser.Feature.WRAP_AS_ARRAY)
                .readValues(file.toFile())) {
            rows.next();
            while (rows.hasNext()) {
                String[] row = rows.next();
                consumer.accept(event(row[0], row[1], row[2]));
            }
        }
    }

    private static void parquetAvro(Path file, Consumer<ActivityEvent> consumer) throws Exception {
        PlainParquetConfiguration configuration = new PlainParquetConfiguration();
        try (ParquetReader<GenericRecord> reader = AvroParquetReader.<GenericRecord>builder(
                        new LocalInputFile(file), configuration)
                .withDataModel(org.apache.avro.generic.GenericData.get())
                .withCodecFactory(new PlainCodecs())
                .build()) {
            for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
                long micros = (Long) row.get("ts");
                consumer.accept(ActivityEvent.of(
                        row.get("type").toString(),
                        Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000),
                        EventData.of(row.get("data").toString())));
            }
        }
    }

    private static void duckDb(Path file, Consumer<ActivityEvent> consumer) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:;jdbc_stream_results=true;");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads TO 2");
            try (ResultSet row = statement.executeQuery("SELECT type, ts, data FROM '" + file + "'")) {
                while (row.next()) {
                    consumer.accept(ActivityEvent.of(
                            row.getString(1),
                            row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                            EventData.of(row.getString(3))));
                }
            }
        }
    }

    private static ActivityEvent event(String type, String ts, String data) {
        return ActivityEvent.of(type, Instant.parse(ts), EventData.of(data));
    }

    private RowsRace() {}
}
