package io.github.cartoactivity.examples.report;

import java.util.List;
import java.util.Locale;

/**
 * Some things in the order of their size, each with a bar. Names and numbers are text of the page, so that they are
 * readable at any width; only the bar is drawn.
 *
 * @param rows the things, largest first
 */
record RankChart(List<Row> rows) {

    /**
     * A thing.
     *
     * @param name its name, as markup
     * @param value its size
     * @param shown its size as people read it
     */
    record Row(String name, double value, String shown) {}

    /** The list. */
    String markup() {
        double largest = rows.stream().mapToDouble(Row::value).max().orElse(0);
        StringBuilder items = new StringBuilder();
        for (Row row : rows) {
            double width = largest <= 0 ? 0 : Math.max(0.4, 100 * row.value() / largest);
            items.append(Markup.element(
                            "li",
                            "",
                            Markup.element("span", "class=\"name\"", row.name()),
                            Markup.element("span", "class=\"value\"", Markup.text(row.shown())),
                            Markup.element(
                                    "svg",
                                    "class=\"bar\" aria-hidden=\"true\" width=\"100%\" height=\"8\"",
                                    rect("track", "100"),
                                    rect("fill", String.format(Locale.ROOT, "%.1f", width)))))
                    .append('\n');
        }
        return Markup.element("ol", "class=\"rank\"", items.toString());
    }

    private static String rect(String kind, String percent) {
        return Markup.element(
                "rect", "class=\"" + kind + "\" x=\"0\" y=\"0\" rx=\"3\" width=\"" + percent + "%\" height=\"8\"");
    }
}
