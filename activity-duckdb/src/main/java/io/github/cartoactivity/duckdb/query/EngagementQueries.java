package io.github.cartoactivity.duckdb.query;

import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.model.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who uses CARTO, how often, and for what. Viewers who are not logged in ({@code public}) count as nobody.
 *
 * <p>Users have their e-mail where the user list knows them; who has left an organisation is still found in an archive
 * that has seen them.
 */
public final class EngagementQueries {
    private final Questions questions;

    /**
     * The questions over a database.
     *
     * @param database stays open as long as answers are read
     */
    public EngagementQueries(ActivityDatabase database) {
        this.questions = new Questions(database, "engagement");
    }

    /**
     * How many users were active.
     *
     * @param start first UTC day of the period
     * @param users different users with at least one event
     * @param events their events
     */
    public record ActiveUsers(LocalDate start, long users, long events) {}

    /**
     * How many users were active per day, week or month? Periods without any event are absent.
     *
     * @param range the days that count
     * @param granularity what days are gathered into
     * @return one row per period, in order
     */
    public TypedQuery<ActiveUsers> activeUsers(DateRange range, Granularity granularity) {
        return questions.ask("active-users", ActiveUsers.class, range.start(), range.end(), granularity.unit());
    }

    /**
     * A user and what they did.
     *
     * @param userId the id
     * @param email the address; null where the user list does not know the id
     * @param role the role; null likewise
     * @param events how many events
     * @param daysActive on how many different days
     * @param firstSeen the first event
     * @param lastSeen the last event
     */
    public record ActiveUser(
            String userId,
            @Nullable String email,
            @Nullable String role,
            long events,
            long daysActive,
            Instant firstSeen,
            Instant lastSeen) {}

    /**
     * Who was most active, on how many days, and when first and last?
     *
     * @param range the days that count
     * @param top how many users
     * @return most events first
     */
    public TypedQuery<ActiveUser> mostActiveUsers(DateRange range, Top top) {
        return questions.ask("most-active-users", ActiveUser.class, range.start(), range.end(), top.count());
    }

    /**
     * When a user was seen.
     *
     * @param userId the id
     * @param email the address; null where the user list does not know the id
     * @param firstSeen the first event
     * @param lastSeen the last event
     */
    public record Seen(String userId, @Nullable String email, Instant firstSeen, Instant lastSeen) {}

    /**
     * When was each user seen first and last? Users without any event in these days are absent; {@link #inactiveUsers} has
     * them.
     *
     * @param range the days that count
     * @return longest unseen first
     */
    public TypedQuery<Seen> firstAndLastSeen(DateRange range) {
        return questions.ask("first-and-last-seen", Seen.class, range.start(), range.end());
    }

    /**
     * What a user did in one part of CARTO.
     *
     * @param userId the id
     * @param email the address; null where the user list does not know the id
     * @param domain name of the {@link io.github.cartoactivity.model.EventDomain}
     * @param events how many events
     */
    public record DomainActivity(String userId, @Nullable String email, String domain, long events) {}

    /**
     * What do users spend their time on: maps, workflows, data, administration?
     *
     * @param range the days that count
     * @return by user, most events first
     */
    public TypedQuery<DomainActivity> activityByDomain(DateRange range) {
        return questions.ask("activity-by-domain", DomainActivity.class, range.start(), range.end());
    }

    /**
     * One hour of the week.
     *
     * @param weekday 1 for Monday to 7 for Sunday
     * @param hour 0 to 23, UTC
     * @param users different users
     * @param events their events
     */
    public record HourOfWeek(int weekday, int hour, long users, long events) {}

    /**
     * At which hours of which weekdays do people work? Hours without any event are absent.
     *
     * @param range the days that count
     * @return by weekday and hour, UTC
     */
    public TypedQuery<HourOfWeek> rhythm(DateRange range) {
        return questions.ask("rhythm", HourOfWeek.class, range.start(), range.end());
    }

    /**
     * Logins of one day.
     *
     * @param day the UTC day
     * @param users different users
     * @param logins how often they logged in
     */
    public record Logins(LocalDate day, long users, long logins) {}

    /**
     * How often do people log in? Days without a login are absent.
     *
     * @param range the days that count
     * @return by day
     */
    public TypedQuery<Logins> logins(DateRange range) {
        return questions.ask("logins", Logins.class, range.start(), range.end());
    }

    /**
     * How far a user got with the onboarding tasks.
     *
     * @param userId the id
     * @param email the address; null where the user list does not know the id
     * @param opened when the tasks were first opened; null if never
     * @param itemsChecked how many tasks were completed
     * @param completed when all were completed; null if never
     * @param skipped when they were skipped; null if never
     */
    public record Onboarding(
            String userId,
            @Nullable String email,
            @Nullable Instant opened,
            long itemsChecked,
            @Nullable Instant completed,
            @Nullable Instant skipped) {}

    /**
     * Do new users get through the onboarding?
     *
     * @param range the days that count
     * @return one row per user with any onboarding event, by id
     */
    public TypedQuery<Onboarding> onboarding(DateRange range) {
        return questions.ask("onboarding", Onboarding.class, range.start(), range.end());
    }

    /**
     * A user of the current user list without events, who was there before the days asked for were over.
     *
     * @param userId the id
     * @param email the address
     * @param role the role
     * @param createdAt when the user was created
     * @param lastSeen the last event before the days asked for; null if there is none in the data at all
     */
    public record InactiveUser(
            String userId,
            @Nullable String email,
            @Nullable String role,
            @Nullable Instant createdAt,
            @Nullable Instant lastSeen) {}

    /**
     * Which current users did nothing in a range of days, never seen ones included? Users who were created later do not
     * count.
     *
     * @param range the days without events
     * @return longest unseen first, never seen ones before all others
     */
    public TypedQuery<InactiveUser> inactiveUsers(DateRange range) {
        return questions.ask("inactive-users", InactiveUser.class, range.start(), range.end());
    }

    /**
     * How the number of users changed on a day.
     *
     * @param day the UTC day
     * @param created users who joined
     * @param deleted users who were deleted
     */
    public record UserChanges(LocalDate day, long created, long deleted) {}

    /**
     * How many users joined and were lost? Days without a change are absent.
     *
     * @param range the days that count
     * @return by day
     */
    public TypedQuery<UserChanges> newAndLostUsers(DateRange range) {
        return questions.ask("new-and-lost-users", UserChanges.class, range.start(), range.end());
    }

    /**
     * What the members of a group did.
     *
     * @param groupId the id
     * @param groupAlias the name; null where the group list does not know the id
     * @param members users who are in the group now
     * @param activeMembers members with at least one event
     * @param events events of all members; a user in two groups counts in both
     */
    public record GroupActivity(
            String groupId, @Nullable String groupAlias, long members, long activeMembers, long events) {}

    /**
     * Which groups use CARTO?
     *
     * @param range the days that count
     * @return most events first
     */
    public TypedQuery<GroupActivity> groups(DateRange range) {
        return questions.ask("groups", GroupActivity.class, range.start(), range.end());
    }
}
