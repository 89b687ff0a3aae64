package io.github.cartoactivity.examples.report;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes elements that are HTML and well-formed XML at once. Text from outside gets in through {@link #text} only, which
 * leaves nothing of it that could be markup, break the page, or turn the direction of what stands around it.
 */
final class Markup {
    /** The longest text from outside that is shown, in characters. */
    static final int LONGEST = 160;

    private static final int REPLACEMENT = 0xFFFD;
    private static final Pattern BREAKABLE = Pattern.compile("[@._/|:-](?=[\\p{L}\\p{N}])|\\p{Ll}(?=\\p{Lu})");

    private Markup() {}

    /** A text as part of the page: escaped, cut, without control characters. */
    static String text(@Nullable String text) {
        return text(text, LONGEST);
    }

    static String text(@Nullable String text, int longest) {
        if (text == null) {
            return "";
        }
        StringBuilder safe = new StringBuilder();
        int count = 0;
        for (int i = 0; i < text.length() && count < longest; count++) {
            int letter = text.codePointAt(i);
            i += Character.charCount(letter);
            append(safe, letter);
            if (count == longest - 1 && i < text.length()) {
                safe.append('\u2026');
            }
        }
        return safe.toString();
    }

    private static void append(StringBuilder safe, int letter) {
        switch (letter) {
            case '&' -> safe.append("&amp;");
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '"' -> safe.append("&quot;");
            case '\'' -> safe.append("&#39;");
            case '\n', '\r', '\t', 0x2028, 0x2029 -> safe.append(' ');
            default -> safe.appendCodePoint(isHarmless(letter) ? letter : REPLACEMENT);
        }
    }

    /** What XML knows, and neither a control character nor a mark that changes the direction of writing. */
    private static boolean isHarmless(int letter) {
        boolean direction = letter == 0x061C
                || (letter >= 0x200E && letter <= 0x200F)
                || (letter >= 0x202A && letter <= 0x202E)
                || (letter >= 0x2066 && letter <= 0x2069);
        boolean unknown = (letter >= 0xD800 && letter <= 0xDFFF)
                || (letter & 0xFFFE) == 0xFFFE
                || (letter >= 0xFDD0 && letter <= 0xFDEF);
        return !direction && !unknown && !Character.isISOControl(letter);
    }

    /** A text from outside that keeps its own direction of writing, and may be broken behind its punctuation and before its capitals. */
    static String name(@Nullable String text) {
        return text == null || text.isBlank()
                ? "<span class=\"none\">unknown</span>"
                : "<bdi>" + BREAKABLE.matcher(text(text)).replaceAll("$0<wbr/>") + "</bdi>";
    }

    /** An element; attributes and content are markup already. */
    static String element(String name, String attributes, String... content) {
        String start = "<" + name + (attributes.isEmpty() ? "" : " " + attributes);
        return content.length == 0 ? start + "/>" : start + ">" + String.join("", content) + "</" + name + ">";
    }

    static String join(List<String> parts) {
        return String.join("", parts);
    }
}
