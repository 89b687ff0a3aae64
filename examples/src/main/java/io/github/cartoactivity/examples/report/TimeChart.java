package io.github.cartoactivity.examples.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A value for each of some periods, as columns or as an area, perhaps with a line over it. The chart is as wide as its
 * place; its texts keep their size, because only the shapes are stretched.
 *
 * @param title what it shows, for people who cannot see it too
 * @param points the periods, in order
 * @param form how the values are drawn
 */
record TimeChart(String title, List<Point> points, Form form) {
    private static final int HEIGHT = 180;
    private static final int TOP = 8;
    private static final int AXIS = 22;
    private static final int WIDTH = 1_000;
    private static final int MOST_LABELS = 6;

    /** How values are drawn. */
    enum Form {
        COLUMNS,
        AREA
    }

    /**
     * A period.
     *
     * @param label under the axis
     * @param value its value
     * @param line the value of the line over it; not a number for none
     * @param told the whole truth, for a pointer that rests on it
     */
    record Point(String label, double value, double line, String told) {}

    /** The chart. */
    String markup() {
        Scale scale = Scale.upTo(points.stream()
                .mapToDouble(
                        point -> Double.isNaN(point.line()) ? point.value() : Math.max(point.value(), point.line()))
                .max()
                .orElse(0));
        String told = Markup.text(title, 400);
        return Markup.element(
                "div",
                "class=\"chart\" role=\"img\" aria-label=\"" + told + "\"",
                svg("class=\"scale\" width=\"36\"", scaleLabels(scale)),
                svg(
                        "class=\"plot\" width=\"100%\"",
                        Markup.element("title", "", told) + lines(scale) + plot(scale) + labels()));
    }

    private static String svg(String attributes, String content) {
        return Markup.element(
                "svg", attributes + " height=\"" + (TOP + HEIGHT + AXIS) + "\" aria-hidden=\"true\"", content);
    }

    private static String scaleLabels(Scale scale) {
        StringBuilder labels = new StringBuilder(scaleLabel(0, scale));
        scale.lines().forEach(value -> labels.append(scaleLabel(value, scale)));
        return labels.toString();
    }

    private static String scaleLabel(double value, Scale scale) {
        return Markup.element(
                "text",
                "class=\"tick\" x=\"30\" y=\"" + number(height(value, scale) + 4) + "\" text-anchor=\"end\"",
                Numbers.brief(value));
    }

    /** Where a value is, from the top of the chart. */
    private static double height(double value, Scale scale) {
        return TOP + HEIGHT - value / scale.top() * HEIGHT;
    }

    private static String lines(Scale scale) {
        StringBuilder lines = new StringBuilder();
        lines.append(line(TOP + HEIGHT, "axis"));
        scale.lines().forEach(value -> lines.append(line(height(value, scale), "grid")));
        return lines.toString();
    }

    private static String line(double y, String kind) {
        return Markup.element(
                "line",
                "class=\"" + kind + "\" x1=\"0\" x2=\"100%\" y1=\"" + number(y) + "\" y2=\"" + number(y) + "\"");
    }

    private String plot(Scale scale) {
        return Markup.element(
                "svg",
                "x=\"0\" y=\"" + TOP + "\" width=\"100%\" height=\"" + HEIGHT + "\" viewBox=\"0 0 " + WIDTH + " "
                        + HEIGHT + "\" preserveAspectRatio=\"none\"",
                form == Form.COLUMNS ? columns(scale) : area(scale),
                over(scale),
                hints());
    }

    private String columns(Scale scale) {
        double slot = slot();
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < points.size(); i++) {
            double height = points.get(i).value() / scale.top() * HEIGHT;
            columns.append(Markup.element(
                    "rect",
                    "class=\"column\" x=\"" + number(i * slot + slot * 0.1) + "\" y=\"" + number(HEIGHT - height)
                            + "\" width=\"" + number(slot * 0.8) + "\" height=\"" + number(height) + "\""));
        }
        return columns.toString();
    }

    private String area(Scale scale) {
        String top = path(scale, points.stream().map(Point::value).toList());
        double end = (points.size() - 0.5) * slot();
        return Markup.element(
                        "polygon",
                        "class=\"area\" points=\"" + number(slot() / 2) + "," + HEIGHT + " " + top + " " + number(end)
                                + "," + HEIGHT + "\"")
                + Markup.element("polyline", "class=\"edge\" points=\"" + top + "\"");
    }

    private String over(Scale scale) {
        if (points.stream().anyMatch(point -> Double.isNaN(point.line()))) {
            return "";
        }
        return Markup.element(
                "polyline",
                "class=\"over\" points=\""
                        + path(scale, points.stream().map(Point::line).toList()) + "\"");
    }

    private String path(Scale scale, List<Double> values) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            path.append(i == 0 ? "" : " ")
                    .append(number((i + 0.5) * slot()))
                    .append(',')
                    .append(number(HEIGHT - values.get(i) / scale.top() * HEIGHT));
        }
        return path.toString();
    }

    private String hints() {
        StringBuilder hints = new StringBuilder();
        for (int i = 0; i < points.size(); i++) {
            hints.append(Markup.element(
                    "rect",
                    "class=\"hint\" x=\"" + number(i * slot()) + "\" y=\"0\" width=\"" + number(slot()) + "\" height=\""
                            + HEIGHT + "\"",
                    Markup.element("title", "", Markup.text(points.get(i).told()))));
        }
        return hints.toString();
    }

    private String labels() {
        int every = Math.max(1, (points.size() + MOST_LABELS - 1) / MOST_LABELS);
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < points.size(); i += every) {
            double x = (i + 0.5) * 100 / points.size();
            String anchor = x < 6 ? "start" : x > 94 ? "end" : "middle";
            double at = x < 6 ? 0 : x > 94 ? 100 : x;
            String kind = i / every % 2 == 0 ? "tick" : "tick between";
            labels.append(Markup.element(
                    "text",
                    "class=\"" + kind + "\" x=\"" + number(at) + "%\" y=\"" + (TOP + HEIGHT + 16) + "\" text-anchor=\""
                            + anchor + "\"",
                    Markup.text(points.get(i).label())));
        }
        return labels.toString();
    }

    private double slot() {
        return (double) WIDTH / points.size();
    }

    private static String number(double number) {
        String text = String.format(Locale.ROOT, "%.2f", number);
        return text.replaceFirst("\\.?0+$", "");
    }

    /** What somebody hears who cannot see it. */
    static String summary(String what, List<Point> points) {
        return points.isEmpty()
                ? what
                : what + ", from " + points.get(0).told() + " to "
                        + points.get(points.size() - 1).told() + "; the highest is "
                        + points.stream()
                                .max((one, other) -> Double.compare(one.value(), other.value()))
                                .map(Point::told)
                                .stream()
                                .collect(Collectors.joining());
    }
}
