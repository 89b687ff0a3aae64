package io.github.cartoactivity.examples.report;

import java.util.ArrayList;
import java.util.List;

/** The numbers behind a chart. */
final class Table {
    private final String caption;
    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * A column.
     *
     * @param title what it holds
     * @param kind how it is set
     */
    record Column(String title, Kind kind) {
        static Column text(String title) {
            return new Column(title, Kind.TEXT);
        }

        static Column number(String title) {
            return new Column(title, Kind.NUMBER);
        }
    }

    /** How a column is set. */
    enum Kind {
        TEXT,
        NUMBER
    }

    Table(String caption, Column... columns) {
        this.caption = caption;
        this.columns = List.of(columns);
    }

    /** Adds a row; its cells are markup already. */
    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The table as it stands on the page. */
    String markup() {
        StringBuilder body = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder cells = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                cells.append(cell(i, row.get(i)));
            }
            body.append(Markup.element("tr", "", cells.toString())).append('\n');
        }
        StringBuilder head = new StringBuilder();
        columns.forEach(column ->
                head.append(Markup.element("th", "scope=\"col\"" + numeric(column, " "), Markup.text(column.title()))));
        return Markup.element(
                "div",
                "class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"" + Markup.text(caption) + "\"",
                Markup.element(
                        "table",
                        "",
                        Markup.element("caption", "class=\"unseen\"", Markup.text(caption)),
                        Markup.element("thead", "", Markup.element("tr", "", head.toString())),
                        Markup.element("tbody", "", body.toString())));
    }

    /** The table behind a chart, to be opened. */
    String folded() {
        return Markup.element("details", "", Markup.element("summary", "", "Show the numbers"), markup());
    }

    private String cell(int column, String content) {
        return column == 0
                ? Markup.element("th", "scope=\"row\"" + numeric(columns.get(0), " "), content)
                : Markup.element(
                        "td",
                        "data-title=\"" + Markup.text(columns.get(column).title()) + "\""
                                + numeric(columns.get(column), " "),
                        content);
    }

    private static String numeric(Column column, String before) {
        return column.kind() == Kind.NUMBER ? before + "class=\"number\"" : "";
    }
}
