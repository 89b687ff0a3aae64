package io.github.cartoactivity.duckdb.internal.archive;

import io.github.cartoactivity.benchmarks.OrganisationFiles;
import io.github.cartoactivity.client.ExportFile;
import io.github.cartoactivity.client.ExportRequest;
import io.github.cartoactivity.duckdb.ActivityArchive;
import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.duckdb.ArchiveDay;
import io.github.cartoactivity.duckdb.DatabaseOptions;
import io.github.cartoactivity.duckdb.SyncOptions;
import io.github.cartoactivity.duckdb.internal.ParquetTarget;
import io.github.cartoactivity.duckdb.internal.StagedTable;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What it costs to make an archive, against the same conversion in plain DuckDB SQL, and how fast one opens.
 *
 * <pre>
 * ArchiveRace ours  DIRECTORY FILE MIB   events of OrganisationFiles (CSV or Parquet) into an archive
 * ArchiveRace plain DIRECTORY FILE MIB   the same with one COPY of DuckDB: same columns, order, options, a folder a day
 * ArchiveRace year  DIRECTORY            makes an archive of 365 days, 2,000 events and 20 rows of usage each
 * ArchiveRace open  DIRECTORY            from opening it to the first count, in a JVM that gets warm
 * </pre>
 *
 * <p>Each in a process of its own; the peak of its memory is printed at the end. MIB is what DuckDB may take of it.
 */
public final class ArchiveRace {
    private static final int YEAR_MIB = 512;
    private static final int WARMING = 20;
    private static final int ROUNDS = 40;

    private ArchiveRace() {}

    /**
     * Runs one side.
     *
     * @param arguments which side, and its paths
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        long start = System.nanoTime();
        Path directory = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "ours" -> ours(Path.of(arguments[2]), directory, Integer.parseInt(arguments[3]));
            case "plain" -> plain(Path.of(arguments[2]), directory, Integer.parseInt(arguments[3]));
            case "year" -> year(directory);
            case "open" -> open(directory);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        System.out.printf(
                Locale.ROOT,
                "%-50s %6.1f s, %6.1f s of processors, %,11d bytes, %s%n",
                String.join(" ", arguments),
                (System.nanoTime() - start) / 1e9,
                cpuNanos() / 1e9,
                size(directory),
                peakMemory());
    }

    private static void ours(Path file, Path directory, int mib) throws IOException {
        ExportFormat format = file.toString().endsWith(".csv") ? ExportFormat.CSV : ExportFormat.PARQUET;
        convert(
                directory,
                new ExportFile(
                        file, ExportCategory.ACTIVITY, format, OrganisationFiles.DAYS, "benchmark", Files.size(file)),
                mib);
    }

    private static void convert(Path directory, ExportFile file, int mib) throws IOException {
        ArchiveLayout layout = new ArchiveLayout(ActivityArchive.at(directory).directory());
        Files.createDirectories(layout.staging());
        SyncOptions options = SyncOptions.since(file.range().from())
                .withConversion(DatabaseOptions.defaults()
                        .withMemoryLimit((long) mib << 20)
                        .withThreads(2));
        SyncJob job = new SyncJob(ExportRequest.of(file.range(), directory).withCategories(file.category()));
        try (DayConverter converter = new DayConverter(
                layout,
                step -> {},
                options,
                PeopleFilter.of(layout, options),
                file.range().toExclusive(),
                new SyncTally(Inventory.NONE))) {
            converter.convert(category -> List.of(file), job);
        }
        Files.delete(layout.staging());
    }

    private static void year(Path directory) throws IOException, SQLException {
        DateRange year = DateRange.ofDays(LocalDate.parse("2025-01-01"), LocalDate.parse("2025-12-31"));
        for (ExportCategory category : ExportCategory.values()) {
            Path csv = directory.resolveSibling(category.wireName() + ".csv");
            String rows = switch (category) {
                case ACTIVITY ->
                    "SELECT 'MapUpdated' AS type, TIMESTAMP '2025-01-01' + to_seconds(i * 43) AS ts,"
                            + " '{\"userId\":\"auth0|' || i % 100 || '\"}' AS data FROM range(730000) t(i)";
                case API_USAGE ->
                    "SELECT TIMESTAMP '2025-01-01' + to_days(CAST(i // 20 AS INTEGER)) AS ts,"
                            + " 'auth0|' || i % 20 AS user_id, 'maps' AS metric, i AS amount,"
                            + " 0.5 AS quota_usage_weight FROM range(7300) t(i)";
                case USER_LIST ->
                    "SELECT 'auth0|' || i AS user_id, i || '@example.com' AS email" + " FROM range(100) t(i)";
                case GROUP_LIST -> "SELECT i AS group_id, i AS group_alias FROM range(5) t(i)";
            };
            try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = connection.createStatement()) {
                statement.execute("COPY (" + rows + ") TO '" + csv + "' (HEADER)");
            }
            convert(
                    directory,
                    new ExportFile(csv, category, ExportFormat.CSV, year, "benchmark", Files.size(csv)),
                    YEAR_MIB);
            Files.delete(csv);
        }
    }

    private static void plain(Path file, Path directory, int mib) throws SQLException, IOException {
        Files.createDirectories(directory);
        String source = file.toString().endsWith(".csv")
                ? "read_csv('" + file + "', auto_detect=false, header=true, delim=',', quote='\"', escape='\"',"
                        + " columns={'type': 'VARCHAR', 'ts': 'TIMESTAMP', 'data': 'VARCHAR'})"
                : "read_parquet('" + file + "')";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads TO 2");
            statement.execute("SET memory_limit = '" + mib + "MiB'");
            statement.execute("SET temp_directory = '" + directory.resolveSibling("spill") + "'");
            statement.execute("COPY (" + StagedTable.wideEvents("type, ts, data", ", CAST(ts AS DATE) AS day", source)
                    + " ORDER BY day, type, ts) TO '" + directory + "' (" + ParquetTarget.OPTIONS
                    + ", PARTITION_BY (day), OVERWRITE)");
        }
    }

    private static void open(Path directory) throws IOException {
        ActivityArchive archive = ActivityArchive.open(directory);
        List<ArchiveDay> days = archive.days(ExportCategory.ACTIVITY);
        System.out.println(days.size() + " days, "
                + days.stream().mapToLong(ArchiveDay::rows).sum() + " rows");
        double[] opened = new double[ROUNDS];
        double[] counted = new double[ROUNDS];
        double[] worked = new double[ROUNDS];
        for (int round = -WARMING; round < ROUNDS; round++) {
            long cpuStart = cpuNanos();
            long start = System.nanoTime();
            try (ActivityDatabase database = ActivityDatabase.open(archive)) {
                long openedAt = System.nanoTime();
                String json = database.sql("SELECT count(*) AS n FROM activity").json();
                long countedAt = System.nanoTime();
                if (round < 0) {
                    System.out.printf(Locale.ROOT, "%s after %.1f ms%n", json, (countedAt - start) / 1e6);
                } else {
                    opened[round] = (openedAt - start) / 1e6;
                    counted[round] = (countedAt - start) / 1e6;
                    worked[round] = (cpuNanos() - cpuStart) / 1e6;
                }
            }
        }
        print("open", opened);
        print("with the first count", counted);
        print("of processors", worked);
    }

    private static void print(String what, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%-20s least %6.1f ms, median %6.1f ms, 9 of 10 at most %6.1f ms%n",
                what,
                millis[0],
                millis[millis.length / 2],
                millis[millis.length * 9 / 10]);
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            long bytes = 0;
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }

    /** What the process has used, by all its threads: less shaken by neighbours than the clock. */
    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static String peakMemory() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return "";
        }
        try (Stream<String> lines = Files.lines(status, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("VmHWM"))
                    .findFirst()
                    .orElse("")
                    .replaceAll("\\s+", " ");
        }
    }
}
