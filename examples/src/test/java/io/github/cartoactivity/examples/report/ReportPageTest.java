package io.github.cartoactivity.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.client.Credentials;
import io.github.cartoactivity.client.Endpoints;
import io.github.cartoactivity.client.ExportRequest;
import io.github.cartoactivity.client.PollSchedule;
import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.duckdb.query.Granularity;
import io.github.cartoactivity.duckdb.query.Top;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.testing.FakeCarto;
import io.github.cartoactivity.testing.ManualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** The page of an organisation of six weeks, held against the typed questions. */
class ReportPageTest {
    private static final DateRange RANGE =
            DateRange.ofDays(LocalDate.parse("2025-09-01"), LocalDate.parse("2025-10-12"));

    private static ActivityDatabase database;
    private static String markup;
    private static ParsedPage page;

    @BeforeAll
    static void make(@TempDir Path directory) throws Exception {
        ManualClock clock = ManualClock.at("2025-10-20T12:00:00Z");
        try (FakeCarto carto = FakeCarto.builder().clock(clock).start();
                CartoActivityClient client = CartoActivityClient.builder()
                        .credentials(Credentials.ofClient(carto.clientId(), carto.clientSecret()))
                        .endpoints(new Endpoints(carto.authUrl(), carto.accountsUrl()))
                        .clock(clock)
                        .pollSchedule(new PollSchedule(Duration.ofMillis(1), 1, Duration.ofMillis(1), Duration.ZERO))
                        .build()) {
            database = ActivityDatabase.open(client.exportAndWait(ExportRequest.of(RANGE, directory)));
        }
        markup = ReportPage.of(ReportData.of(database, RANGE, RANGE.days()));
        page = new ParsedPage(markup);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void page_loadsAndRunsNothing() throws Exception {
        page.assertInert();
        assertThat(markup).startsWith("<!DOCTYPE html>\n<html ").hasSizeLessThan(400_000);
        assertThat(markup.replace("http://www.w3.org/1999/xhtml", "")).doesNotContain("http:", "https:", "//");
        String style = page.all("style").get(0).getTextContent();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        assertThat(page.policy()).contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    }

    @Test
    void page_isForEverybody() {
        assertThat(page.all("html").get(0).getAttribute("lang")).isEqualTo("en");
        assertThat(page.all("title").get(0).getTextContent()).isNotBlank();
        assertThat(page.all("h1")).hasSize(1);
        assertThat(page.all("meta"))
                .anyMatch(meta -> meta.getAttribute("content").contains("width=device-width"));
        assertThat(page.all("section"))
                .hasSize(4)
                .allSatisfy(section -> assertThat(page.all("h2"))
                        .anyMatch(title -> title.getAttribute("id").equals(section.getAttribute("aria-labelledby"))));
        assertThat(page.all("a"))
                .allSatisfy(link -> assertThat(page.all("section"))
                        .anyMatch(section -> ("#" + section.getAttribute("id")).equals(link.getAttribute("href"))));
        assertThat(page.all("figure"))
                .hasSizeGreaterThan(10)
                .allSatisfy(figure -> assertThat(ParsedPage.in(figure, "h3")).hasSize(1));
        assertThat(page.all("*").stream()
                        .filter(element -> element.getAttribute("role").equals("img")))
                .hasSize(4)
                .allSatisfy(
                        chart -> assertThat(chart.getAttribute("aria-label")).isNotBlank());
        assertThat(page.all("th"))
                .allSatisfy(head -> assertThat(head.getAttribute("scope")).isNotBlank());
        String style = page.all("style").get(0).getTextContent();
        assertThat(style).contains("prefers-color-scheme: dark", "@media print", "max-width: 480px");
    }

    @Test
    void everyChart_hasItsNumbersBehindIt() {
        List<Element> charts = page.all("figure").stream()
                .filter(figure -> !ParsedPage.in(figure, "svg").isEmpty())
                .toList();
        assertThat(charts).hasSizeGreaterThanOrEqualTo(10).allSatisfy(figure -> {
            Element details = ParsedPage.in(figure, "details").get(0);
            assertThat(ParsedPage.in(details, "tr")).hasSizeGreaterThan(1);
            assertThat(ParsedPage.in(details, "summary")).hasSize(1);
        });
    }

    @Test
    void headlines_areTheTypedAnswers() {
        long users =
                database.engagement().mostActiveUsers(RANGE, Top.all()).stream().count();
        long events = database.engagement().activeUsers(RANGE, Granularity.DAY).list().stream()
                .mapToLong(day -> day.events())
                .sum();
        long maps = database.content().mapsPerDay(RANGE).list().stream()
                .mapToLong(day -> day.created())
                .sum();
        long runs = database.content().workflowRuns(RANGE, Top.all()).list().stream()
                .mapToLong(workflow -> workflow.runs())
                .sum();
        assertThat(page.headline("Active users")).isEqualTo(Numbers.count(users));
        assertThat(page.headline("Events")).isEqualTo(Numbers.count(events));
        assertThat(page.headline("Maps created")).isEqualTo(Numbers.count(maps));
        assertThat(page.headline("Workflow runs")).isEqualTo(Numbers.count(runs));
        assertThat(page.headline("Security events"))
                .isEqualTo(Numbers.count(
                        database.audit().securityEvents(RANGE).list().size()));
        assertThat(page.headline("Quota used"))
                .isEqualTo(Numbers.headline(
                        database.quota().attribution(RANGE).list().get(0).used().doubleValue()));
    }

    @Test
    void tables_areTheTypedAnswers() {
        assertThat(page.table("Events per day"))
                .hasSize((int) RANGE.days())
                .containsAll(database.engagement().activeUsers(RANGE, Granularity.DAY).list().stream()
                        .map(day -> List.of(
                                day.start().toString(), Numbers.count(day.events()), Numbers.count(day.users())))
                        .toList());
        assertThat(page.table("Most used maps"))
                .isEqualTo(database.content().mostUsedMaps(RANGE, Top.of(ReportData.TOP)).list().stream()
                        .map(map -> List.of(
                                map.id(),
                                Numbers.count(map.uses()),
                                Numbers.count(map.users()),
                                Numbers.time(map.lastUsed())))
                        .toList());
        assertThat(page.table("Quota by metric"))
                .isEqualTo(database.quota().byMetric(RANGE).list().stream()
                        .map(metric -> List.of(
                                metric.metric(),
                                Numbers.amount(metric.requests()),
                                Numbers.amount(metric.used()),
                                Numbers.percent(metric.share())))
                        .toList());
        assertThat(page.table("Quota used per day")).hasSize((int) RANGE.days());
        assertThat(page.table("Quota by user")).hasSize(ReportData.TOP);
        assertThat(page.table("Audit highlights"))
                .contains(List.of(
                        "Made public",
                        Numbers.count(database.audit().madePublic(RANGE).list().size())))
                .contains(List.of(
                        "Deletions",
                        Numbers.count(database.audit().deletions(RANGE).list().size())));
        assertThat(page.table("Last security-relevant events"))
                .hasSize(ReportData.TOP)
                .isSortedAccordingTo((one, other) -> other.get(0).compareTo(one.get(0)));
    }

    @Test
    void columns_areAsHighAsTheirValues() {
        Element chart = page.all("div").stream()
                .filter(element -> element.getAttribute("aria-label").startsWith("Events per day"))
                .findFirst()
                .orElseThrow();
        List<Double> heights = ParsedPage.in(chart, "rect").stream()
                .filter(rect -> rect.getAttribute("class").equals("column"))
                .map(rect -> Double.valueOf(rect.getAttribute("height")))
                .toList();
        List<Long> events = database.engagement().activeUsers(RANGE, Granularity.DAY).list().stream()
                .map(day -> day.events())
                .toList();
        double top = Scale.upTo(events.stream().mapToLong(Long::longValue).max().orElseThrow())
                .top();
        assertThat(heights).hasSameSizeAs(events);
        for (int i = 0; i < heights.size(); i++) {
            assertThat(heights.get(i))
                    .isCloseTo(180 * events.get(i) / top, org.assertj.core.api.Assertions.within(0.01));
        }
    }

    @Test
    void monthWithoutData_hasNoForecast() {
        DateRange intoNovember = new DateRange(RANGE.from(), LocalDate.parse("2025-11-03"));
        ParsedPage ahead = new ParsedPage(ReportPage.of(ReportData.of(database, intoNovember, RANGE.days())));
        assertThat(ahead.headline("Quota forecast")).isEqualTo("none");
        assertThat(ahead.all("p"))
                .extracting(Element::getTextContent)
                .contains("Nothing is known of the month.")
                .noneMatch(text -> text.contains("at this rate"));
    }

    @Test
    void daysWithoutData_areAPageThatSaysSo() {
        DateRange before = new DateRange(
                RANGE.from().minusYears(3), RANGE.from().minusYears(3).plusDays(2));
        ParsedPage empty = new ParsedPage(ReportPage.of(ReportData.of(database, before, 0)));
        empty.assertInert();
        assertThat(empty.all("section")).isEmpty();
        assertThat(empty.all("main").get(0).getTextContent()).contains("Nothing happened");
        assertThat(empty.all("header").get(0).getTextContent()).contains("0 of 2 days");
    }
}
