package io.github.cartoactivity.parquet;

import io.github.cartoactivity.client.RowReader;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.CartoActivityException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Counts the events in files, as a program of its own, or says with which error they are refused. */
final class CountRows {
    private CountRows() {}

    /** Threads, then files. */
    public static void main(String[] arguments) {
        RowReader reader = RowReader.defaults().parallel(Integer.parseInt(arguments[0]));
        for (int i = 1; i < arguments.length; i++) {
            try (Stream<ActivityEvent> events = reader.activity(Path.of(arguments[i]))) {
                System.out.println(
                        events.filter(event -> event.data().raw().isPresent()).count());
            } catch (CartoActivityException e) {
                System.out.println(e.getClass().getSimpleName());
            }
        }
    }
}
