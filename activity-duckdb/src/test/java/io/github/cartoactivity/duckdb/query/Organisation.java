package io.github.cartoactivity.duckdb.query;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.client.Credentials;
import io.github.cartoactivity.client.Endpoints;
import io.github.cartoactivity.client.Export;
import io.github.cartoactivity.client.ExportRequest;
import io.github.cartoactivity.client.PollSchedule;
import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ApiUsageRow;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.GroupRecord;
import io.github.cartoactivity.model.UserId;
import io.github.cartoactivity.model.UserRecord;
import io.github.cartoactivity.testing.FakeCarto;
import io.github.cartoactivity.testing.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An organisation twice: as a database over an export of it, and as plain Java objects that came straight from where it
 * is made up. Answers of the first are held against computations over the second.
 */
final class Organisation implements AutoCloseable {
    /** Six weeks; the export has two weeks more before them, so that "before the range" means something. */
    static final DateRange RANGE = DateRange.ofDays(LocalDate.parse("2025-09-01"), LocalDate.parse("2025-10-12"));

    private static final DateRange EXPORTED = new DateRange(RANGE.from().minusDays(14), RANGE.toExclusive());
    private static final Instant NOW = Instant.parse("2025-10-20T12:00:00Z");

    final ActivityDatabase database;
    final List<ActivityEvent> allEvents;
    final List<ActivityEvent> events;
    final List<ApiUsageRow> usage;
    final List<UserRecord> users;
    final List<GroupRecord> groups;
    final Map<String, UserRecord> usersById;

    private Organisation(FakeCarto carto, ActivityDatabase database) {
        this.database = database;
        this.allEvents = list(carto.organisation().events(EXPORTED));
        this.events =
                allEvents.stream().filter(event -> RANGE.contains(event.ts())).toList();
        this.usage = list(carto.organisation().apiUsage(EXPORTED));
        this.users = carto.organisation().users(NOW);
        this.groups = carto.organisation().groups(NOW);
        this.usersById =
                users.stream().collect(Collectors.toMap(user -> user.userId().value(), Function.identity()));
    }

    /** Exports into a directory, through the whole client. */
    static Organisation in(Path directory) throws Exception {
        try (FakeCarto carto = FakeCarto.builder().clock(ManualClock.at(NOW)).start();
                CartoActivityClient client = CartoActivityClient.builder()
                        .credentials(Credentials.ofClient(carto.clientId(), carto.clientSecret()))
                        .endpoints(new Endpoints(carto.authUrl(), carto.accountsUrl()))
                        .clock(ManualClock.at(NOW))
                        .pollSchedule(new PollSchedule(Duration.ofMillis(1), 1, Duration.ofMillis(1), Duration.ZERO))
                        .build()) {
            Export export = client.exportAndWait(ExportRequest.of(EXPORTED, directory));
            return new Organisation(carto, ActivityDatabase.open(export));
        }
    }

    /** The id of whoever did it, unless nobody is known. */
    static Optional<String> somebody(ActivityEvent event) {
        return event.data().userId().filter(id -> !id.isPublic()).map(UserId::value);
    }

    Optional<UserRecord> user(String id) {
        return Optional.ofNullable(usersById.get(id));
    }

    private static <T> List<T> list(Stream<T> stream) {
        try (stream) {
            return stream.toList();
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
