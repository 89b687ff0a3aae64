package io.github.cartoactivity.testing;

import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ApiUsageRow;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.EventData;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportRow;
import io.github.cartoactivity.model.GroupRecord;
import io.github.cartoactivity.model.UserId;
import io.github.cartoactivity.model.UserRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An organisation that does not exist. */
public final class FakeOrganisation {
    private static final List<String> TYPES = List.of(
            "MapLoadedEvent", "MapCreated", "MapsListed", "WorkflowRun", "WorkflowExecutionComplete", "UserLogins");

    private final Builder settings;

    private FakeOrganisation(Builder settings) {
        this.settings = settings;
    }

    /**
     * Settings of a new organisation.
     *
     * @return a builder with sensible values
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The day on which the organisation came into being; there is no data from before.
     *
     * @return a UTC day
     */
    public LocalDate created() {
        return settings.created;
    }

    /**
     * All events of a range, in the order of their time.
     *
     * @param range UTC days
     * @return a stream that is made while it is read
     */
    public Stream<ActivityEvent> events(DateRange range) {
        return range.stream().filter(day -> !day.isBefore(created())).flatMap(this::eventsOn);
    }

    private Stream<ActivityEvent> eventsOn(LocalDate day) {
        long step = 86_400_000L / settings.eventsPerDay;
        Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        return IntStream.range(0, settings.eventsPerDay)
                .mapToObj(i -> ActivityEvent.of(
                        TYPES.get(Math.floorMod(i + day.getDayOfYear(), TYPES.size())),
                        start.plusMillis(i * step),
                        EventData.of("{\"userId\":\"" + userId(i % settings.users) + "\",\"mapId\":\"map-" + i % 10
                                + "\"}")));
    }

    /**
     * All usage rows of a range, day by day.
     *
     * @param range UTC days
     * @return a stream that is made while it is read
     */
    public Stream<ApiUsageRow> apiUsage(DateRange range) {
        return range.stream()
                .filter(day -> !day.isBefore(created()))
                .flatMap(day -> IntStream.range(0, settings.users)
                        .mapToObj(i -> new ApiUsageRow(
                                day.atStartOfDay(ZoneOffset.UTC).toInstant(),
                                new UserId(userId(i)),
                                "maps_api_compute_builder",
                                BigDecimal.valueOf(i + 1L),
                                BigDecimal.ONE,
                                null,
                                null)));
    }

    /**
     * Who is in the organisation at a moment.
     *
     * @param asOf the moment
     * @return the users, in a stable order
     */
    public List<UserRecord> users(Instant asOf) {
        return IntStream.range(0, settings.users)
                .mapToObj(i -> UserRecord.of(
                        new UserId(userId(i)),
                        "user" + i + "@example.com",
                        created().atStartOfDay(ZoneOffset.UTC).toInstant(),
                        i == 0 ? "Admin" : "Editor",
                        List.of()))
                .toList();
    }

    /**
     * The groups that exist at a moment.
     *
     * @param asOf the moment
     * @return the groups, in a stable order; empty where groups are not enabled
     */
    public List<GroupRecord> groups(Instant asOf) {
        List<GroupRecord> groups = new ArrayList<>();
        for (int i = 0; i < settings.groups; i++) {
            groups.add(new GroupRecord("group-" + i, "Group " + i));
        }
        return groups;
    }

    /**
     * The rows that an export holds.
     *
     * @param category the table
     * @param range UTC days; of no meaning for users and groups
     * @param asOf when the export is made
     * @return a stream that is made while it is read
     */
    public Stream<? extends ExportRow> rows(ExportCategory category, DateRange range, Instant asOf) {
        return switch (category) {
            case ACTIVITY -> events(range);
            case API_USAGE -> apiUsage(range);
            case USER_LIST -> users(asOf).stream();
            case GROUP_LIST -> groups(asOf).stream();
        };
    }

    private static String userId(int i) {
        return (i % 2 == 0 ? "auth0|" : "google-oauth2|") + "5f0c" + i;
    }

    /** Settings of a new organisation. Not thread-safe. */
    public static final class Builder {
        private int users = 20;
        private int groups = 3;
        private int eventsPerDay = 500;
        private LocalDate created = LocalDate.of(2025, 1, 1);

        private Builder() {}

        /**
         * What all rows follow from.
         *
         * @param value any number, 1 by default
         * @return this builder
         */
        public Builder seed(long value) {
            return this;
        }

        /**
         * About how many users there are at a time.
         *
         * @param count at least 1
         * @return this builder
         */
        public Builder users(int count) {
            users = count;
            return this;
        }

        /**
         * How many groups there are at first.
         *
         * @param count 0 where groups are not enabled
         * @return this builder
         */
        public Builder groups(int count) {
            groups = count;
            return this;
        }

        /**
         * About how many events there are on a working day.
         *
         * @param count at least 1
         * @return this builder
         */
        public Builder eventsPerDay(int count) {
            eventsPerDay = count;
            return this;
        }

        /**
         * The day on which the organisation comes into being.
         *
         * @param day a UTC day, 2025-01-01 by default
         * @return this builder
         */
        public Builder created(LocalDate day) {
            created = day;
            return this;
        }

        /**
         * Makes the organisation.
         *
         * @return the organisation
         */
        public FakeOrganisation build() {
            return new FakeOrganisation(this);
        }
    }
}
