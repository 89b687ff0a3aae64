package io.github.cartoactivity.benchmarks;

import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.testing.FakeOrganisation;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.stream.Stream;

/**
 * Makes what a job of 59 days gives for a large organisation: events of {@link FakeOrganisation}, as CSV and as snappy
 * Parquet, in the order of their time, always the same.
 *
 * <pre>OrganisationFiles DIRECTORY EVENTS</pre>
 */
public final class OrganisationFiles {
    /** The days of the job. */
    public static final DateRange DAYS = DateRange.ofDays(LocalDate.parse("2025-10-01"), LocalDate.parse("2025-11-28"));

    private static final int EVENTS_A_WORKING_DAY = 118_000;
    private static final int USERS = 1_000;
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private OrganisationFiles() {}

    /**
     * Writes {@code events.csv} and {@code events-snappy.parquet}.
     *
     * @param arguments directory and the greatest number of events
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        Path csv = directory.resolve("events.csv");
        long events = write(csv, Long.parseLong(arguments[1]));
        Path parquet = directory.resolve("events-snappy.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads TO 2");
            statement.execute("SET memory_limit = '4GB'");
            statement.execute("COPY (FROM read_csv('" + csv + "', header = true, delim = ',', quote = '\"', columns = "
                    + "{type: 'VARCHAR', ts: 'TIMESTAMP', data: 'VARCHAR'})) TO '" + parquet
                    + "' (FORMAT parquet, CODEC 'snappy')");
        }
        System.out.printf(
                "%,d events, %,d bytes of CSV, %,d bytes of snappy Parquet%n",
                events, Files.size(csv), Files.size(parquet));
    }

    private static long write(Path file, long most) throws IOException {
        FakeOrganisation organisation = FakeOrganisation.builder()
                .users(USERS)
                .eventsPerDay(EVENTS_A_WORKING_DAY)
                .build();
        long written = 0;
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
                Stream<ActivityEvent> events = organisation.events(DAYS).limit(most)) {
            out.write("type,ts,data\n");
            for (ActivityEvent event : (Iterable<ActivityEvent>) events::iterator) {
                String data = event.data().raw().orElse("").replace("\"", "\"\"");
                out.write(event.typeName() + "," + MILLIS.format(event.ts()) + ",\"" + data + "\"\n");
                written++;
            }
        }
        return written;
    }
}
