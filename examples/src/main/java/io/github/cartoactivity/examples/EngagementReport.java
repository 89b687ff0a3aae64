package io.github.cartoactivity.examples;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.client.Export;
import io.github.cartoactivity.client.ExportRequest;
import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Who uses CARTO, and how much? The last four weeks, asked in SQL; answers come as records. */
public final class EngagementReport {

    /** What happened in a week. */
    record Week(LocalDate monday, long activeUsers, long events, long mapsCreated, long workflowRuns) {}

    /** What somebody did. */
    record Person(String email, long events, long daysActive, Instant lastSeen) {}

    /** Somebody who did nothing. */
    record Absentee(String email, String role) {}

    private static final String BY_WEEK = """
            SELECT CAST(date_trunc('week', ts) AS DATE) AS monday,
                   COUNT(DISTINCT json_extract_string(data, '$.userId')) AS active_users,
                   COUNT(*) AS events,
                   COUNT(*) FILTER (WHERE type = 'MapCreated') AS maps_created,
                   COUNT(*) FILTER (WHERE type = 'WorkflowRun') AS workflow_runs
            FROM activity GROUP BY monday ORDER BY monday
            """;

    private static final String MOST_ACTIVE = """
            SELECT u.email, COUNT(*) AS events, COUNT(DISTINCT CAST(a.ts AS DATE)) AS days_active,
                   MAX(a.ts) AS last_seen
            FROM activity a JOIN userList u ON json_extract_string(a.data, '$.userId') = u.user_id
            GROUP BY u.email ORDER BY events DESC, u.email LIMIT ?
            """;

    private static final String ABSENT = """
            SELECT email, role FROM userList
            WHERE user_id NOT IN (
              SELECT json_extract_string(data, '$.userId') FROM activity
              WHERE json_extract_string(data, '$.userId') IS NOT NULL)
            ORDER BY email
            """;

    private EngagementReport() {}

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
                .withCategories(ExportCategory.ACTIVITY, ExportCategory.USER_LIST);
        try (CartoActivityClient client = CartoActivityClient.create()) {
            Export export = client.exportAndWait(request);
            try (ActivityDatabase database = ActivityDatabase.open(export)) {
                report(export.range(), database);
            }
        } catch (CartoActivityException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void report(DateRange range, ActivityDatabase database) {
        System.out.println("Engagement from " + range.from() + " to " + range.last());

        System.out.println("\nWeek of      Users   Events     Maps     Runs");
        for (Week week : database.sql(BY_WEEK).as(Week.class)) {
            System.out.printf(
                    Locale.ROOT,
                    "%s %7d %8d %8d %8d%n",
                    week.monday(),
                    week.activeUsers(),
                    week.events(),
                    week.mapsCreated(),
                    week.workflowRuns());
        }

        System.out.println("\nEvents  Days  Last seen             Most active");
        for (Person person : database.sql(MOST_ACTIVE).bind(10).as(Person.class)) {
            System.out.printf(
                    Locale.ROOT,
                    "%6d %5d  %-20s  %s%n",
                    person.events(),
                    person.daysActive(),
                    person.lastSeen().toString().substring(0, 16),
                    person.email());
        }

        List<Absentee> absent = database.sql(ABSENT).as(Absentee.class);
        System.out.println("\n" + absent.size() + " users did nothing at all");
        absent.stream().limit(10).forEach(user -> System.out.println("  " + user.email() + " (" + user.role() + ")"));
    }
}
