package io.github.cartoactivity.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The way to one value of a payload: {@code $}, then any number of {@code .name}, {@code ['any name']} and {@code [0]}.
 *
 * @param steps what to enter, from the outside in
 */
record JsonPath(List<Step> steps) {

    /** Into an object by name, or into an array by place. */
    sealed interface Step permits Name, Index {}

    /**
     * Into an object.
     *
     * @param name the key, compared exactly
     */
    record Name(String name) implements Step {}

    /**
     * Into an array.
     *
     * @param index the place, from 0
     */
    record Index(int index) implements Step {}

    JsonPath {
        steps = List.copyOf(steps);
    }

    /**
     * Reads a path.
     *
     * @throws IllegalArgumentException if the text is no such path; the message says where
     */
    static JsonPath parse(String text) {
        return new Reader(text).read();
    }

    /** Reads the text of a path from left to right. */
    private static final class Reader {
        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        JsonPath read() {
            expect('$');
            List<Step> steps = new ArrayList<>();
            while (at < text.length()) {
                if (text.charAt(at) == '.') {
                    at++;
                    steps.add(new Name(plainName()));
                } else {
                    steps.add(bracketed());
                }
            }
            return new JsonPath(steps);
        }

        private Step bracketed() {
            expect('[');
            boolean quoted = at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"');
            Step step = quoted ? new Name(quotedName()) : new Index(index());
            expect(']');
            return step;
        }

        private String plainName() {
            int start = at;
            while (at < text.length() && ".[]'\"*?@ ".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            if (at == start) {
                throw bad("a name");
            }
            return text.substring(start, at);
        }

        private String quotedName() {
            char quote = text.charAt(at++);
            StringBuilder name = new StringBuilder();
            while (at < text.length() && text.charAt(at) != quote) {
                if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                    at++;
                }
                name.append(text.charAt(at++));
            }
            expect(quote);
            return name.toString();
        }

        private int index() {
            int start = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            if (at == start || at - start > 9) {
                throw bad("a place from 0 to 999999999");
            }
            return Integer.parseInt(text, start, at, 10);
        }

        private void expect(char wanted) {
            if (at >= text.length() || text.charAt(at) != wanted) {
                throw bad("'" + wanted + "'");
            }
            at++;
        }

        private IllegalArgumentException bad(String wanted) {
            return new IllegalArgumentException("Not a path: " + text + ". Character " + (at + 1) + " should begin "
                    + wanted + "; a path looks like $.connection.provider, $['any key'] or $.components[0].name");
        }
    }
}
