package io.github.cartoactivity.duckdb.internal.people;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All ids and addresses that are known, to be found in a text at once. At a place the longest one counts, so that
 * nobody is taken for a part of somebody else who is known.
 */
final class Names {
    private final TreeMap<String, List<Name>> names = new TreeMap<>();
    private volatile Keys sorted = Keys.NONE;

    /** Adds a name; what was known of it before is replaced. */
    synchronized void add(Name name) {
        List<Name> alike = names.computeIfAbsent(lower(name.text()), key -> new ArrayList<>());
        if (alike.contains(name)) {
            return;
        }
        alike.removeIf(other -> other.text().equals(name.text()) && other.kind() == name.kind());
        alike.add(name);
        sorted = Keys.NONE;
    }

    /** Where in a text somebody stands. */
    List<Span> in(Spelling spelling) {
        Keys keys = keys();
        List<Span> spans = new ArrayList<>();
        for (int from = 0; from < spelling.length(); from++) {
            if (keys.first.get(Character.toLowerCase(spelling.at(from)))
                    && !(spelling.isWordAt(from) && spelling.isWordAt(from - 1))) {
                at(spelling, from, keys.texts).ifPresent(spans::add);
            }
        }
        return spans;
    }

    private Keys keys() {
        Keys keys = sorted;
        return keys.texts.length > 0 ? keys : sort();
    }

    private synchronized Keys sort() {
        sorted = new Keys(names.keySet().toArray(String[]::new));
        return sorted;
    }

    /** All names in lower case and in order, and the characters that they begin with. */
    private static final class Keys {
        static final Keys NONE = new Keys(new String[0]);

        final String[] texts;
        final BitSet first = new BitSet();

        Keys(String[] texts) {
            this.texts = texts;
            for (String text : texts) {
                first.set(text.charAt(0));
            }
        }
    }

    /** The longest name that begins there: the keys are narrowed to those that go on like the text. */
    private Optional<Span> at(Spelling spelling, int from, String[] keys) {
        Optional<Span> longest = Optional.empty();
        int low = 0;
        int high = keys.length;
        for (int length = 0; from + length < spelling.length(); length++) {
            char next = Character.toLowerCase(spelling.at(from + length));
            low = first(keys, low, high, length, next);
            high = first(keys, low, high, length, (char) (next + 1));
            if (low == high) {
                return longest;
            }
            if (keys[low].length() == length + 1) {
                Optional<Span> found = standing(spelling, from, from + length + 1, keys[low]);
                longest = found.isPresent() ? found : longest;
                low++;
            }
        }
        return longest;
    }

    /** The first key from {@code low} on whose character at a place is not before the given one. */
    private static int first(String[] keys, int low, int high, int place, char wanted) {
        int from = low;
        int to = high;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (keys[middle].charAt(place) < wanted) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private Optional<Span> standing(Spelling spelling, int from, int to, String key) {
        return names.getOrDefault(key, List.of()).stream()
                .filter(name -> name.standsAt(spelling, from, to))
                .max((one, other) ->
                        Boolean.compare(one.alias().isPresent(), other.alias().isPresent()))
                .map(name -> new Span(spelling.place(from), spelling.place(to), name.alias()));
    }

    /** Character by character, so that no text becomes longer. */
    private static String lower(String text) {
        char[] characters = text.toCharArray();
        for (int i = 0; i < characters.length; i++) {
            characters[i] = Character.toLowerCase(characters[i]);
        }
        return new String(characters);
    }
}
