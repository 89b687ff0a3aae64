package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.DataFileException;
import io.github.cartoactivity.duckdb.QueryCancelledException;
import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.ErrorDetails;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is wrong with a query log, and in which row where that is known. */
final class LogErrors {
    private static final Pattern ROW = Pattern.compile("in row (\\d+)");
    /** Where DuckDB says the JSON is broken: it counts the lines from 1 after it has gone on to the next. */
    private static final Pattern JSON =
            Pattern.compile(" in file \".*\", at byte (\\d+) in line (\\d{1,18})", Pattern.DOTALL);

    private static final Pattern LINE = Pattern.compile("(?i)\\bline:? (\\d{1,18})");
    private static final String VALUE = "Cannot understand the value";

    private LogErrors() {}

    static CartoActivityException of(Path file, SQLException problem, StatementWatch watch) {
        if (watch.stopped().isPresent()) {
            return new QueryCancelledException(
                    ErrorDetails.of("Stopped while reading a query log", "").with("file", file), problem);
        }
        String told = FileErrors.reason(problem);
        Matcher json = JSON.matcher(told);
        String reason = json.find()
                ? told.substring(0, json.start()) + " at byte " + json.group(1) + " of line "
                        + (Long.parseLong(json.group(2)) - 1) + told.substring(json.end())
                : told;
        String advice = reason.contains(VALUE)
                ? "Times are expected as 2025-10-01 10:00:00 with Z, UTC or an offset, numbers as digits; mend the row,"
                        + " or leave it out"
                : "Write the log anew, or leave the row out";
        ErrorDetails details = ErrorDetails.of("The query log cannot be read: " + reason, advice);
        Matcher row = ROW.matcher(reason);
        Matcher line = LINE.matcher(reason);
        if (row.find()) {
            details = details.with("row", row.group(1));
        } else if (line.find()) {
            details = details.with("line", line.group(1));
        }
        return new DataFileException(file, details, null);
    }
}
