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
        if (watch.stopped().filter(StatementWatch.Stop.ROOM::equals).isPresent()) {
            return new DataFileException(
                    file,
                    ErrorDetails.of(
                            "The file holds far more than its size lets expect: taking it in needed more than "
                                    + (FileRead.mostRoom(file) >> 20) + " MiB of the disk, and was ended",
                            "Download it again, or leave it out"),
                    problem);
        }
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
