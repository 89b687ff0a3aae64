package io.github.cartoactivity.testing.internal.text;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes RFC 4180 records; null is an empty field without quotation marks, an empty text one with them. */
public final class CsvWriter {
    private final Writer out;
    private final StringBuilder line = new StringBuilder(1024);
    private final Quoting quoting;
    private final String lineEnd;

    /** Which fields stand in quotation marks. */
    public enum Quoting {
        /** Those that need it. */
        NEEDED,
        /** All that are not null. */
        ALL
    }

    /** A writer; the caller flushes and closes what it writes to. */
    public CsvWriter(Writer out, Quoting quoting, String lineEnd) {
        this.out = out;
        this.quoting = quoting;
        this.lineEnd = lineEnd;
    }

    /** Writes one record. */
    public void write(List<? extends @Nullable String> fields) throws IOException {
        line.setLength(0);
        for (int i = 0; i < fields.size(); i++) {
            if (i > 0) {
                line.append(',');
            }
            field(fields.get(i));
        }
        out.write(line.append(lineEnd).toString());
    }

    private void field(@Nullable String value) {
        if (value == null) {
            return;
        }
        if (quoting == Quoting.NEEDED && !needsQuotes(value)) {
            line.append(value);
            return;
        }
        line.append('"');
        int from = 0;
        for (int quote = value.indexOf('"'); quote >= 0; quote = value.indexOf('"', from)) {
            line.append(value, from, quote + 1).append('"');
            from = quote + 1;
        }
        line.append(value, from, value.length()).append('"');
    }

    private static boolean needsQuotes(String value) {
        if (value.isEmpty() || value.charAt(0) == ' ' || value.charAt(value.length() - 1) == ' ') {
            return true;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return false;
    }
}
