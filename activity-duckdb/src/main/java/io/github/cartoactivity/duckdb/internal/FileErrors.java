package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.DataFileException;
import io.github.cartoactivity.duckdb.QueryCancelledException;
import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.ErrorDetails;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is wrong with a file, in fewer words than DuckDB, which quotes the line and lists its options. */
final class FileErrors {
    private static final int MAX_LINE = 300;

    /** What DuckDB says of a CSV file; then it quotes the line, which may have lines of its own, then it explains. */
    private static final Pattern LINE = Pattern.compile("CSV Error on Line: \\d+");

    private static final Pattern FAULTS = Pattern.compile("(?m)^(?:Expected Number of Columns: \\d+ Found: \\d+"
            + "|Value with unterminated quote found|Maximum line size of \\d+ bytes exceeded"
            + "|Invalid unicode \\(byte sequence mismatch\\) detected|Too many columns|Missing columns)");

    /** A value, from its first quote to the last one, because there may be others in it. */
    private static final Pattern VALUES = Pattern.compile("'.*'");

    /** A value that is no text: its bytes. */
    private static final Pattern BYTES = Pattern.compile("\\bvalue \".*");

    private static final Pattern INPUT = Pattern.compile("\\s*\\bInput: .*$");

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
                null);
    }

    /** What DuckDB says, without what is in the file; its own exception has that, so it is no cause. */
    static String reason(SQLException problem) {
        String told = String.valueOf(problem.getMessage());
        Matcher line = LINE.matcher(told);
        if (line.find()) {
            return FAULTS.matcher(told.substring(line.end()))
                    .results()
                    .map(MatchResult::group)
                    .findFirst()
                    .map(fault -> line.group() + ", " + fault)
                    .orElse(line.group());
        }
        String first = QueryErrors.clean(problem).lines().findFirst().orElse("").strip();
        return QueryErrors.cut(
                INPUT.matcher(BYTES.matcher(VALUES.matcher(first).replaceAll("'...'"))
                                .replaceAll("a value"))
                        .replaceAll(""),
                MAX_LINE);
    }
}
