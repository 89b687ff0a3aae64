package io.github.cartoactivity.examples.report;

import io.github.cartoactivity.duckdb.query.EngagementQueries;
import io.github.cartoactivity.duckdb.query.EngagementQueries.ActiveUser;
import io.github.cartoactivity.duckdb.query.EngagementQueries.ActiveUsers;
import io.github.cartoactivity.duckdb.query.EngagementQueries.DomainActivity;
import io.github.cartoactivity.duckdb.query.EngagementQueries.HourOfWeek;
import io.github.cartoactivity.duckdb.query.Granularity;
import io.github.cartoactivity.duckdb.query.Top;
import io.github.cartoactivity.model.DateRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who was active, and when. People who are not logged in are nobody here.
 *
 * @param period what days are gathered into, so that there are not too many bars
 * @param periods active users and their events, every period of the range
 * @param users how many different users
 * @param mostActive the most active of them
 * @param rhythm hours of the week
 * @param domains events by what they are about
 * @param inactive current users who did nothing
 */
record PeopleData(
        Granularity period,
        List<ActiveUsers> periods,
        long users,
        List<ActiveUser> mostActive,
        List<HourOfWeek> rhythm,
        Map<String, Long> domains,
        long inactive) {

    static PeopleData of(EngagementQueries engagement, DateRange range) {
        Granularity period = Periods.of(range);
        List<ActiveUser> all = engagement.mostActiveUsers(range, Top.all()).list();
        Map<String, Long> domains = new HashMap<>();
        try (Stream<DomainActivity> rows = engagement.activityByDomain(range).stream()) {
            rows.forEach(row -> domains.merge(row.domain(), row.events(), Long::sum));
        }
        return new PeopleData(
                period,
                Periods.all(range, period, engagement.activeUsers(range, period).list()),
                all.size(),
                all.stream().limit(ReportData.TOP).toList(),
                engagement.rhythm(range).list(),
                Map.copyOf(domains),
                engagement.inactiveUsers(range).list().size());
    }

    long events() {
        return periods.stream().mapToLong(ActiveUsers::events).sum();
    }
}
