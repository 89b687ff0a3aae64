package io.github.cartoactivity.duckdb.internal.people;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Finds ids and addresses that are not known beforehand: whatever has a bar or an at sign in it. What stands around such
 * a mark is tried whole, then without the pieces before and behind it, one by one.
 */
final class Strangers {
    private static final String WITHIN = "._+=|@'-";
    private static final int LONGEST = 160;
    private static final int MOST_PIECES = 12;
    private static final int REMEMBERED = 50_000;

    private final Function<String, Optional<String>> alias;
    private final Map<String, Optional<String>> asked = new ConcurrentHashMap<>();

    /** For those that have an alias. */
    Strangers(Function<String, Optional<String>> alias) {
        this.alias = alias;
    }

    /** Where in a text somebody stands. */
    List<Span> in(Spelling spelling) {
        List<Span> spans = new ArrayList<>();
        int done = 0;
        for (int mark = mark(spelling, 0); mark >= 0; mark = mark(spelling, Math.max(done, mark + 1))) {
            done = around(spelling, mark, done, spans);
        }
        return spans;
    }

    private static int mark(Spelling spelling, int from) {
        int bar = spelling.text().indexOf('|', from);
        int at = spelling.text().indexOf('@', from);
        return bar < 0 ? at : at < 0 ? bar : Math.min(bar, at);
    }

    /** Looks around a mark, and says up to where somebody stands; {@code done} for nobody. */
    private int around(Spelling spelling, int mark, int done, List<Span> spans) {
        List<Integer> ends = ends(spelling, mark);
        for (int start : starts(spelling, mark, done)) {
            for (int end : ends) {
                Optional<String> found = ask(spelling.text().substring(start, end));
                if (found.isPresent()) {
                    spans.add(new Span(spelling.place(start), spelling.place(end), found));
                    return end;
                }
            }
        }
        return done;
    }

    /** Where it may begin, the farthest first. */
    private static List<Integer> starts(Spelling spelling, int mark, int done) {
        List<Integer> starts = new ArrayList<>();
        int farthest = Math.max(done, mark - LONGEST);
        for (int i = mark - 1; i >= farthest && isWithin(spelling.at(i)) && starts.size() < MOST_PIECES; i--) {
            if (spelling.at(i) == '+' || (spelling.isWordAt(i) && !spelling.isWordAt(i - 1))) {
                starts.add(i);
            }
        }
        Collections.reverse(starts);
        return starts;
    }

    /** Where it may end, the farthest first. */
    private static List<Integer> ends(Spelling spelling, int mark) {
        List<Integer> ends = new ArrayList<>();
        int farthest = Math.min(spelling.length() - 1, mark + LONGEST);
        for (int i = mark + 1; i <= farthest && isWithin(spelling.at(i)) && ends.size() < MOST_PIECES; i++) {
            char next = spelling.at(i + 1);
            boolean isPadding = spelling.at(i) == '=' && next != '=';
            if (!spelling.isWordAt(i + 1) && (isPadding || spelling.isWordAt(i))) {
                ends.add(i + 1);
            }
        }
        Collections.reverse(ends);
        return ends;
    }

    private Optional<String> ask(String word) {
        if (asked.size() > REMEMBERED) {
            asked.clear();
        }
        return asked.computeIfAbsent(word, alias);
    }

    private static boolean isWithin(char character) {
        return Character.isLetterOrDigit(character) || WITHIN.indexOf(character) >= 0;
    }
}
