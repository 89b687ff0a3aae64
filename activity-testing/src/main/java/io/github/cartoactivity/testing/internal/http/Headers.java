package io.github.cartoactivity.testing.internal.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Header lines in their order; names are compared without case, and a name may stand more than once.
 *
 * @param lines the lines as they are, or will be, on the wire
 */
public record Headers(List<Line> lines) {

    /** No header at all. */
    public static final Headers NONE = new Headers(List.of());

    /**
     * One header line.
     *
     * @param name its name as written
     * @param value its value without surrounding blanks
     */
    public record Line(String name, String value) {}

    /** Copies the lines. */
    public Headers {
        lines = List.copyOf(lines);
    }

    /** The first value under a name. */
    public Optional<String> first(String name) {
        return lines.stream()
                .filter(line -> line.name.equalsIgnoreCase(name))
                .map(Line::value)
                .findFirst();
    }

    /** The same headers, with one more line at the end. */
    public Headers and(String name, String value) {
        List<Line> more = new ArrayList<>(lines);
        more.add(new Line(name, value));
        return new Headers(more);
    }

    /** The same headers without any line of a name. */
    public Headers without(String name) {
        return new Headers(
                lines.stream().filter(line -> !line.name.equalsIgnoreCase(name)).toList());
    }

    /** The same headers, with one line of a name instead of all that were there. */
    public Headers with(String name, String value) {
        return without(name).and(name, value);
    }

    /** All values by name; the map looks names up without case. */
    public Map<String, List<String>> asMap() {
        Map<String, List<String>> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        lines.forEach(line ->
                map.computeIfAbsent(line.name, name -> new ArrayList<>()).add(line.value));
        map.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(map);
    }
}
