package io.github.cartoactivity.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are larger than the memory, with pages that are as large as the memory. */
class SmallHeapTest {
    private static final int ROWS = 150_000;
    private static final int LARGE_ROWS = 200;
    private static final String ALL_ROWS = ROWS + "\n" + ROWS + "\n" + LARGE_ROWS + "\n" + ROWS + "\n";

    @TempDir
    static Path directory;

    private static final List<String> FILES = new ArrayList<>();

    /** DuckDB puts a row group of 122,880 rows into one page of each column, here of some 55 MB. */
    @BeforeAll
    static void writeFiles() throws SQLException {
        FILES.clear();
        String query = "SELECT 'MapCreated' AS type, TIMESTAMP '2025-10-01' + to_microseconds(i) AS ts,"
                + " '{\"userId\":\"auth0|' || md5(i::VARCHAR) || '\",\"note\":\"' || repeat(md5((i % 100)::VARCHAR), 12) || '\"}' AS data"
                + " FROM range(" + ROWS + ") t(i)";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads TO 1");
            for (String codec : List.of("snappy", "zstd")) {
                Path file = directory.resolve(codec + ".parquet");
                statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet, CODEC '" + codec + "')");
                FILES.add(file.toString());
            }
            Path large = directory.resolve("large.parquet");
            statement.execute(
                    "COPY (SELECT 'MapCreated' AS type, TIMESTAMP '2025-10-01' AS ts, repeat(i::VARCHAR, 1000000)"
                            + " AS data FROM range(" + LARGE_ROWS + ") t(i)) TO '" + large
                            + "' (FORMAT parquet, CODEC 'snappy')");
            FILES.add(large.toString());
            Path csv = directory.resolve("rows.csv");
            statement.execute("COPY (" + query + ") TO '" + csv + "' (FORMAT csv, HEADER)");
            FILES.add(csv.toString());
        }
    }

    @Test
    void rowsOfBothFormats_streamThrough64Megabytes() throws IOException, InterruptedException {
        assertThat(count("-Xmx64m", "1", FILES)).isEqualTo(ALL_ROWS);
    }

    @Test
    void rowsOfBothFormats_streamThroughTwoThreadsAnd256Megabytes() throws IOException, InterruptedException {
        assertThat(count("-Xmx256m", "2", FILES)).isEqualTo(ALL_ROWS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void f57_smallFilesThatHoldOneHugeValue_areRefusedIn192Megabytes(String threads) throws Exception {
        Path value = directory.resolve("value.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "COPY (SELECT 'MapCreated' AS type, TIMESTAMP '2025-10-01' AS ts, repeat('x', 100000000) AS"
                            + " data) TO '" + value + "' (FORMAT parquet, CODEC 'snappy')");
        }
        List<String> files = List.of(
                value.toString(),
                packed("quotes.csv.gz", "\"", "\"\"").toString(),
                packed("plain.csv.gz", "", "x").toString());
        assertThat(count("-Xmx192m", threads, files)).isEqualTo("DataLimitException\n".repeat(files.size()));
    }

    /** A row whose last value has a hundred million bytes. */
    private static Path packed(String name, String start, String repeated) throws IOException {
        Path file = directory.resolve(name);
        byte[] many = repeated.repeat(1_000_000 / repeated.length()).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(("type,ts,data\nMapCreated,2025-10-01T00:00:00Z," + start).getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 100; i++) {
                out.write(many);
            }
        }
        return file;
    }

    private String count(String heap, String threads, List<String> files) throws IOException, InterruptedException {
        Path output = directory.resolve("out-" + threads + heap);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-cp",
                System.getProperty("java.class.path"),
                CountRows.class.getName(),
                threads));
        command.addAll(files);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int status = process.waitFor();
        try (Stream<String> lines = Files.lines(output, StandardCharsets.UTF_8)) {
            String printed = String.join(
                            "\n",
                            lines.filter(line ->
                                            !line.isBlank() && !line.startsWith("SLF4J") && !line.startsWith("WARNING"))
                                    .toList())
                    + "\n";
            assertThat(status).as(printed).isZero();
            return printed;
        }
    }
}
