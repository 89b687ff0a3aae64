package io.github.cartoactivity.duckdb;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** DuckDB with views over the Parquet files of an export, as CARTO's command line has it; nothing of ours. */
final class PlainDuckDb implements AutoCloseable {
    /**
     * An answer, or the kind of error that there was instead.
     *
     * @param columns names and types
     * @param rows values as texts
     * @param error what an error's text begins with; empty for none
     */
    record Answer(List<String> columns, List<List<String>> rows, String error) {
        Answer sorted() {
            return new Answer(
                    columns,
                    rows.stream()
                            .sorted((a, b) -> a.toString().compareTo(b.toString()))
                            .toList(),
                    error);
        }
    }

    private final Connection connection;

    PlainDuckDb(Path export) throws Exception {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("SET TimeZone = 'UTC'");
        try (Stream<Path> walk = Files.walk(export)) {
            List<Path> files = walk.filter(Files::isRegularFile).toList();
            for (String table : List.of("activity", "apiUsage", "userList", "groupList")) {
                String paths = files.stream()
                        .filter(file -> file.getFileName().toString().startsWith(table))
                        .map(file -> "'" + file + "'")
                        .collect(Collectors.joining(", ", "[", "]"));
                execute("CREATE VIEW " + table + " AS SELECT * FROM read_parquet(" + paths + ")");
            }
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    Answer answer(String sql, List<Object> values) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (ResultSet result = statement.executeQuery()) {
                return read(result);
            }
        } catch (SQLException e) {
            return new Answer(List.of(), List.of(), kind(e.getMessage()));
        }
    }

    private static Answer read(ResultSet result) throws SQLException {
        ResultSetMetaData metadata = result.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            columns.add(metadata.getColumnLabel(i) + " " + metadata.getColumnTypeName(i));
        }
        List<List<String>> rows = new ArrayList<>();
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                boolean timestamp = metadata.getColumnTypeName(i).equals("TIMESTAMP");
                row.add(text(timestamp ? result.getObject(i, LocalDateTime.class) : result.getObject(i)));
            }
            rows.add(row);
        }
        return new Answer(columns, rows, "");
    }

    /** A value as a text that is the same for values that are the same. */
    static String text(Object value) {
        if (value instanceof LocalDateTime time) {
            return time.toInstant(ZoneOffset.UTC).toString();
        }
        if (value instanceof Instant instant) {
            return instant.toString();
        }
        if (value instanceof Number number) {
            return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
        }
        return String.valueOf(value);
    }

    /** What an error is about, without places and names of files. */
    static String kind(String message) {
        return message.lines()
                .filter(line -> line.contains("Error: "))
                .findFirst()
                .orElse(message)
                .replaceAll("^.*?((?:\\w+ ){1,2}Error: .{0,25}).*$", "$1")
                .replaceAll("Malformed JSON.*", "Malformed JSON");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
