package io.github.cartoactivity.examples.report;

import io.github.cartoactivity.duckdb.query.AuditQueries.AuditEvent;
import io.github.cartoactivity.examples.report.Table.Column;
import io.github.cartoactivity.model.ActivityEventType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an auditor would look at first. */
final class AuditSection {
    private static final int TYPES = 8;

    private final AuditData audit;

    AuditSection(AuditData audit) {
        this.audit = audit;
    }

    String markup() {
        return Section.of(
                "audit",
                "Security",
                Section.grid(questions(), types()),
                events(
                        "Made public last",
                        "Maps, workflows and applications that anybody can see since; the newest come first",
                        audit.madePublic()),
                events("Last security-relevant events", "The newest come first", audit.newest()));
    }

    private String questions() {
        Table table = new Table("Audit highlights", Column.text("What"), Column.number("Events"));
        audit.questions().forEach((what, count) -> table.row(Markup.text(what), Numbers.count(count)));
        List<RankChart.Row> rows = audit.questions().entrySet().stream()
                .map(entry -> new RankChart.Row(
                        Markup.text(entry.getKey()), entry.getValue(), Numbers.count(entry.getValue())))
                .toList();
        return Section.figure(
                "Highlights", "Events that answer an auditor's questions", new RankChart(rows).markup(), table);
    }

    private String types() {
        List<Map.Entry<String, Long>> sorted = Section.largestFirst(audit.types());
        Table table = new Table(
                "Security-relevant events by type",
                Column.text("Type"),
                Column.text("What it means"),
                Column.number("Events"));
        sorted.forEach(entry -> table.row(
                Markup.name(entry.getKey()),
                Markup.text(ActivityEventType.of(entry.getKey()).description()),
                Numbers.count(entry.getValue())));
        List<RankChart.Row> rows = sorted.stream()
                .limit(TYPES)
                .map(entry -> new RankChart.Row(
                        Markup.name(entry.getKey()), entry.getValue(), Numbers.count(entry.getValue())))
                .toList();
        return Section.figure(
                "By type",
                Numbers.count(audit.events()) + " security-relevant events in all",
                new RankChart(rows).markup(),
                table);
    }

    private static String events(String title, String what, List<AuditEvent> events) {
        Table table = new Table(
                title, Column.text("Time (UTC)"), Column.text("Type"), Column.text("Who"), Column.text("On what"));
        for (AuditEvent event : events) {
            table.row(
                    Section.time(event.ts()),
                    Markup.name(event.type()),
                    Markup.name(event.email() == null ? event.userId() : event.email()),
                    object(event));
        }
        return Section.figure(title, what, table);
    }

    private static String object(AuditEvent event) {
        return Stream.of(
                        told("map", event.mapId()),
                        told("workflow", event.workflowId()),
                        told("connection", event.connectionId()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    private static @Nullable String told(String kind, @Nullable String id) {
        return id == null ? null : kind + " " + Markup.name(id);
    }
}
