package io.github.cartoactivity.duckdb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A statement of {@code rewriting.sql} and what is to become of it.
 *
 * @param name what it is about
 * @param reads the columns that stand in for payloads
 * @param asWritten a part of the reason why it stays; empty if it is rewritten
 * @param before a statement to run first
 * @param values what to bind
 * @param sql the statement
 */
record RewritingCase(
        String name,
        List<String> reads,
        Optional<String> asWritten,
        Optional<String> before,
        List<Object> values,
        String sql) {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** All of them. */
    static List<RewritingCase> all() {
        try (InputStream in = RewritingCase.class.getResourceAsStream("rewriting.sql")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("(?m)^--- "))
                    .skip(1)
                    .map(RewritingCase::parse)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RewritingCase parse(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        String name = lines.remove(0).strip();
        Optional<String> reads = header(lines, "reads");
        Optional<String> asWritten = header(lines, "as written");
        Optional<String> before = header(lines, "before");
        List<Object> values = header(lines, "bind").stream()
                .flatMap(list -> Stream.of(list.split("\\|")))
                .map(value -> NUMBER.matcher(value).matches() ? (Object) Long.valueOf(value) : value)
                .toList();
        if (reads.isPresent() == asWritten.isPresent()) {
            throw new IllegalStateException("Either read columns or as written: " + name);
        }
        return new RewritingCase(
                name,
                reads.map(list -> List.of(list.split(", "))).orElse(List.of()),
                asWritten,
                before,
                values,
                String.join("\n", lines).strip());
    }

    private static Optional<String> header(List<String> lines, String key) {
        String start = "-- " + key + ": ";
        Optional<String> line =
                lines.stream().limit(4).filter(one -> one.startsWith(start)).findFirst();
        line.ifPresent(lines::remove);
        return line.map(one -> one.substring(start.length()).strip());
    }

    boolean isOrdered() {
        return name.endsWith("ordered");
    }

    @Override
    public String toString() {
        return name;
    }
}
