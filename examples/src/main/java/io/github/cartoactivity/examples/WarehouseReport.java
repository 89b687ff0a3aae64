package io.github.cartoactivity.examples;

import io.github.cartoactivity.duckdb.ActivityArchive;
import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.duckdb.WarehouseLog;
import io.github.cartoactivity.duckdb.query.Top;
import io.github.cartoactivity.duckdb.query.WarehouseQueries;
import io.github.cartoactivity.duckdb.query.WarehouseQueries.CartoShare;
import io.github.cartoactivity.duckdb.query.WarehouseQueries.ObjectLoad;
import io.github.cartoactivity.duckdb.query.WarehouseQueries.UserLoad;
import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.DateRange;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What does CARTO make the warehouse do? The last four weeks of its query log, joined with an archive. */
public final class WarehouseReport {
    private WarehouseReport() {}

    /**
     * Prints the report.
     *
     * @param args the directory of the archive, then the files of the query log
     */
    public static void main(String[] args) {
        if (args.length < 2) {
            System.err.println("WarehouseReport needs an archive and the files of a query log");
            System.exit(2);
        }
        LocalDate newest = DateRange.latestReadyDay(Clock.systemUTC());
        DateRange range = DateRange.ofDays(newest.minusDays(27), newest);
        try {
            report(Path.of(args[0]), Arrays.stream(args).skip(1).map(Path::of).toList(), range);
        } catch (CartoActivityException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    static void report(Path archive, List<Path> files, DateRange range) {
        try (ActivityDatabase database = ActivityDatabase.open(ActivityArchive.open(archive));
                WarehouseQueries warehouse = database.warehouse(WarehouseLog.of(files))) {
            CartoShare share = warehouse.share(range).list().get(0);
            System.out.println(share.cartoQueries() + " of " + share.queries() + " queries are CARTO's");

            for (ObjectLoad workflow : warehouse.byWorkflow(range, Top.of(10)).list()) {
                System.out.printf(Locale.ROOT, "%5.1f %% by workflow %s%n", 100 * workflow.share(), workflow.id());
            }
            for (UserLoad user : warehouse.byUser(range, Top.of(10)).list()) {
                String name = user.email() == null ? user.userId() : user.email();
                System.out.printf(Locale.ROOT, "%5.1f %% by %s%n", 100 * user.share(), name);
            }
        }
    }
}
