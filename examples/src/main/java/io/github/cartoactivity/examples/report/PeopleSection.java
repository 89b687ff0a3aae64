package io.github.cartoactivity.examples.report;

import io.github.cartoactivity.duckdb.query.EngagementQueries.ActiveUser;
import io.github.cartoactivity.duckdb.query.EngagementQueries.ActiveUsers;
import io.github.cartoactivity.duckdb.query.EngagementQueries.HourOfWeek;
import io.github.cartoactivity.duckdb.query.Granularity;
import io.github.cartoactivity.examples.report.Table.Column;
import io.github.cartoactivity.examples.report.TimeChart.Form;
import io.github.cartoactivity.examples.report.TimeChart.Point;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Who was active, and when. */
final class PeopleSection {
    private final PeopleData people;

    PeopleSection(PeopleData people) {
        this.people = people;
    }

    String markup() {
        return Section.of(
                "people",
                "People",
                Section.grid(
                        overTime(
                                "Events",
                                "What people who are logged in did",
                                ActiveUsers::events,
                                "event",
                                Form.COLUMNS),
                        overTime(
                                "Active users",
                                "Different people with at least one event",
                                ActiveUsers::users,
                                "user",
                                Form.AREA)),
                Section.grid(mostActive(), Section.stack(rhythm(), domains())));
    }

    private String overTime(String name, String what, ToLongFunction<ActiveUsers> value, String one, Form form) {
        List<Point> points = people.periods().stream()
                .map(period -> new Point(
                        label(period.start()),
                        value.applyAsLong(period),
                        Double.NaN,
                        told(period.start()) + ": " + Numbers.count(value.applyAsLong(period)) + " " + one
                                + (value.applyAsLong(period) == 1 ? "" : "s")))
                .toList();
        Table table = new Table(
                name + " per " + unit(),
                Column.text(unit().equals("day") ? "Day" : "Begins"),
                Column.number("Events"),
                Column.number("Active users"));
        people.periods()
                .forEach(period -> table.row(
                        period.start().toString(), Numbers.count(period.events()), Numbers.count(period.users())));
        String title = name + " per " + unit();
        return Section.figure(
                title, what, new TimeChart(TimeChart.summary(title, points), points, form).markup(), table);
    }

    private String unit() {
        return people.period().name().toLowerCase(Locale.ROOT);
    }

    private String label(LocalDate start) {
        return people.period() == Granularity.MONTH ? Numbers.month(start) : Numbers.shortDay(start);
    }

    private String told(LocalDate start) {
        return switch (people.period()) {
            case DAY -> Numbers.day(start);
            case WEEK -> "week of " + Numbers.day(start);
            case MONTH -> Numbers.month(start);
        };
    }

    private String mostActive() {
        Table table = new Table(
                "Most active users",
                Column.text("User"),
                Column.text("Role"),
                Column.number("Events"),
                Column.number("Days"),
                Column.text("Last seen (UTC)"));
        List<RankChart.Row> rows = people.mostActive().stream()
                .map(user -> new RankChart.Row(name(user), user.events(), Numbers.count(user.events())))
                .toList();
        people.mostActive()
                .forEach(user -> table.row(
                        name(user),
                        Markup.text(user.role()),
                        Numbers.count(user.events()),
                        Numbers.count(user.daysActive()),
                        Section.time(user.lastSeen())));
        return Section.figure("Most active users", "By events; " + inactive(), new RankChart(rows).markup(), table);
    }

    private String inactive() {
        if (people.inactive() == 0) {
            return "every current user did something";
        }
        return Numbers.count(people.inactive()) + (people.inactive() == 1 ? " current user did" : " current users did")
                + " nothing";
    }

    private static String name(ActiveUser user) {
        return Markup.name(user.email() == null ? user.userId() : user.email());
    }

    private String rhythm() {
        Table table = new Table(
                "Events by hour of the week, UTC",
                Column.text("Weekday"),
                Column.text("Hour"),
                Column.number("Events"),
                Column.number("Users"));
        for (HourOfWeek hour : people.rhythm()) {
            table.row(
                    DayOfWeek.of(hour.weekday()).getDisplayName(TextStyle.FULL, Locale.ENGLISH),
                    String.format(Locale.ROOT, "%02d:00", hour.hour()),
                    Numbers.count(hour.events()),
                    Numbers.count(hour.users()));
        }
        return Section.figure(
                "When people work",
                "Events by hour of the week, UTC; the stronger the colour, the more",
                new RhythmChart(people.rhythm()).markup(),
                table);
    }

    private String domains() {
        List<Map.Entry<String, Long>> sorted = Section.largestFirst(people.domains());
        Table table = new Table("Events by domain", Column.text("Domain"), Column.number("Events"));
        sorted.forEach(entry -> table.row(Markup.name(readable(entry.getKey())), Numbers.count(entry.getValue())));
        List<RankChart.Row> rows = sorted.stream()
                .limit(6)
                .map(entry -> new RankChart.Row(
                        Markup.name(readable(entry.getKey())), entry.getValue(), Numbers.count(entry.getValue())))
                .toList();
        return Section.figure("What they did", "Events by what they are about", new RankChart(rows).markup(), table);
    }

    private static String readable(String domain) {
        String words = domain.replace('_', ' ').toLowerCase(Locale.ROOT);
        return words.equals("ai") ? "AI" : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
