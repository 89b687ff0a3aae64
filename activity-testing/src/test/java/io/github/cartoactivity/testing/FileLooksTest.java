package io.github.cartoactivity.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way in which a CSV file may look, and each reading of a job's end. */
class FileLooksTest {
    private static final DateRange DAY = DateRange.ofDay(LocalDate.parse("2025-10-01"));

    @ParameterizedTest
    @EnumSource(CsvVariant.class)
    void variant_changesOneThing(CsvVariant variant) throws Exception {
        String usage = text(FakeCarto.builder().csv(variant), ExportCategory.API_USAGE);
        String users = text(FakeCarto.builder().csv(variant), ExportCategory.USER_LIST);
        String plainUsage = text(FakeCarto.builder(), ExportCategory.API_USAGE);
        String plainHeader = plainUsage.lines().findFirst().orElseThrow();
        assertThat(plainHeader).isEqualTo("ts,user_id,metric,amount,quota_usage_weight,map_id,workflow_id");
        switch (variant) {
            case BYTE_ORDER_MARK -> assertThat(usage).isEqualTo("\uFEFF" + plainUsage);
            case CRLF -> assertThat(usage).isEqualTo(plainUsage.replace("\n", "\r\n"));
            case QUOTE_ALL ->
                assertThat(usage).startsWith("\"ts\",\"user_id\",").hasLineCount((int)
                        plainUsage.lines().count());
            case REVERSED_COLUMNS ->
                assertThat(usage).startsWith("workflow_id,map_id,quota_usage_weight,amount,metric,user_id,ts\n");
            case EXTRA_COLUMNS ->
                assertThat(usage.lines().findFirst().orElseThrow())
                        .contains("," + plainHeader + ",")
                        .doesNotStartWith("ts");
            case WITHOUT_MAP_COLUMNS -> assertThat(usage).startsWith("ts,user_id,metric,amount,quota_usage_weight\n");
            case GROUPS_IN_BRACES -> {
                assertThat(users).containsPattern("\\{[0-9a-f-]{36}").doesNotContain("[");
                assertThat(text(FakeCarto.builder(), ExportCategory.USER_LIST)).contains("[\"\"");
            }
            case GZIP_FILE -> assertThat(usage).isEqualTo(plainUsage);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ISO,           \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(\\d{3})?Z",
        "MILLIS_UTC,    \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} UTC",
        "MICROS_OFFSET, \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}\\+00",
        "SECONDS,       \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d",
        "BARE_DAYS,     \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(\\d{3})?Z",
        "EPOCH_MILLIS,  \\d{13}",
        "EPOCH_MICROS,  \\d{16}",
    })
    void timestamps_areSpelledInTheStyle(TimestampStyle style, String pattern) throws Exception {
        String events = text(FakeCarto.builder().timestamps(style), ExportCategory.ACTIVITY);
        assertThat(events.lines().skip(1)).isNotEmpty().allMatch(line -> line.matches("\\w+," + pattern + ",.*"));
        String usage = text(FakeCarto.builder().timestamps(style), ExportCategory.API_USAGE);
        String daily = style == TimestampStyle.BARE_DAYS ? "2025-10-01" : pattern;
        assertThat(usage.lines().skip(1)).isNotEmpty().allMatch(line -> line.matches(daily + ",.*"));
    }

    @ParameterizedTest
    @CsvSource({
        "EXCLUSIVE,         2025-10-01, 2025-10-01",
        "INCLUSIVE_INSTANT, 2025-10-01, 2025-10-02",
        "INCLUSIVE_DAY,     2025-10-02, 2025-10-02",
    })
    void endDate_decidesAboutTheDayAfter(EndDate reading, String lastOfEvents, String lastOfUsage) throws Exception {
        assertThat(last(text(FakeCarto.builder().endDate(reading), ExportCategory.ACTIVITY), ",(\\d{4}-..-..)T"))
                .isEqualTo(lastOfEvents);
        assertThat(last(text(FakeCarto.builder().endDate(reading), ExportCategory.API_USAGE), "^(\\d{4}-..-..)T"))
                .isEqualTo(lastOfUsage);
    }

    private static String last(String csv, String pattern) {
        return Pattern.compile("(?m)" + pattern)
                .matcher(csv)
                .results()
                .map(match -> match.group(1))
                .max(String::compareTo)
                .orElseThrow();
    }

    private static String text(FakeCarto.Builder builder, ExportCategory category) throws Exception {
        try (FakeCarto carto = builder.pollsUntilDone(1).start()) {
            Caller caller = new Caller(carto);
            String link = caller.link(DAY, category);
            byte[] body = caller.file(link).body();
            return new String(link.contains(".gz?") ? unzipped(body) : body, StandardCharsets.UTF_8);
        }
    }

    private static byte[] unzipped(byte[] body) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        }
    }
}
