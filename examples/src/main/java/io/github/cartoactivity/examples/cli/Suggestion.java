package io.github.cartoactivity.examples.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What somebody may have meant who mistyped a name: the name that is one or two letters away. */
final class Suggestion {
    private static final int FAR = 3;

    private Suggestion() {}

    static Optional<String> of(String typed, List<String> names) {
        return names.stream()
                .filter(name -> distance(typed, name) < Math.min(FAR, name.length()))
                .min(Comparator.comparingInt(name -> distance(typed, name)));
    }

    /** How many letters are to be added, removed or replaced, or pairs of neighbours exchanged. */
    private static int distance(String from, String to) {
        if (Math.abs(from.length() - to.length()) >= FAR) {
            return FAR;
        }
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : cheapest(steps, from, to, i, j);
            }
        }
        return steps[from.length()][to.length()];
    }

    private static int cheapest(int[][] steps, String from, String to, int i, int j) {
        int replaced = steps[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
        boolean exchanged =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return exchanged ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
    }
}
