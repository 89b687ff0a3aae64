package io.github.cartoactivity.client.spi;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The names of columns for a message, whatever a file holds in the place of names. In a file without a header that is a
 * row, so only what may well be a name is shown.
 */
public final class HeaderText {
    private static final int MOST_NAMES = 20;
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_. -]{0,39}");

    private HeaderText() {}

    /**
     * Shows names.
     *
     * @param names the names of columns, or what a file has instead
     * @return a few of them, with dots in the place of what is hardly a name
     */
    public static String of(List<String> names) {
        List<String> shown = names.stream()
                .limit(MOST_NAMES)
                .map(name -> NAME.matcher(name).matches() ? name : "...")
                .toList();
        return shown.size() == names.size()
                ? shown.toString()
                : shown + " and " + (names.size() - shown.size()) + " more";
    }
}
