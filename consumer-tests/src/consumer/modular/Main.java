package consumer;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.client.Credentials;
import io.github.cartoactivity.client.Endpoints;
import io.github.cartoactivity.client.Export;
import io.github.cartoactivity.client.ExportRequest;
import io.github.cartoactivity.client.PollSchedule;
import io.github.cartoactivity.client.Rows;
import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.testing.FakeCarto;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.stream.Stream;

/** Somebody else's program: exports, reads rows of both formats, asks SQL, and prints that all agree. */
public final class Main {
    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        DateRange range = DateRange.ofDays(LocalDate.parse("2025-10-01"), LocalDate.parse("2025-10-03"));
        try (FakeCarto carto = FakeCarto.start();
                CartoActivityClient client = CartoActivityClient.builder()
                        .credentials(Credentials.ofClient(carto.clientId(), carto.clientSecret()))
                        .endpoints(new Endpoints(carto.authUrl(), carto.accountsUrl()))
                        .pollSchedule(new PollSchedule(Duration.ofMillis(5), 1, Duration.ofMillis(5), Duration.ZERO))
                        .build()) {
            Export export = client.exportAndWait(ExportRequest.of(range, directory));
            long rows = count(export.activity());
            try (ActivityDatabase database = ActivityDatabase.open(export)) {
                long sql = database.sql("SELECT count(*) AS n FROM activity").rows().get(0).number("n");
                Path parquet = directory.resolve("events.parquet");
                database.sql("COPY activity TO '" + parquet + "' (FORMAT parquet)").rows();
                long fromParquet = count(Rows.activity(parquet));
                System.out.println(Main.class.getModule().isNamed() + " " + (rows > 0)
                        + " " + (rows == sql) + " " + (rows == fromParquet));
            }
        }
    }

    private static long count(Stream<ActivityEvent> events) {
        try (events) {
            return events.count();
        }
    }
}
