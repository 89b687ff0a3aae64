package io.github.cartoactivity.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets the contestants of {@link RowsRace} read the files of {@link EventFiles}, by turns, each in a virtual machine of
 * its own whose first reading does not count, and prints a table.
 *
 * <pre>RowsTable DIRECTORY ROUNDS [FILE...]</pre>
 */
public final class RowsTable {
    private static final Pattern SPEED = Pattern.compile("([0-9.]+) million rows/s");
    private static final Pattern CHECK = Pattern.compile("check ([0-9a-f]+)");
    private static final List<String> FILES = List.of(
            "events.csv",
            "events-snappy.parquet",
            "events-zstd.parquet",
            "events-java-snappy.parquet",
            "events-java-zstd.parquet");

    private final Map<String, List<Double>> speeds = new TreeMap<>();
    private String check = "";

    /**
     * Prints the table.
     *
     * @param arguments directory, rounds, and the names of files, by default all
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> all = List.of(arguments);
        for (String file : all.size() > 2 ? all.subList(2, all.size()) : FILES) {
            new RowsTable().race(Path.of(arguments[0], file), Integer.parseInt(arguments[1]));
        }
    }

    private void race(Path file, int rounds) throws IOException, InterruptedException {
        List<String> contestants = file.toString().endsWith(".csv")
                ? List.of("rows", "rows-2", "fastcsv", "univocity", "jackson-csv")
                : List.of("rows", "rows-2", "parquet-avro", "duckdb-jdbc");
        for (int round = 0; round < rounds; round++) {
            for (String contestant : contestants) {
                speeds.computeIfAbsent(contestant, name -> new ArrayList<>()).add(speed(contestant, file));
            }
        }
        System.out.printf("%n| %s | million rows/s | lowest to highest | rows | rows-2 |%n", file.getFileName());
        System.out.println("|---|---:|---:|---:|---:|");
        for (String contestant : contestants) {
            List<Double> all = speeds.get(contestant);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.2f | %.2f to %.2f | %.1f x | %.1f x |%n",
                    contestant,
                    median(contestant),
                    Collections.min(all),
                    Collections.max(all),
                    median("rows") / median(contestant),
                    median("rows-2") / median(contestant));
        }
    }

    private double median(String contestant) {
        List<Double> sorted = speeds.get(contestant).stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    /** The speed of the second reading. */
    private double speed(String contestant, Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RowsRace.class.getName(),
                        contestant,
                        file.toString(),
                        "2")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(contestant + " failed on " + file);
        }
        sameRows(contestant, last(CHECK, output));
        return Double.parseDouble(last(SPEED, output));
    }

    private void sameRows(String contestant, String found) {
        if (!check.isEmpty() && !check.equals(found)) {
            throw new IllegalStateException(contestant + " read other rows than those before it");
        }
        check = found;
    }

    private static String last(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        String last = "";
        while (matcher.find()) {
            last = matcher.group(1);
        }
        return last;
    }

    private RowsTable() {}
}
