package consumer;

import io.github.cartoactivity.client.Rows;
import io.github.cartoactivity.model.ActivityEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A program with activity-client alone: CSV works, and Parquet says what is missing. */
public final class Small {
    public static void main(String[] args) throws Exception {
        Path csv = Files.writeString(Path.of(args[0], "a.csv"), "type,ts,data\nMapCreated,2025-10-01T00:00:00.000Z,{}\n");
        try (Stream<ActivityEvent> events = Rows.activity(csv)) {
            System.out.println(events.count());
        }
        Path parquet = Files.write(Path.of(args[0], "a.parquet"), "PAR1....PAR1".getBytes());
        try (Stream<ActivityEvent> events = Rows.activity(parquet)) {
            events.count();
        } catch (RuntimeException e) {
            System.out.println(e.getMessage());
        }
    }
}
