package io.github.cartoactivity.examples.report;

import io.github.cartoactivity.duckdb.query.EngagementQueries.HourOfWeek;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * When people work: a square for each hour of the week, the darker the more happens.
 *
 * @param hours hours with events
 */
record RhythmChart(List<HourOfWeek> hours) {
    private static final int ROW = 22;
    private static final int SHADES = 6;
    private static final double LEFT = 10;
    private static final double CELL = (100 - LEFT) / 24;

    /** The chart. */
    String markup() {
        long most = hours.stream().mapToLong(HourOfWeek::events).max().orElse(0);
        Map<Integer, HourOfWeek> byPlace = new HashMap<>();
        hours.forEach(hour -> byPlace.put(hour.weekday() * 24 + hour.hour(), hour));
        StringBuilder cells = new StringBuilder();
        for (DayOfWeek day : DayOfWeek.values()) {
            int y = (day.getValue() - 1) * ROW;
            cells.append(Markup.element(
                    "text",
                    "class=\"tick\" x=\"0\" y=\"" + (y + 15) + "\"",
                    day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH)));
            for (int hour = 0; hour < 24; hour++) {
                HourOfWeek known = byPlace.get(day.getValue() * 24 + hour);
                cells.append(cell(day, hour, known == null ? 0 : known.events(), most));
            }
        }
        for (int hour = 0; hour < 24; hour += 6) {
            cells.append(Markup.element(
                    "text",
                    "class=\"tick\" x=\"" + percent(LEFT + hour * CELL) + "\" y=\"" + (7 * ROW + 16) + "\"",
                    String.format(Locale.ROOT, "%02d:00", hour)));
        }
        String title = "Events by hour of the week, UTC";
        return Markup.element(
                "svg",
                "class=\"chart\" role=\"img\" width=\"100%\" height=\"" + (7 * ROW + 22) + "\" aria-label=\"" + title
                        + "\"",
                Markup.element("title", "", title),
                cells.toString());
    }

    private static String cell(DayOfWeek day, int hour, long events, long most) {
        long shade = events == 0 ? 0 : 1 + Math.min(SHADES - 1, events * SHADES / (most + 1));
        return Markup.element(
                "rect",
                "class=\"heat" + shade + "\" x=\"" + percent(LEFT + hour * CELL) + "\" y=\""
                        + ((day.getValue() - 1) * ROW + 1) + "\" width=\"" + percent(CELL * 0.92) + "\" height=\""
                        + (ROW - 2) + "\"",
                Markup.element(
                        "title",
                        "",
                        day.getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                                + String.format(Locale.ROOT, " %02d:00: ", hour)
                                + Numbers.count(events)));
    }

    private static String percent(double number) {
        return String.format(Locale.ROOT, "%.2f%%", number);
    }
}
