package io.github.cartoactivity.client.internal.rows;

import java.util.List;

/** The names of columns, short enough for a message, whatever the file holds in the place of names. */
final class HeaderText {
    private static final int MOST_NAMES = 20;
    private static final int LONGEST_NAME = 40;

    private HeaderText() {}

    static String of(List<String> names) {
        List<String> shown = names.stream()
                .limit(MOST_NAMES)
                .map(name -> name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...")
                .toList();
        return shown.size() == names.size()
                ? shown.toString()
                : shown + " and " + (names.size() - shown.size()) + " more";
    }
}
