package io.github.cartoactivity.duckdb.internal.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text with what JSON and links escape written plainly, and where in the received text each character stands. Escapes
 * may be inside each other, as in JSON that is a text within JSON, so a text has several spellings. What only looks like
 * an escape stays as it is.
 */
final class Spelling {
    private static final int DEEPEST = 4;
    private static final int HEX = 16;
    private static final int HEX_DIGITS = 4;

    private final String text;
    private final int[] places;

    /** Without places every character stands where it is. */
    private Spelling(String text, int[] places) {
        this.text = text;
        this.places = places;
    }

    /** All spellings of a text, as it was received first. */
    static List<Spelling> of(String received) {
        List<Spelling> all = new ArrayList<>();
        Optional<Spelling> next = Optional.of(new Spelling(received, new int[0]));
        while (next.isPresent() && all.size() < DEEPEST) {
            all.add(next.get());
            next = next.get().plainer();
        }
        return all;
    }

    String text() {
        return text;
    }

    int length() {
        return text.length();
    }

    /** A character; a blank where there is none. */
    char at(int index) {
        return index >= 0 && index < text.length() ? text.charAt(index) : ' ';
    }

    boolean isWordAt(int index) {
        return Character.isLetterOrDigit(at(index));
    }

    /** Where in the received text a character begins; the end of that text for the one after the last. */
    int place(int index) {
        return places.length == 0 ? index : places[index];
    }

    private Optional<Spelling> plainer() {
        if (text.indexOf('\\') < 0 && text.indexOf('%') < 0) {
            return Optional.empty();
        }
        StringBuilder plain = new StringBuilder(text.length());
        int[] found = new int[text.length() + 1];
        int at = 0;
        while (at < text.length()) {
            found[plain.length()] = place(at);
            at += step(at, plain);
        }
        found[plain.length()] = place(text.length());
        return plain.length() == text.length() ? Optional.empty() : Optional.of(new Spelling(plain.toString(), found));
    }

    /** Appends one character, and says how many it was written with. One beyond 16 bits is left as it is written. */
    private int step(int at, StringBuilder plain) {
        int taken = switch (text.charAt(at)) {
            case '\\' -> escape(at, plain);
            case '%' -> percent(at, plain);
            default -> 0;
        };
        if (taken == 0) {
            plain.append(text.charAt(at));
            return 1;
        }
        return taken;
    }

    private int escape(int at, StringBuilder plain) {
        char kind = at(at + 1);
        int plainly = "\"\\/nrtbf".indexOf(kind);
        if (at + 1 < text.length() && plainly >= 0) {
            plain.append("\"\\/\n\r\t\b\f".charAt(plainly));
            return 2;
        }
        int code = kind == 'u' ? hex(at + 2, HEX_DIGITS) : -1;
        if (code < 0) {
            return 0;
        }
        plain.append((char) code);
        return 2 + HEX_DIGITS;
    }

    /** UTF-8, each byte as {@code %C3}. */
    private int percent(int at, StringBuilder plain) {
        int first = octet(at);
        int more = first < 0x80 ? 0 : first >= 0xe0 ? 2 : 1;
        if (first < 0 || first >= 0xf0 || (first >= 0x80 && first < 0xc2)) {
            return 0;
        }
        int code = more == 0 ? first : first & (more == 1 ? 0x1f : 0x0f);
        for (int i = 1; i <= more; i++) {
            int next = octet(at + 3 * i);
            if (next < 0x80 || next >= 0xc0) {
                return 0;
            }
            code = (code << 6) | (next & 0x3f);
        }
        plain.append((char) code);
        return 3 * (more + 1);
    }

    private int octet(int at) {
        return at(at) == '%' ? hex(at + 1, 2) : -1;
    }

    private int hex(int from, int digits) {
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            char digit = at(i);
            int one = digit < 0x80 ? Character.digit(digit, HEX) : -1;
            if (one < 0) {
                return -1;
            }
            value = value * HEX + one;
        }
        return value;
    }
}
