package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.duckdb.TableContents;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.testing.FakeCarto;
import java.io.PrintStream;
import java.time.Instant;
import java.util.stream.Stream;

/** Compares what has arrived with what the fake organisation really did. */
final class DemoTruth {
    private DemoTruth() {}

    static void check(PrintStream out, FakeCarto carto, DateRange range, ActivityDatabase database) {
        Instant now = Instant.now();
        for (TableContents table : database.contents()) {
            long truth;
            try (Stream<?> rows = carto.organisation().rows(table.category(), range, now)) {
                truth = rows.count();
            }
            if (truth != table.rows()) {
                throw new IllegalStateException(table.category().wireName() + " has " + table.rows()
                        + " rows, but the organisation has " + truth);
            }
        }
        out.println("These numbers of rows are the organisation's own: none lost, none twice.\n");
    }
}
