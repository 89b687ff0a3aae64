package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.DataFileException;
import io.github.cartoactivity.duckdb.QueryCancelledException;
import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.ErrorDetails;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Says what is wrong with a file, in fewer words than DuckDB, which quotes the line and lists its options. */
final class FileErrors {
    private static final int MAX_LINES = 4;
    private static final int MAX_LINE = 200;

    private FileErrors() {}

    static CartoActivityException of(Path file, SQLException problem, StatementWatch watch) {
        if (watch.stopped().isPresent()) {
            return new QueryCancelledException(
                    ErrorDetails.of("Stopped while reading a file", "").with("file", file), problem);
        }
        return new DataFileException(
                file,
                ErrorDetails.of("The file cannot be read: " + reason(problem), "Download it again, or leave it out"),
                problem);
    }

    static String reason(SQLException problem) {
        List<String> lines = QueryErrors.clean(problem)
                .lines()
                .takeWhile(line -> !line.startsWith("Possible"))
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("Original Line"))
                .map(line -> QueryErrors.cut(line, MAX_LINE))
                .limit(MAX_LINES)
                .toList();
        return String.join(", ", lines);
    }
}
