package io.github.cartoactivity.benchmarks;

import io.github.cartoactivity.benchmarks.Analyses.Analysis;
import io.github.cartoactivity.duckdb.ActivityArchive;
import io.github.cartoactivity.duckdb.ActivityDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fourteen analyses over five million events: plain DuckDB over the exported Parquet files, as CARTO's command line has
 * it; the same text over an archive; and the typed questions over the archive. The contestants take turns in every
 * round. Prints milliseconds: the least and the median of all rounds, and the first of the typed questions, which may
 * gather what later ones use.
 *
 * <pre>AnalysesRace DIRECTORY ROUNDS</pre>
 */
public final class AnalysesRace {
    private static final List<String> TABLES = List.of("activity", "apiUsage", "userList", "groupList");

    private final Statement plain;
    private final ActivityDatabase archive;

    private AnalysesRace(Statement plain, ActivityDatabase archive) {
        this.plain = plain;
        this.archive = archive;
    }

    /**
     * Makes the data if it is not there yet, and runs all analyses.
     *
     * @param arguments directory of the data, and number of rounds
     */
    public static void main(String[] arguments) throws Exception {
        AnalysesData data = new AnalysesData(Path.of(arguments[0]));
        data.prepare();
        int rounds = Integer.parseInt(arguments[1]);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement plain = connection.createStatement();
                ActivityDatabase archive = ActivityDatabase.open(ActivityArchive.open(data.archive()))) {
            openExport(plain, data.export());
            new AnalysesRace(plain, archive).run(rounds);
        }
    }

    private static void openExport(Statement plain, Path export) throws SQLException, IOException {
        plain.execute("SET TimeZone = 'UTC'");
        try (Stream<Path> files = Files.walk(export)) {
            List<Path> all = files.filter(Files::isRegularFile).sorted().toList();
            for (String table : TABLES) {
                String paths = all.stream()
                        .filter(file -> file.getFileName().toString().startsWith(table))
                        .map(file -> "'" + file + "'")
                        .collect(Collectors.joining(", ", "[", "]"));
                plain.execute("CREATE VIEW " + table + " AS SELECT * FROM read_parquet(" + paths + ")");
                System.out.printf(
                        Locale.ROOT,
                        "%-10s %s%n",
                        table,
                        paths.length() - paths.replace(",", "").length() + 1);
            }
        }
    }

    private void run(int rounds) throws SQLException {
        String user = text("SELECT max(data->>'$.userId') FROM activity WHERE data->>'$.userId' LIKE 'auth0|%'");
        System.out.printf(
                Locale.ROOT,
                "%s events, %s bytes of payload a row%n",
                text("SELECT count(*) FROM activity"),
                text("SELECT round(avg(length(data))) FROM activity"));
        List<Analysis> analyses = Analyses.of(user);
        for (Analysis analysis : analyses) {
            requireEqual(analysis);
        }
        long[][][] times = new long[analyses.size()][3][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < analyses.size(); i++) {
                Analysis analysis = analyses.get(i);
                times[i][0][round] = time(() -> fetch(analysis.sql()));
                times[i][1][round] = time(() -> archive.sql(analysis.sql()).rows());
                times[i][2][round] = time(() -> analysis.typed().apply(archive).list());
            }
        }
        print(analyses, times);
    }

    private void requireEqual(Analysis analysis) throws SQLException {
        String expected =
                text("SELECT md5(string_agg(answer::VARCHAR, chr(10))) FROM (" + analysis.sql() + ") AS answer");
        String actual = archive.sql(
                        "SELECT md5(string_agg(answer::VARCHAR, chr(10))) FROM (" + analysis.sql() + ") AS answer")
                .value(String.class)
                .orElse("");
        if (!expected.equals(actual)) {
            throw new IllegalStateException("Other rows: " + analysis.name());
        }
    }

    private static void print(List<Analysis> analyses, long[][][] times) {
        System.out.println(
                "| analysis | plain min | median | archive min | median | typed min | median | first | b | c |");
        System.out.println("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        double first = 0;
        double[] least = new double[3];
        double[] middle = new double[3];
        for (int i = 0; i < analyses.size(); i++) {
            List<String> cells = new ArrayList<>(List.of(analyses.get(i).name()));
            double[] medians = new double[3];
            for (int who = 0; who < 3; who++) {
                long[] sorted = times[i][who].clone();
                Arrays.sort(sorted);
                medians[who] = sorted[sorted.length / 2] / 1e6;
                least[who] += sorted[0] / 1e6;
                middle[who] += medians[who];
                cells.add(millis(sorted[0] / 1e6));
                cells.add(millis(medians[who]));
            }
            first += times[i][2][0] / 1e6;
            cells.add(millis(times[i][2][0] / 1e6));
            cells.add(factor(medians[0] / medians[1]));
            cells.add(factor(medians[0] / medians[2]));
            System.out.println("| " + String.join(" | ", cells) + " |");
        }
        System.out.println("| all | " + millis(least[0]) + " | " + millis(middle[0]) + " | " + millis(least[1]) + " | "
                + millis(middle[1]) + " | " + millis(least[2]) + " | " + millis(middle[2]) + " | " + millis(first)
                + " | "
                + factor(middle[0] / middle[1]) + " | " + factor(middle[0] / middle[2]) + " |");
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String factor(double value) {
        return String.format(Locale.ROOT, "%.1f x", value);
    }

    private static long time(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private int fetch(String sql) {
        try (ResultSet result = plain.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            int seen = 0;
            while (result.next()) {
                for (int i = 1; i <= columns; i++) {
                    seen += result.getObject(i) == null ? 0 : 1;
                }
            }
            return seen;
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private String text(String sql) throws SQLException {
        try (ResultSet result = plain.executeQuery(sql)) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }
}
