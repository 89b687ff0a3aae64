package io.github.cartoactivity.examples;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.client.Export;
import io.github.cartoactivity.client.ExportRequest;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ActivityEventType;
import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.UserId;
import io.github.cartoactivity.model.UserRecord;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What happened that matters for security, and who did it? The last week, with typed rows only: no database is needed, and
 * however many events there are, they take little memory.
 */
public final class AuditReport {
    private static final int NEWEST = 20;

    private final Map<UserId, String> emails = new HashMap<>();
    private final Map<String, Integer> kinds = new TreeMap<>();
    private final Deque<ActivityEvent> newest = new ArrayDeque<>();

    private AuditReport() {}

    /**
     * Exports a week and prints the report.
     *
     * @param args where to put the files; the directory {@code exports} by default
     * @throws InterruptedException if the program is told to stop
     */
    public static void main(String[] args) throws InterruptedException {
        Path directory = Path.of(args.length > 0 ? args[0] : "exports");
        LocalDate last = DateRange.latestReadyDay(Clock.systemUTC());
        ExportRequest request = ExportRequest.of(DateRange.ofDays(last.minusDays(6), last), directory)
                .withCategories(ExportCategory.ACTIVITY, ExportCategory.USER_LIST);
        try (CartoActivityClient client = CartoActivityClient.create()) {
            AuditReport report = new AuditReport();
            report.read(client.exportAndWait(request));
            report.print(request.range());
        } catch (CartoActivityException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void read(Export export) {
        try (Stream<UserRecord> users = export.users()) {
            users.filter(user -> user.email() != null).forEach(user -> emails.put(user.userId(), user.email()));
        }
        try (Stream<ActivityEvent> events = export.activity()) {
            events.filter(event -> event.type().isAudit()).forEach(this::add);
        }
    }

    private void add(ActivityEvent event) {
        kinds.merge(event.typeName(), 1, Integer::sum);
        if (event.type() == ActivityEventType.USER_LOGINS) {
            return;
        }
        newest.addLast(event);
        if (newest.size() > NEWEST) {
            newest.removeFirst();
        }
    }

    private void print(DateRange range) {
        System.out.println("Security-relevant events from " + range.from() + " to " + range.last() + "\n");
        kinds.forEach((kind, count) -> System.out.printf(Locale.ROOT, "%6d  %s%n", count, kind));
        System.out.println("\nThe last of them, logins left out");
        newest.forEach(event -> System.out.println(event.ts() + "  " + event.typeName() + "  " + who(event) + "\n    "
                + event.type().description()));
    }

    /** The e-mail of who did it; the id where somebody has left since. */
    private String who(ActivityEvent event) {
        return event.data()
                .userId()
                .map(id -> emails.getOrDefault(id, id.value()))
                .orElse("(nobody in particular)");
    }
}
