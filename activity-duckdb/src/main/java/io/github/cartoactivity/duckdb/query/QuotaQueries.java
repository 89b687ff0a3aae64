package io.github.cartoactivity.duckdb.query;

import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.model.DateRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What uses the quota. Quota used is the number of requests times their weight, exact; where the export gives no weight a
 * request counts nothing.
 *
 * <p>Source: CARTO's "Activity Data Reference", section "API Usage".
 */
public final class QuotaQueries {
    private final Questions questions;

    /**
     * The questions over a database.
     *
     * @param database stays open as long as answers are read
     */
    public QuotaQueries(ActivityDatabase database) {
        this.questions = new Questions(database, "quota");
    }

    /**
     * Quota used on a day.
     *
     * @param day the UTC day
     * @param used quota units
     * @param meanOfSevenDays mean of this day and the six before it, as far as they lie in the days asked for
     */
    public record DayUse(LocalDate day, BigDecimal used, double meanOfSevenDays) {}

    /**
     * How much quota was used per day?
     *
     * @param range the days that count
     * @return every day of the range; days without use have 0, and so have those that the database does not hold
     */
    public TypedQuery<DayUse> usePerDay(DateRange range) {
        return questions.ask("use-per-day", DayUse.class, range.start(), range.end());
    }

    /**
     * Quota used by a user.
     *
     * @param userId the id; {@code public} stands for everybody who is not logged in
     * @param email the address; null where the user list does not know the id
     * @param requests how many requests
     * @param used quota units
     * @param share of all that was used, 0 to 1
     */
    public record UserUse(String userId, @Nullable String email, BigDecimal requests, BigDecimal used, double share) {}

    /**
     * Who used the quota?
     *
     * @param range the days that count
     * @param top how many users
     * @return most used first
     */
    public TypedQuery<UserUse> byUser(DateRange range, Top top) {
        return questions.ask("by-user", UserUse.class, range.start(), range.end(), top.count());
    }

    /**
     * Quota used through one metric, and what its name says: {@code maps_api_compute_builder} is the API {@code
     * maps_api}, the method {@code compute}, and the client {@code builder}.
     *
     * @param metric the name as received
     * @param api its first part; null where the name does not have three
     * @param method its middle part; null likewise
     * @param client its last part; null likewise
     * @param requests how many requests
     * @param used quota units
     * @param share of all that was used, 0 to 1
     */
    public record MetricUse(
            String metric,
            @Nullable String api,
            @Nullable String method,
            @Nullable String client,
            BigDecimal requests,
            BigDecimal used,
            double share) {}

    /**
     * Which APIs and components used the quota?
     *
     * @param range the days that count
     * @return most used first
     */
    public TypedQuery<MetricUse> byMetric(DateRange range) {
        return questions.ask("by-metric", MetricUse.class, range.start(), range.end());
    }

    /**
     * Quota used by a map or a workflow.
     *
     * @param id of the map or the workflow
     * @param requests how many requests
     * @param used quota units
     */
    public record ObjectUse(String id, BigDecimal requests, BigDecimal used) {}

    /**
     * Which maps used the quota? Exports from before 2026 do not say.
     *
     * @param range the days that count
     * @param top how many maps
     * @return most used first
     */
    public TypedQuery<ObjectUse> byMap(DateRange range, Top top) {
        return questions.ask("by-map", ObjectUse.class, range.start(), range.end(), top.count());
    }

    /**
     * Which workflows used the quota? Exports from before 2026 do not say.
     *
     * @param range the days that count
     * @param top how many workflows
     * @return most used first
     */
    public TypedQuery<ObjectUse> byWorkflow(DateRange range, Top top) {
        return questions.ask("by-workflow", ObjectUse.class, range.start(), range.end(), top.count());
    }

    /**
     * How much of the quota can be put down to somebody, and to something.
     *
     * @param used quota units in all
     * @param usedByPublic those of viewers who are not logged in, and those without any user
     * @param usedByNothingKnown those of neither a map nor a workflow
     */
    public record Attribution(BigDecimal used, BigDecimal usedByPublic, BigDecimal usedByNothingKnown) {}

    /**
     * How large are the shares of the public, and of what cannot be put down to a map or a workflow?
     *
     * @param range the days that count
     * @return one row
     */
    public TypedQuery<Attribution> attribution(DateRange range) {
        return questions.ask("attribution", Attribution.class, range.start(), range.end());
    }

    /**
     * A month so far, and as it may end.
     *
     * @param used quota units of the days known
     * @param daysKnown how many days are known; 0 for a month without any event and use
     * @param daysOfMonth how many days the month has
     * @param projected quota units at the month's end if the other days are like those known; 0 if none is
     */
    public record Projection(BigDecimal used, long daysKnown, long daysOfMonth, double projected) {}

    /**
     * How much will have been used at the month's end?
     *
     * @param lastKnownDay the last day that has data; its month is meant
     * @return one row
     */
    public TypedQuery<Projection> projection(LocalDate lastKnownDay) {
        DateRange known = DateRange.ofDays(lastKnownDay.withDayOfMonth(1), lastKnownDay);
        return questions.ask("projection", Projection.class, known.start(), known.end());
    }

    /**
     * What one user consumed of one kind.
     *
     * @param type {@code LdsConsumed}, {@code HttpRequestConsumed} or {@code AIConsumed}
     * @param userId the id; null where the event does not say
     * @param email the address; null where the user list does not know the id
     * @param times how many events
     * @param last the last of them
     */
    public record Consumption(
            String type, @Nullable String userId, @Nullable String email, long times, Instant last) {}

    /**
     * Who consumed location data services, HTTP requests and AI?
     *
     * @param range the days that count
     * @return by kind, most events first
     */
    public TypedQuery<Consumption> consumption(DateRange range) {
        return questions.ask("consumption", Consumption.class, range.start(), range.end());
    }

    /**
     * A user who was stopped by a limit.
     *
     * @param userId the id; null where the event does not say
     * @param email the address; null where the user list does not know the id
     * @param type {@code QuotaUXTriggered}, {@code LdsRequestGotOverquota} or {@code AIRequestGotOverquota}
     * @param times how often
     * @param first the first time
     * @param last the last time
     */
    public record LimitHit(
            @Nullable String userId, @Nullable String email, String type, long times, Instant first, Instant last) {}

    /**
     * Who hit a limit?
     *
     * @param range the days that count
     * @return most often first
     */
    public TypedQuery<LimitHit> limitsHit(DateRange range) {
        return questions.ask("limits-hit", LimitHit.class, range.start(), range.end());
    }
}
