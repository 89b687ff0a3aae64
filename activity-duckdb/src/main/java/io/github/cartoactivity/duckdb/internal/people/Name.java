package io.github.cartoactivity.duckdb.internal.people;

import java.util.Optional;

/**
 * An id or an address that is known.
 *
 * @param text how it is written
 * @param kind which of the two
 * @param alias what to put in its place; empty to leave it
 */
record Name(String text, Kind kind, Optional<String> alias) {
    /** Shorter ids are words that may stand anywhere; they count as a whole JSON text only. */
    private static final int SHORT = 6;

    /** What it is. */
    enum Kind {
        /** Upper and lower case differ. */
        ID,
        /** They do not. */
        EMAIL
    }

    /**
     * Whether it stands there by itself. A letter or digit beside it makes a longer word. Other characters do not, so
     * that {@code auth0|5f1.json} is found, but for those that are sure to belong to another address: {@code jo.ann@} and
     * {@code acme.com.mx}.
     */
    boolean standsAt(Spelling spelling, int from, int to) {
        if (joined(spelling, from - 1) || joined(spelling, to - 1)) {
            return false;
        }
        return switch (kind) {
            case ID -> isId(spelling, from, to);
            case EMAIL -> !isLongerBefore(spelling, from, to) && !isLongerAfter(spelling, to);
        };
    }

    private static boolean joined(Spelling spelling, int index) {
        return spelling.isWordAt(index) && spelling.isWordAt(index + 1);
    }

    private boolean isId(Spelling spelling, int from, int to) {
        boolean isWord = text.length() < SHORT && text.indexOf('|') < 0 && text.indexOf('@') < 0;
        boolean isQuoted = spelling.at(from - 1) == '"' && spelling.at(to) == '"';
        boolean isLonger = spelling.at(to) == '@' && spelling.isWordAt(to + 1);
        return spelling.text().startsWith(text, from) && !isLonger && (!isWord || isQuoted);
    }

    /** In links a plus is a blank, and an address is escaped. */
    private static boolean isLongerBefore(Spelling spelling, int from, int to) {
        char before = spelling.at(from - 1);
        boolean isEscaped = spelling.place(to) - spelling.place(from) > to - from;
        return "._-+".indexOf(before) >= 0
                && Character.isLetter(spelling.at(from - 2))
                && !(before == '+' && isEscaped);
    }

    /** The two letters of a country. */
    private static boolean isLongerAfter(Spelling spelling, int to) {
        return spelling.at(to) == '.'
                && Character.isLetter(spelling.at(to + 1))
                && Character.isLetter(spelling.at(to + 2))
                && !spelling.isWordAt(to + 3);
    }
}
