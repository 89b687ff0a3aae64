package io.github.cartoactivity.examples;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.client.Export;
import io.github.cartoactivity.client.ExportRequest;
import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.model.ApiUsageRow;
import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What uses up the quota? The last four weeks: exact totals from typed rows, the course of days from SQL. */
public final class QuotaReport {

    /** A day's use, and the mean of the seven days that end with it. */
    record Day(LocalDate day, BigDecimal used, BigDecimal mean) {}

    private static final String BY_DAY = """
            WITH days AS (
              SELECT CAST(ts AS DATE) AS day, SUM(amount * quota_usage_weight) AS used
              FROM apiUsage GROUP BY day)
            SELECT day, used, CAST(AVG(used) OVER (
              ORDER BY day RANGE BETWEEN INTERVAL 6 DAYS PRECEDING AND CURRENT ROW) AS DECIMAL(18, 1)) AS mean
            FROM days ORDER BY day
            """;

    private QuotaReport() {}

    /**
     * Exports four weeks and prints the report.
     *
     * @param args where to put the files; the directory {@code exports} by default
     * @throws InterruptedException if the program is told to stop
     */
    public static void main(String[] args) throws InterruptedException {
        Path directory = Path.of(args.length > 0 ? args[0] : "exports");
        LocalDate newest = DateRange.latestReadyDay(Clock.systemUTC());
        ExportRequest request = ExportRequest.of(DateRange.ofDays(newest.minusDays(27), newest), directory)
                .withCategories(ExportCategory.API_USAGE);
        try (CartoActivityClient client = CartoActivityClient.create()) {
            Export export = client.exportAndWait(request);
            System.out.println("Quota used from " + request.range().from() + " to "
                    + request.range().last());
            totals(export);
            course(export);
        } catch (CartoActivityException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void totals(Export export) {
        Map<String, BigDecimal> byMetric = new TreeMap<>();
        BigDecimal byVisitors = BigDecimal.ZERO;
        try (Stream<ApiUsageRow> rows = export.apiUsage()) {
            for (ApiUsageRow row : (Iterable<ApiUsageRow>) rows::iterator) {
                BigDecimal used = row.quotaUsed().orElse(BigDecimal.ZERO);
                byMetric.merge(row.metric(), used, BigDecimal::add);
                if (row.userId() == null || row.userId().isPublic()) {
                    byVisitors = byVisitors.add(used);
                }
            }
        }
        System.out.println();
        byMetric.forEach((metric, used) -> System.out.printf(Locale.ROOT, "%14s  %s%n", used.toPlainString(), metric));
        System.out.printf(Locale.ROOT, "%14s  of all this by visitors of public maps%n", byVisitors.toPlainString());
    }

    private static void course(Export export) {
        System.out.println("\nDay                  used  mean of 7 days");
        try (ActivityDatabase database = ActivityDatabase.open(export)) {
            for (Day day : database.sql(BY_DAY).as(Day.class)) {
                System.out.printf(
                        Locale.ROOT,
                        "%s %14s %15s%n",
                        day.day(),
                        day.used().stripTrailingZeros().toPlainString(),
                        day.mean());
            }
        }
    }
}
