package io.github.cartoactivity.examples.report;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the sections of the page are put together from. */
final class Section {
    private Section() {}

    static String of(String id, String title, String... parts) {
        return Markup.element(
                "section",
                "id=\"" + id + "\" aria-labelledby=\"" + id + "-title\"",
                Markup.element("h2", "id=\"" + id + "-title\"", Markup.text(title)),
                String.join("\n", parts));
    }

    static String grid(String... figures) {
        return Markup.element("div", "class=\"grid\"", String.join("\n", figures));
    }

    /** Figures under each other in one place of a grid. */
    static String stack(String... figures) {
        return Markup.element("div", "class=\"stack\"", String.join("\n", figures));
    }

    /** A chart with the numbers behind it; a word instead of both where there are none. */
    static String figure(String title, String what, String chart, Table table) {
        boolean empty = table.isEmpty();
        return Markup.element(
                "figure",
                "",
                caption(title, Markup.text(what)),
                empty ? Markup.element("p", "class=\"none\"", "Nothing in these days.") : chart,
                empty ? "" : table.folded());
    }

    /** A table that is shown as it is. */
    static String figure(String title, String what, Table table) {
        return Markup.element(
                "figure",
                "class=\"wide list\"",
                caption(title, Markup.text(what)),
                table.isEmpty() ? Markup.element("p", "class=\"none\"", "Nothing in these days.") : table.markup());
    }

    /** As {@link #figure(String, String, String, Table)}, with a description that is markup already. */
    static String keyed(String title, String key, String chart, Table table) {
        return Markup.element("figure", "", caption(title, key), chart, table.folded());
    }

    private static String caption(String title, String what) {
        return Markup.element(
                "figcaption",
                "",
                Markup.element("h3", "", Markup.text(title)),
                Markup.element("p", "class=\"soft\"", what));
    }

    static String time(@Nullable Instant instant) {
        return Markup.element("span", "class=\"time\"", Numbers.time(instant));
    }

    static List<Map.Entry<String, Long>> largestFirst(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }
}
