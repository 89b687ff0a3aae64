package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.duckdb.Row;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a table for people: columns aligned, numbers to the right. The first rows decide how wide columns are, so
 * that any number of rows takes little memory. Values that are too long for it are cut, and what could control a terminal is
 * shown as a dot.
 */
final class TextTable {
    private static final int ROWS_TO_MEASURE = 1000;
    private static final int SCREEN_WIDTH = 60;

    private final PrintStream out;
    private final String indent;
    private final int maxWidth;

    private TextTable(PrintStream out, String indent, int maxWidth) {
        this.out = out;
        this.indent = indent;
        this.maxWidth = maxWidth;
    }

    /** For somebody who reads it on a terminal: long values are cut. */
    static TextTable forScreen(PrintStream out, String indent) {
        return new TextTable(out, indent, SCREEN_WIDTH);
    }

    /** For a file, or another program: values are whole. */
    static TextTable whole(PrintStream out) {
        return new TextTable(out, "", Integer.MAX_VALUE);
    }

    /** Prints all rows and tells how many there were. */
    long print(Stream<Row> rows) {
        Iterator<Row> rest = rows.iterator();
        List<Row> first = new ArrayList<>();
        while (rest.hasNext() && first.size() < ROWS_TO_MEASURE) {
            first.add(rest.next());
        }
        if (first.isEmpty()) {
            return 0;
        }
        List<String> names = first.get(0).names();
        int[] widths = widths(names, first);
        line(names, widths, new boolean[widths.length]);
        line(Arrays.stream(widths).mapToObj("-"::repeat).toList(), widths, new boolean[widths.length]);
        long count = first.size();
        first.forEach(row -> line(row, widths));
        while (rest.hasNext()) {
            line(rest.next(), widths);
            count++;
        }
        return count;
    }

    private int[] widths(List<String> names, List<Row> rows) {
        int[] widths = new int[names.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = length(cut(names.get(column)));
            for (Row row : rows) {
                widths[column] = Math.max(widths[column], length(text(row.value(column))));
            }
        }
        return widths;
    }

    private void line(Row row, int[] widths) {
        List<String> cells = new ArrayList<>();
        boolean[] right = new boolean[widths.length];
        for (int column = 0; column < widths.length; column++) {
            Object value = row.value(column);
            cells.add(text(value));
            right[column] = value instanceof Number;
        }
        line(cells, widths, right);
    }

    private void line(List<String> cells, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder(indent);
        for (int column = 0; column < widths.length; column++) {
            String cell = cut(cells.get(column));
            String blanks = " ".repeat(Math.max(0, widths[column] - length(cell)));
            line.append(right[column] ? blanks + cell : cell + blanks).append("  ");
        }
        out.println(line.toString().stripTrailing());
    }

    private String text(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        return cut(value instanceof BigDecimal number ? number.toPlainString() : value.toString());
    }

    private String cut(String text) {
        String safe = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]", "\u00b7");
        return length(safe) <= maxWidth ? safe : safe.substring(0, safe.offsetByCodePoints(0, maxWidth - 1)) + "\u2026";
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
