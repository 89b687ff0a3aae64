package io.github.cartoactivity.duckdb.internal;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names and texts as they may stand in a statement that cannot take bound values (views, table functions, settings). */
public final class Quoted {
    private static final String SEPARATOR = "|";
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[]");

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
        return literal(pattern(file));
    }

    /**
     * A list of the paths of exactly these files. Many are one text, to be cut up: that takes DuckDB a fifth of the time
     * that it needs to parse as many texts.
     *
     * @param files at least one file
     * @return an expression that gives a list of texts
     */
    static String paths(Collection<Path> files) {
        List<String> patterns = files.stream().map(Quoted::pattern).toList();
        boolean canBeCut = patterns.size() > 1 && patterns.stream().noneMatch(path -> path.contains(SEPARATOR));
        return canBeCut
                ? "system.main.string_split(" + literal(String.join(SEPARATOR, patterns)) + ", '" + SEPARATOR + "')"
                : patterns.stream().map(Quoted::literal).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String pattern(Path file) {
        return WILDCARD.matcher(file.toAbsolutePath().toString()).replaceAll("[$0]");
    }
}
