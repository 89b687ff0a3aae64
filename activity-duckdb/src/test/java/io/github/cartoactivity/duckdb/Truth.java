package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ApiUsageRow;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.UserId;
import io.github.cartoactivity.testing.FakeOrganisation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares an archive with the organisation whose data it should hold, row for row. */
final class Truth {
    private Truth() {}

    record Event(String type, Instant ts, @Nullable String data) {}

    record Usage(
            Instant ts,
            @Nullable String userId,
            String metric,
            BigDecimal amount,
            @Nullable BigDecimal weight) {}

    /** How many events the organisation has on some days. */
    static long events(FakeOrganisation organisation, DateRange range) {
        try (var events = organisation.events(range)) {
            return events.count();
        }
    }

    /** How many events and rows of API use. */
    static long rows(FakeOrganisation organisation, DateRange range) {
        try (var usage = organisation.apiUsage(range)) {
            return events(organisation, range) + usage.count();
        }
    }

    /** The archive has these days and no other, each with exactly the rows of the source, each row as often. */
    static void assertHolds(ActivityArchive archive, FakeOrganisation organisation, DateRange range) {
        assertThat(archive.verify(range).problems()).isEmpty();
        DatabaseOptions options = DatabaseOptions.defaults().inMemory().withMaxRows(10_000_000);
        try (ActivityDatabase database = ActivityDatabase.open(archive, options)) {
            assertThat(events(database))
                    .containsExactlyInAnyOrderElementsOf(
                            organisation.events(range).map(Truth::event).toList());
            assertThat(usage(database))
                    .containsExactlyInAnyOrderElementsOf(
                            organisation.apiUsage(range).map(Truth::usage).toList());
        }
    }

    static List<Event> events(ActivityDatabase database) {
        return database.sql("SELECT * FROM activity").as(Event.class);
    }

    static List<Usage> usage(ActivityDatabase database) {
        return database
                .sql("SELECT ts, user_id, metric, amount, quota_usage_weight AS weight FROM apiUsage")
                .rows()
                .stream()
                .map(row -> new Usage(
                        row.instant("ts"),
                        row.text("user_id"),
                        row.text("metric"),
                        plain(row.decimal("amount")),
                        plain(row.decimal("weight"))))
                .toList();
    }

    static Event event(ActivityEvent event) {
        return new Event(event.typeName(), event.ts(), event.data().raw().orElse(null));
    }

    private static Usage usage(ApiUsageRow row) {
        return new Usage(
                row.ts(),
                Optional.ofNullable(row.userId()).map(UserId::value).orElse(null),
                row.metric(),
                plain(row.amount()),
                plain(row.quotaUsageWeight()));
    }

    private static @Nullable BigDecimal plain(@Nullable BigDecimal number) {
        return number == null || number.signum() == 0
                ? number == null ? null : BigDecimal.ZERO
                : number.stripTrailingZeros();
    }
}
