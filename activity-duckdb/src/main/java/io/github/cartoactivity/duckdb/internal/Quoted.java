package io.github.cartoactivity.duckdb.internal;

import java.nio.file.Path;

/** Names and texts as they may stand in a statement that cannot take bound values (views, table functions, settings). */
public final class Quoted {
    private Quoted() {}

    /**
     * A text literal.
     *
     * @param text any text
     * @return the text in single quotes
     */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /**
     * A name of a table or column.
     *
     * @param name any name
     * @return the name in double quotes
     */
    public static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /**
     * The path of exactly one file, for a function that would otherwise expand {@code *}, {@code ?} and {@code [}.
     *
     * @param file a file
     * @return the path as a text literal
     */
    static String path(Path file) {
        StringBuilder pattern = new StringBuilder();
        for (char letter : file.toAbsolutePath().toString().toCharArray()) {
            if (letter == '*' || letter == '?' || letter == '[') {
                pattern.append('[').append(letter).append(']');
            } else {
                pattern.append(letter);
            }
        }
        return literal(pattern.toString());
    }
}
