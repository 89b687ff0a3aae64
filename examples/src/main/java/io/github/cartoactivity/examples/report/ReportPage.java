package io.github.cartoactivity.examples.report;

import io.github.cartoactivity.duckdb.query.QuotaQueries.Projection;
import io.github.cartoactivity.model.DateRange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A report as one page that needs nothing else: no network, no script, no font, no image from anywhere. Its own policy forbids
 * all of that; the only style sheet is the one whose hash the policy has.
 */
public final class ReportPage {
    private static final String STYLE = style();

    private ReportPage() {}

    /**
     * The page.
     *
     * @param data what it shows
     * @return HTML that is well-formed XML too
     */
    public static String of(ReportData data) {
        if (data.isEmpty()) {
            return page(
                    header(data.range(), held(data), false),
                    empty("Nothing happened in these days, or the archive does not have them."));
        }
        return page(
                header(data.range(), held(data), true),
                tiles(data)
                        + new PeopleSection(data.people()).markup()
                        + new ContentSection(data.content()).markup()
                        + new QuotaSection(data.quota()).markup()
                        + new AuditSection(data.audit()).markup());
    }

    private static String page(String header, String main) {
        return "<!DOCTYPE html>\n"
                + Markup.element(
                        "html",
                        "xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"",
                        head(),
                        "\n",
                        Markup.element("body", "", header, "\n", Markup.element("main", "", main), "\n", footer()))
                + "\n";
    }

    private static String head() {
        return Markup.element(
                "head",
                "",
                Markup.element("meta", "charset=\"utf-8\""),
                Markup.element(
                        "meta",
                        "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"
                                + hash(STYLE) + "'; base-uri 'none'; form-action 'none'\""),
                Markup.element("meta", "name=\"viewport\" content=\"width=device-width, initial-scale=1\""),
                Markup.element("meta", "name=\"referrer\" content=\"no-referrer\""),
                Markup.element("meta", "name=\"robots\" content=\"noindex\""),
                Markup.element("title", "", "CARTO activity"),
                Markup.element("style", "", STYLE));
    }

    private static String header(DateRange range, String held, boolean links) {
        List<String> parts = new ArrayList<>();
        parts.add(Markup.element("h1", "", "CARTO activity"));
        parts.add(Markup.element(
                "p",
                "class=\"soft\"",
                Numbers.day(range.from()) + " to " + Numbers.day(range.last()) + ", UTC \u00b7 " + held));
        if (links) {
            parts.add(Markup.element(
                    "nav",
                    "aria-label=\"Sections\"",
                    Markup.element(
                            "ul",
                            "",
                            link("people", "People"),
                            link("content", "Maps and workflows"),
                            link("quota", "Quota"),
                            link("audit", "Security"))));
        }
        return Markup.element("header", "", Markup.join(parts));
    }

    private static String held(ReportData data) {
        long days = data.range().days();
        return data.daysHeld() == days
                ? Numbers.count(days) + (days == 1 ? " day" : " days")
                : Numbers.count(data.daysHeld()) + " of " + Numbers.count(days) + " days are in the archive";
    }

    private static String link(String id, String name) {
        return Markup.element("li", "", Markup.element("a", "href=\"#" + id + "\"", name));
    }

    private static String tiles(ReportData data) {
        ContentData content = data.content();
        long known = content.succeeded() + content.failed();
        return Markup.element(
                "dl",
                "class=\"tiles\" aria-label=\"Headline numbers\"",
                tile(
                        "Active users",
                        Numbers.headline(data.people().users()),
                        inactive(data.people().inactive())),
                tile("Events", Numbers.headline(data.people().events()), "of users who are logged in"),
                tile(
                        "Maps created",
                        Numbers.headline(content.mapsCreated()),
                        Numbers.count(content.mapsOpened()) + " times opened"),
                tile("Workflows created", Numbers.headline(content.workflowsCreated()), "in these days"),
                tile(
                        "Workflow runs",
                        Numbers.headline(content.runs()),
                        known == 0
                                ? "none tells how it ended"
                                : Numbers.percent((double) content.succeeded() / known) + " succeeded"),
                tile(
                        "Quota used",
                        Numbers.headline(data.quota().attribution().used().doubleValue()),
                        "units in these days"),
                forecast(data.quota().projection()),
                tile(
                        "Security events",
                        Numbers.headline(data.audit().events()),
                        Numbers.count(data.audit().questions().getOrDefault("Made public", 0L)) + " made public"));
    }

    private static String forecast(Projection month) {
        return month.daysKnown() == 0
                ? tile("Quota forecast", "none", "nothing is known of the month")
                : tile("Quota forecast", Numbers.headline(month.projected()), "units by the month's end");
    }

    private static String inactive(long users) {
        return users == 0 ? "none inactive" : Numbers.count(users) + " inactive";
    }

    private static String tile(String name, String number, String more) {
        return Markup.element(
                "div",
                "",
                Markup.element("dt", "", name),
                Markup.element("dd", "class=\"big\"", number),
                Markup.element("dd", "class=\"more\"", more));
    }

    private static String empty(String text) {
        return Markup.element("p", "class=\"card empty\"", Markup.text(text));
    }

    private static String footer() {
        return Markup.element(
                "footer",
                "",
                "Days and hours are UTC. Users are shown by e-mail where a user list knows them, maps and workflows by their ids, "
                        + "which is what Activity Data tells. This page is one file that loads nothing and runs nothing; it names "
                        + "people, so pass it on with care.");
    }

    private static String style() {
        try (InputStream in = ReportPage.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("The program is damaged: report.css is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String style) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
