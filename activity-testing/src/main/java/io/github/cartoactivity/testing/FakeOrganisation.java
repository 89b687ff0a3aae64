package io.github.cartoactivity.testing;

import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ApiUsageRow;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportRow;
import io.github.cartoactivity.model.GroupRecord;
import io.github.cartoactivity.model.UserRecord;
import io.github.cartoactivity.testing.internal.organisation.EventStream;
import io.github.cartoactivity.testing.internal.organisation.Members;
import io.github.cartoactivity.testing.internal.organisation.Profile;
import io.github.cartoactivity.testing.internal.organisation.Usage;
import io.github.cartoactivity.testing.internal.organisation.World;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * An organisation that does not exist: people who join, work and leave, with what they make, use and delete. It is the
 * truth that a test compares with what it got from {@link FakeCarto}.
 *
 * <pre>{@code
 * FakeOrganisation acme = FakeOrganisation.builder().seed(7).users(200).eventsPerDay(20_000).build();
 * long events = acme.events(DateRange.ofDays(first, last)).count();
 * }</pre>
 *
 * <p>Everything follows from the seed and the settings: the same ones give the same rows, on every machine and in every
 * time zone. A day is made by itself, whichever days were made before. Nothing is kept in memory beyond the day that is
 * being read, so that an organisation may be of any size.
 *
 * <p>Users log in with a password, Google or single sign-on; viewers of public maps are {@code public}. A map, workflow
 * or connection is created before it is used and not used after it is deleted. Working days are busy, nights and weekends
 * quiet. Each of the documented types of event occurs within any four weeks, those too that really happen once in an
 * organisation's life, such as its deletion; those about groups only where there are groups.
 *
 * <p>Thread-safe; its streams are not, and hold nothing that has to be closed.
 */
public final class FakeOrganisation {
    private final Profile profile;
    private final Set<Oddity> oddities;
    private final World world;

    private FakeOrganisation(Profile profile, Set<Oddity> oddities) {
        this.profile = profile;
        this.oddities = Set.copyOf(oddities);
        this.world = new World(profile);
    }

    /**
     * The settings of a new organisation.
     *
     * @return a builder with the defaults of a small organisation
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
        return profile.created();
    }

    /**
     * All events of a range, in the order of their time, {@link Oddity#LATE_EVENTS late ones} included.
     *
     * @param range UTC days
     * @return a stream that is made while it is read
     */
    public Stream<ActivityEvent> events(DateRange range) {
        return events(range, Instant.MAX);
    }

    /**
     * The events of a range that an export at some moment holds.
     *
     * @param range UTC days
     * @param asOf when the export is made; of no meaning without {@link Oddity#LATE_EVENTS}
     * @return a stream that is made while it is read, in the order of time
     */
    public Stream<ActivityEvent> events(DateRange range, Instant asOf) {
        Iterator<ActivityEvent> events = new EventStream(world, oddities, range, asOf);
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(events, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    /**
     * All usage rows of a range, day by day.
     *
     * @param range UTC days
     * @return a stream that is made while it is read
     */
    public Stream<ApiUsageRow> apiUsage(DateRange range) {
        Usage usage = new Usage(world);
        return range.stream().map(usage::on).flatMap(List::stream);
    }

    /**
     * Who is in the organisation at a moment.
     *
     * @param asOf the moment
     * @return the users, in a stable order
     */
    public List<UserRecord> users(Instant asOf) {
        return new Members(world).at(asOf);
    }

    /**
     * Everybody who was in the organisation at some time, as they were when they were last in it.
     *
     * @param until the moment up to which they joined
     * @return the users, in a stable order
     */
    public List<UserRecord> usersEver(Instant until) {
        return new Members(world).everUntil(until);
    }

    /**
     * The groups that exist at a moment. There is a new one every four weeks.
     *
     * @param asOf the moment
     * @return the groups, in a stable order; empty where groups are not enabled
     */
    public List<GroupRecord> groups(Instant asOf) {
        return new Members(world).groupsAt(asOf);
    }

    /**
     * The rows that an export of one table holds.
     *
     * @param category the table
     * @param range UTC days; of no meaning for users and groups
     * @param asOf when the export is made
     * @return a stream that is made while it is read
     */
    public Stream<? extends ExportRow> rows(ExportCategory category, DateRange range, Instant asOf) {
        return switch (category) {
            case ACTIVITY -> events(range, asOf);
            case API_USAGE -> apiUsage(range);
            case USER_LIST -> users(asOf).stream();
            case GROUP_LIST -> groups(asOf).stream();
        };
    }

    @Override
    public String toString() {
        return "FakeOrganisation" + profile + oddities;
    }

    /** The settings of a new organisation. Not thread-safe. */
    public static final class Builder {
        private long seed = 1;
        private LocalDate created = LocalDate.of(2025, 1, 1);
        private int users = 40;
        private int groups = 4;
        private int eventsPerDay = 1_000;
        private final Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);

        private Builder() {}

        /**
         * What everything follows from.
         *
         * @param value any number; 1 by default
         * @return this builder
         */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * The day on which the organisation comes into being. It grows in its first two months.
         *
         * @param day a UTC day; 2025-01-01 by default
         * @return this builder
         */
        public Builder created(LocalDate day) {
            created = day;
            return this;
        }

        /**
         * About how many users there are at a time. Maps, workflows and connections are in proportion.
         *
         * @param count at least 1; 40 by default
         * @return this builder
         */
        public Builder users(int count) {
            users = atLeast(1, count);
            return this;
        }

        /**
         * How many groups there are at first.
         *
         * @param count 0 where groups are not enabled; 4 by default
         * @return this builder
         */
        public Builder groups(int count) {
            groups = atLeast(0, count);
            return this;
        }

        /**
         * About how many events a working day has; a weekend day has about a seventh of it.
         *
         * @param count at least 1; 1,000 by default
         * @return this builder
         */
        public Builder eventsPerDay(int count) {
            eventsPerDay = atLeast(1, count);
            return this;
        }

        /**
         * What is odd about a few of the events. Events that are not hit are the same with and without.
         *
         * @param some any oddities; none by default
         * @return this builder
         */
        public Builder oddities(Oddity... some) {
            oddities.addAll(List.of(some));
            return this;
        }

        /**
         * Makes the organisation.
         *
         * @return the organisation
         */
        public FakeOrganisation build() {
            return new FakeOrganisation(new Profile(seed, created, users, groups, eventsPerDay), oddities);
        }

        private static int atLeast(int least, int number) {
            if (number < least) {
                throw new IllegalArgumentException("It has to be at least " + least + ", not " + number);
            }
            return number;
        }
    }
}
