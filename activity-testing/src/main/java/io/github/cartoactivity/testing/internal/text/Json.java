package io.github.cartoactivity.testing.internal.text;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON: maps, collections, texts, numbers, booleans and null. */
public final class Json {
    private Json() {}

    /** A value as JSON without blanks. */
    public static String text(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value);
        return out.toString();
    }

    /** Appends a text with its quotation marks. */
    public static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }

    private static void write(StringBuilder out, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            out.append('{');
            map.forEach((name, member) -> {
                comma(out, '{');
                quote(out, String.valueOf(name));
                out.append(':');
                write(out, member);
            });
            out.append('}');
        } else if (value instanceof Collection<?> collection) {
            out.append('[');
            for (Object element : collection) {
                comma(out, '[');
                write(out, element);
            }
            out.append(']');
        } else if (value instanceof CharSequence text) {
            quote(out, text.toString());
        } else {
            out.append(value);
        }
    }

    private static void comma(StringBuilder out, char opening) {
        if (out.charAt(out.length() - 1) != opening) {
            out.append(',');
        }
    }
}
