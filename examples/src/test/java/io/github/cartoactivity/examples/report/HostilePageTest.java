package io.github.cartoactivity.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.model.DateRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever somebody calls themselves, the page stays a page. */
class HostilePageTest {
    private static final DateRange DAY = DateRange.ofDay(LocalDate.parse("2025-10-01"));

    @TempDir
    Path directory;

    static List<String> names() {
        return List.of(
                "<script>alert(1)</script>",
                "\"'><svg onload=alert(1)>&amp;",
                "</style></title></svg><img src=x>",
                "\u202etxt.exe\u2066 \u05e9\u05dc\u05d5\u05dd",
                "\u0001\u0008\u001b[2J\u007f\u0085",
                "x".repeat(10_000),
                "%s%n${7*7}{{7*7}}$1\\1");
    }

    @ParameterizedTest
    @MethodSource("names")
    void names_areShownAsText(String name) throws IOException {
        ParsedPage page;
        try (ActivityDatabase database = ActivityDatabase.open(directory(name))) {
            page = new ParsedPage(ReportPage.of(ReportData.of(database, DAY, 1)));
        }
        page.assertInert();
        String shown = new ParsedPage("<p>" + Markup.name(name) + "</p>")
                .all("p")
                .get(0)
                .getTextContent();
        assertThat(shown.length()).isLessThanOrEqualTo(Markup.LONGEST + 1);
        for (String table : List.of("Most active users", "Most used maps", "Quota by metric", "Quota by user")) {
            assertThat(page.table(table).get(0).get(0)).as(table).isEqualTo(shown);
        }
        assertThat(page.table("Runs that failed last"))
                .singleElement()
                .satisfies(row -> assertThat(row).contains(shown));
        assertThat(page.table("Made public last").get(0)).contains(shown);
        page.all("*")
                .forEach(element ->
                        assertThat(element.getAttributes().getLength()).isLessThan(12));
    }

    private Path directory(String name) throws IOException {
        String json = json(name);
        String payload = "{\"userId\":\"" + json + "\",\"mapId\":\"" + json + "\",\"workflowId\":\"" + json
                + "\",\"privacy\":\"public\",\"batchAPIResponse\":{\"status\":\"failure\",\"error\":\"" + json + "\"}}";
        StringBuilder events = new StringBuilder("type,ts,data\n");
        for (String type : List.of("MapLoadedEvent", "WorkflowExecutionComplete", "MapPrivacyChanged")) {
            events.append(type)
                    .append(",2025-10-01T10:00:00Z,")
                    .append(quoted(payload))
                    .append('\n');
        }
        Files.writeString(directory.resolve("activity.csv"), events);
        Files.writeString(
                directory.resolve("usage.csv"),
                "ts,user_id,metric,amount,quota_usage_weight\n2025-10-01," + quoted(name) + "," + quoted(name)
                        + ",3,2\n");
        Files.writeString(
                directory.resolve("users.csv"),
                "user_id,email,role\n" + quoted(name) + "," + quoted(name) + "," + quoted(name) + "\n");
        return directory;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String json(String text) {
        StringBuilder json = new StringBuilder();
        text.chars()
                .forEach(letter -> json.append(
                        letter < 0x20 || letter == '"' || letter == '\\'
                                ? String.format(java.util.Locale.ROOT, "\\u%04x", letter)
                                : String.valueOf((char) letter)));
        return json.toString();
    }
}
