package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.client.Credentials;
import io.github.cartoactivity.client.Endpoints;
import io.github.cartoactivity.client.PollSchedule;
import io.github.cartoactivity.client.RetryPolicy;
import io.github.cartoactivity.duckdb.internal.archive.SyncStep;
import io.github.cartoactivity.testing.FakeCarto;
import io.github.cartoactivity.testing.FakeOrganisation;
import io.github.cartoactivity.testing.ManualClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.function.UnaryOperator;

/** A fake CARTO, a client of it, an archive, and a clock that all of them share. */
final class SyncRig implements AutoCloseable {
    static final LocalDate FIRST = LocalDate.parse("2025-10-01");

    final ManualClock clock;
    final FakeCarto carto;
    final CartoActivityClient client;
    final ActivityArchive archive;

    SyncRig(Path directory, String now) {
        this(directory, now, builder -> builder);
    }

    SyncRig(Path directory, String now, UnaryOperator<FakeCarto.Builder> settings) {
        clock = ManualClock.at(now);
        carto = settings.apply(FakeCarto.builder()
                        .clock(clock)
                        .pollsUntilDone(1)
                        .organisation(FakeOrganisation.builder()
                                .eventsPerDay(40)
                                .users(5)
                                .build())
                        .parquetEncoder(ParquetFiles::write))
                .start();
        client = client(carto.authUrl(), carto.accountsUrl(), clock);
        archive = ActivityArchive.at(directory);
    }

    /** With an archive as a first sync, of the same day, has left it. */
    static SyncRig synced(Path directory, String now) throws InterruptedException {
        SyncedArchives.fill(directory, now);
        return new SyncRig(directory, now);
    }

    static CartoActivityClient client(URI authUrl, URI accountsUrl, java.time.Clock clock) {
        return CartoActivityClient.builder()
                .credentials(Credentials.ofClient("fake-client-id", "fake-client-secret-7d1f0c52"))
                .endpoints(new Endpoints(authUrl, accountsUrl))
                .clock(clock)
                .pollSchedule(new PollSchedule(Duration.ofMillis(2), 1, Duration.ofMillis(2), Duration.ofSeconds(1)))
                .retryPolicy(RetryPolicy.never())
                .build();
    }

    SyncOptions options() {
        return SyncOptions.since(FIRST).withClock(clock);
    }

    SyncReport sync() throws InterruptedException {
        return sync(options());
    }

    SyncReport sync(SyncOptions options) throws InterruptedException {
        return new ActivitySync(client, archive).run(options);
    }

    SyncReport sync(SyncOptions options, SyncStep.Listener steps) throws InterruptedException {
        return new ActivitySync(client, archive, steps).run(options);
    }

    /** Whoever has done most of those that are in the list of users. */
    Person busiest() {
        try (ActivityDatabase database = ActivityDatabase.open(archive)) {
            return database.sql("SELECT user_id AS id, any_value(email) AS email FROM events JOIN userList USING"
                            + " (user_id) WHERE user_id LIKE 'auth0|%' GROUP BY ALL ORDER BY count(*) DESC, id LIMIT 1")
                    .as(Person.class)
                    .get(0);
        }
    }

    record Person(String id, String email) {}

    Path root() {
        return archive.directory();
    }

    @Override
    public void close() {
        client.close();
        carto.close();
    }
}
