package io.github.cartoactivity.examples.report;

import io.github.cartoactivity.duckdb.query.QuotaQueries;
import io.github.cartoactivity.duckdb.query.QuotaQueries.Attribution;
import io.github.cartoactivity.duckdb.query.QuotaQueries.DayUse;
import io.github.cartoactivity.duckdb.query.QuotaQueries.LimitHit;
import io.github.cartoactivity.duckdb.query.QuotaQueries.MetricUse;
import io.github.cartoactivity.duckdb.query.QuotaQueries.Projection;
import io.github.cartoactivity.duckdb.query.QuotaQueries.UserUse;
import io.github.cartoactivity.duckdb.query.Top;
import io.github.cartoactivity.model.DateRange;
import java.util.List;

/**
 * What was used up.
 *
 * @param days quota used per day, with the mean of seven days
 * @param metrics by metric, most used first
 * @param users by user, most used first
 * @param attribution how much can be put down to somebody
 * @param projection the month of the last day, and how it may end
 * @param limits who was stopped by a limit
 */
record QuotaData(
        List<DayUse> days,
        List<MetricUse> metrics,
        List<UserUse> users,
        Attribution attribution,
        Projection projection,
        List<LimitHit> limits) {

    static QuotaData of(QuotaQueries quota, DateRange range) {
        return new QuotaData(
                quota.usePerDay(range).list(),
                quota.byMetric(range).list(),
                quota.byUser(range, Top.of(ReportData.TOP)).list(),
                quota.attribution(range).list().get(0),
                quota.projection(range.last()).list().get(0),
                quota.limitsHit(range).list());
    }
}
