package io.github.cartoactivity.examples.report;

import io.github.cartoactivity.duckdb.query.ContentQueries.Use;
import io.github.cartoactivity.duckdb.query.ContentQueries.WorkflowFailure;
import io.github.cartoactivity.duckdb.query.ContentQueries.WorkflowRuns;
import io.github.cartoactivity.examples.report.Table.Column;
import java.util.List;

/** What became of maps and workflows. Activity Data tells their ids, not their names. */
final class ContentSection {
    private final ContentData content;

    ContentSection(ContentData content) {
        this.content = content;
    }

    String markup() {
        return Section.of("content", "Maps and workflows", Section.grid(maps(), workflows()), failures());
    }

    private String maps() {
        Table table = new Table(
                "Most used maps",
                Column.text("Map"),
                Column.number("Uses"),
                Column.number("Users"),
                Column.text("Last used (UTC)"));
        for (Use map : content.maps()) {
            table.row(
                    Markup.name(map.id()),
                    Numbers.count(map.uses()),
                    Numbers.count(map.users()),
                    Section.time(map.lastUsed()));
        }
        List<RankChart.Row> rows = content.maps().stream()
                .map(map -> new RankChart.Row(Markup.name(map.id()), map.uses(), Numbers.count(map.uses())))
                .toList();
        return Section.figure(
                "Most used maps", "By how often they were opened or loaded", new RankChart(rows).markup(), table);
    }

    private String workflows() {
        Table table = new Table(
                "Workflows that run most",
                Column.text("Workflow"),
                Column.number("Runs"),
                Column.number("Failed"),
                Column.number("Success"),
                Column.text("Last run (UTC)"));
        for (WorkflowRuns workflow : content.workflows()) {
            table.row(
                    Markup.name(workflow.id()),
                    Numbers.count(workflow.runs()),
                    Numbers.count(workflow.failed()),
                    success(workflow),
                    Section.time(workflow.lastRun()));
        }
        List<RankChart.Row> rows = content.workflows().stream()
                .map(workflow -> new RankChart.Row(
                        Markup.name(workflow.id()),
                        workflow.runs(),
                        Numbers.count(workflow.runs())
                                + (workflow.successRate() == null ? "" : " \u00b7 " + success(workflow))))
                .toList();
        return Section.figure(
                "Workflows that run most", "Runs, and how many of them succeeded", new RankChart(rows).markup(), table);
    }

    private static String success(WorkflowRuns workflow) {
        Double rate = workflow.successRate();
        return rate == null ? "" : Numbers.percent(rate);
    }

    private String failures() {
        Table table = new Table(
                "Runs that failed last",
                Column.text("Time (UTC)"),
                Column.text("Workflow"),
                Column.text("Who"),
                Column.text("What went wrong"));
        for (WorkflowFailure failure : content.failures()) {
            table.row(
                    Section.time(failure.ts()),
                    Markup.name(failure.id()),
                    Markup.name(failure.email() == null ? failure.userId() : failure.email()),
                    Markup.name(failure.error()));
        }
        return Section.figure(
                "Runs that failed last",
                Numbers.count(content.failed()) + " failed in all; the newest come first",
                table);
    }
}
