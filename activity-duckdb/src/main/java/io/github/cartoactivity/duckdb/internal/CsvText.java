package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.CsvCells;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer as CSV (RFC 4180) with a header. */
public final class CsvText {
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final CsvCells cells;

    /**
     * A writer.
     *
     * @param cells what becomes of texts that a spreadsheet would compute
     */
    public CsvText(CsvCells cells) {
        this.cells = cells;
    }

    /**
     * Writes all rows.
     *
     * @param cursor an answer before its first row
     * @param maxRows how many rows there may be
     * @param target where to
     * @throws IOException if it cannot be written to
     */
    public void write(Cursor cursor, long maxRows, Writer target) throws IOException {
        line(cursor.names().toArray(), target);
        while (cursor.next(maxRows)) {
            line(cursor.row(), target);
        }
    }

    private void line(@Nullable Object[] values, Writer target) throws IOException {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                target.write(',');
            }
            Object value = values[i];
            if (value != null) {
                target.write(field(safe(value, text(value))));
            }
        }
        target.write('\n');
    }

    private static String text(Object value) throws IOException {
        if (value instanceof List<?> || value instanceof Map<?, ?>) {
            return JsonText.of(value);
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : PlainText.of(value);
    }

    /** Payloads are written by strangers; numbers and times are not. */
    private String safe(Object value, String text) {
        boolean formula = value instanceof String && !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        return formula && cells == CsvCells.SPREADSHEET_SAFE ? "'" + text : text;
    }

    private static String field(String text) {
        boolean plain = !text.isEmpty()
                && text.chars().noneMatch(letter -> letter == ',' || letter == '"' || letter == '\n' || letter == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
