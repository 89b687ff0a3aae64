package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.duckdb.Row;
import io.github.cartoactivity.duckdb.TableContents;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.testing.FakeOrganisation;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares what has arrived with what the fake organisation really did. */
final class DemoTruth {
    private DemoTruth() {}

    static void check(
            PrintStream out, FakeOrganisation organisation, DateRange range, Instant now, ActivityDatabase database) {
        for (TableContents table : database.contents()) {
            String name = table.category().wireName();
            try (Stream<?> rows = organisation.rows(table.category(), range, now)) {
                requireEqual(name, rows.count(), table.rows());
            }
        }
        try (Stream<ActivityEvent> events = organisation.events(range)) {
            requireEqual(
                    "events by type",
                    events.collect(Collectors.groupingBy(ActivityEvent::typeName, TreeMap::new, Collectors.counting())),
                    eventsByType(database));
        }
        out.println("Compared with what the organisation did: no row is missing, none is doubled.\n");
    }

    private static Map<String, Long> eventsByType(ActivityDatabase database) {
        Map<String, Long> counts = new TreeMap<>();
        for (Row row : database.sql("SELECT type, COUNT(*) AS events FROM activity GROUP BY type")
                .rows()) {
            counts.put(String.valueOf(row.text("type")), row.number("events"));
        }
        return counts;
    }

    private static void requireEqual(String what, Object truth, Object arrived) {
        if (!truth.equals(arrived)) {
            throw new IllegalStateException(
                    "The organisation has " + truth + " of " + what + ", but " + arrived + " arrived");
        }
    }
}
