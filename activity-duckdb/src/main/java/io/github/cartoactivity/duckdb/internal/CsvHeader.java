package io.github.cartoactivity.duckdb.internal;

import java.util.ArrayList;
import java.util.List;

/** The first record of a CSV file as RFC 4180 has it. */
final class CsvHeader {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String text;
    private final List<String> names = new ArrayList<>();
    private int at;

    private CsvHeader(String text) {
        this.text = withoutByteOrderMark(text);
    }

    /** A text without the mark that some writers put before it. */
    static String withoutByteOrderMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /** The fields of the first record of a text, without a byte order mark. */
    static List<String> parse(String text) {
        CsvHeader header = new CsvHeader(text);
        do {
            header.names.add(header.field());
        } while (header.skipComma());
        return List.copyOf(header.names);
    }

    private String field() {
        return at < text.length() && text.charAt(at) == '"' ? quoted() : plain();
    }

    private String plain() {
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        StringBuilder field = new StringBuilder();
        for (at++; at < text.length(); at++) {
            if (text.charAt(at) == '"') {
                boolean doubled = at + 1 < text.length() && text.charAt(at + 1) == '"';
                at++;
                if (!doubled) {
                    break;
                }
            }
            field.append(text.charAt(at));
        }
        return field.toString();
    }

    private boolean skipComma() {
        if (at < text.length() && text.charAt(at) == ',') {
            at++;
            return true;
        }
        return false;
    }
}
