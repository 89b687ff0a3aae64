package io.github.cartoactivity.examples;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.client.Export;
import io.github.cartoactivity.client.ExportRequest;
import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ActivityEventType;
import io.github.cartoactivity.model.DateRange;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;

/** A week of Activity Data: as files, as typed rows, and as tables that answer SQL. */
public final class Quickstart {
    private Quickstart() {}

    /**
     * Exports the week and asks two questions about it.
     *
     * @param args where to put the files; the directory {@code exports} by default
     * @throws InterruptedException if the program is told to stop
     */
    public static void main(String[] args) throws InterruptedException {
        Path directory = Path.of(args.length > 0 ? args[0] : "exports");
        DateRange week = DateRange.ofDays(LocalDate.parse("2025-10-01"), LocalDate.parse("2025-10-07"));
        try (CartoActivityClient client = CartoActivityClient.create()) {
            Export export = client.exportAndWait(ExportRequest.of(week, directory));

            try (Stream<ActivityEvent> events = export.activity()) {
                long created = events.filter(event -> event.type() == ActivityEventType.MAP_CREATED)
                        .count();
                System.out.println(created + " maps were created from " + week.from() + " to " + week.last());
            }

            try (ActivityDatabase database = ActivityDatabase.open(export)) {
                database.sql("SELECT type, COUNT(*) AS events FROM activity GROUP BY type ORDER BY events DESC LIMIT 5")
                        .rows()
                        .forEach(row -> System.out.println(row.number("events") + " " + row.text("type")));
            }
        }
    }
}
