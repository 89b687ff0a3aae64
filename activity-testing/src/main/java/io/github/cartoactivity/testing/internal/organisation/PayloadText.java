package io.github.cartoactivity.testing.internal.organisation;

import io.github.cartoactivity.testing.internal.text.Json;
import java.util.List;

/** Builds the JSON of one payload after the other, in the same buffer. Not thread-safe. */
final class PayloadText {
    private final StringBuilder out = new StringBuilder(512);

    void begin() {
        out.setLength(0);
        out.append('{');
    }

    String end() {
        return out.append('}').toString();
    }

    /** A member whose value needs no escaping: an id, a name out of a list. */
    void plain(String key, String value) {
        key(key).append('"').append(value).append('"');
    }

    /** A member whose value may hold anything. */
    void text(String key, String value) {
        Json.quote(key(key), value);
    }

    void number(String key, long value) {
        key(key).append(value);
    }

    void flag(String key, boolean value) {
        key(key).append(value);
    }

    void nothing(String key) {
        key(key).append("null");
    }

    void texts(String key, List<String> values) {
        openList(key);
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            Json.quote(out, values.get(i));
        }
        closeList();
    }

    void open(String key) {
        key(key).append('{');
    }

    void close() {
        out.append('}');
    }

    void openList(String key) {
        key(key).append('[');
    }

    void openElement() {
        if (out.charAt(out.length() - 1) == '}') {
            out.append(',');
        }
        out.append('{');
    }

    void closeList() {
        out.append(']');
    }

    private StringBuilder key(String key) {
        if (out.charAt(out.length() - 1) != '{') {
            out.append(',');
        }
        return out.append('"').append(key).append("\":");
    }
}
