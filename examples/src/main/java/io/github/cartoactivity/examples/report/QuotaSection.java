package io.github.cartoactivity.examples.report;

import io.github.cartoactivity.duckdb.query.QuotaQueries.DayUse;
import io.github.cartoactivity.duckdb.query.QuotaQueries.LimitHit;
import io.github.cartoactivity.duckdb.query.QuotaQueries.MetricUse;
import io.github.cartoactivity.duckdb.query.QuotaQueries.Projection;
import io.github.cartoactivity.duckdb.query.QuotaQueries.UserUse;
import io.github.cartoactivity.examples.report.Table.Column;
import io.github.cartoactivity.examples.report.TimeChart.Form;
import io.github.cartoactivity.examples.report.TimeChart.Point;
import java.util.List;

/** What was used up. */
final class QuotaSection {
    private final QuotaData quota;

    QuotaSection(QuotaData quota) {
        this.quota = quota;
    }

    String markup() {
        return Section.of(
                "quota",
                "Quota",
                perDay(),
                Section.grid(metrics(), users()),
                limits(),
                Markup.element("div", "class=\"wide\"", month()));
    }

    private String perDay() {
        List<Point> points = quota.days().stream()
                .map(day -> new Point(
                        Numbers.shortDay(day.day()),
                        day.used().doubleValue(),
                        day.meanOfSevenDays(),
                        Numbers.day(day.day()) + ": " + Numbers.amount(day.used()) + " units"))
                .toList();
        Table table = new Table(
                "Quota used per day", Column.text("Day"), Column.number("Units"), Column.number("Mean of 7 days"));
        for (DayUse day : quota.days()) {
            table.row(day.day().toString(), Numbers.amount(day.used()), Numbers.amount(day.meanOfSevenDays()));
        }
        String key = Markup.element("span", "class=\"key main\"", "") + "units per day "
                + Markup.element("span", "class=\"key other\"", "") + "mean of seven days";
        TimeChart chart = new TimeChart(TimeChart.summary("Quota used per day", points), points, Form.COLUMNS);
        return Markup.element("div", "class=\"wide\"", Section.keyed("Quota used per day", key, chart.markup(), table));
    }

    private String metrics() {
        Table table = new Table(
                "Quota by metric",
                Column.text("Metric"),
                Column.number("Requests"),
                Column.number("Units"),
                Column.number("Share"));
        for (MetricUse metric : quota.metrics()) {
            table.row(
                    Markup.name(metric.metric()),
                    Numbers.amount(metric.requests()),
                    Numbers.amount(metric.used()),
                    Numbers.percent(metric.share()));
        }
        List<RankChart.Row> rows = quota.metrics().stream()
                .limit(ReportData.TOP)
                .map(metric -> new RankChart.Row(
                        Markup.name(metric.metric()),
                        metric.used().doubleValue(),
                        shown(metric.used(), metric.share())))
                .toList();
        return Section.figure(
                "By metric", "Which APIs and components used the quota", new RankChart(rows).markup(), table);
    }

    private String users() {
        Table table = new Table(
                "Quota by user",
                Column.text("User"),
                Column.number("Requests"),
                Column.number("Units"),
                Column.number("Share"));
        for (UserUse user : quota.users()) {
            table.row(
                    name(user),
                    Numbers.amount(user.requests()),
                    Numbers.amount(user.used()),
                    Numbers.percent(user.share()));
        }
        List<RankChart.Row> rows = quota.users().stream()
                .map(user -> new RankChart.Row(name(user), user.used().doubleValue(), shown(user.used(), user.share())))
                .toList();
        return Section.figure("By user", "Who used the quota", new RankChart(rows).markup(), table);
    }

    private static String shown(java.math.BigDecimal used, double share) {
        return Numbers.amount(used) + " \u00b7 " + Numbers.percent(share);
    }

    private static String name(UserUse user) {
        return user.userId().equals("public")
                ? "Viewers who are not logged in"
                : Markup.name(user.email() == null ? user.userId() : user.email());
    }

    private String limits() {
        Table table = new Table(
                "Who hit a limit",
                Column.text("User"),
                Column.text("Limit"),
                Column.number("Times"),
                Column.text("Last (UTC)"));
        for (LimitHit hit : quota.limits().stream().limit(ReportData.TOP).toList()) {
            table.row(
                    Markup.name(hit.email() == null ? hit.userId() : hit.email()),
                    Markup.name(hit.type()),
                    Numbers.count(hit.times()),
                    Section.time(hit.last()));
        }
        return Section.figure("Who hit a limit", "Those who were stopped most often", table);
    }

    private String month() {
        return Markup.element(
                "figure",
                "",
                Markup.element(
                        "figcaption",
                        "",
                        Markup.element("h3", "", "The month, and its end"),
                        Markup.element("p", "class=\"soft\"", "If the days to come are like those that are known")),
                Markup.element("p", "", forecast(quota.projection())),
                Markup.element(
                        "p",
                        "",
                        "Of " + Numbers.amount(quota.attribution().used()) + " units in all days shown, "
                                + Numbers.amount(quota.attribution().usedByPublic())
                                + " were used by viewers who are not logged in, and "
                                + Numbers.amount(quota.attribution().usedByNothingKnown())
                                + " belong to neither a map nor a workflow that is known."));
    }

    private static String forecast(Projection month) {
        return month.daysKnown() == 0
                ? "Nothing is known of the month."
                : Numbers.amount(month.used()) + " units in " + Numbers.count(month.daysKnown()) + " of "
                        + Numbers.count(month.daysOfMonth()) + " days; at this rate "
                        + Markup.element("strong", "", Numbers.amount(month.projected()))
                        + " at the end of the month.";
    }
}
