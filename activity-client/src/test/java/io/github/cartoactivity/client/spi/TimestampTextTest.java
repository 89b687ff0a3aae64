package io.github.cartoactivity.client.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampTextTest {

    @ParameterizedTest
    @CsvSource({
        "2025-10-01T12:34:56.789Z, 2025-10-01T12:34:56.789Z",
        "2025-10-01t12:34:56z, 2025-10-01T12:34:56Z",
        "2025-10-01 12:34:56.789 UTC, 2025-10-01T12:34:56.789Z",
        "2025-10-01 12:34:56 GMT, 2025-10-01T12:34:56Z",
        "2025-10-01 12:34:56.789123+00, 2025-10-01T12:34:56.789123Z",
        "2025-10-01 12:34:56.789123456+00:00, 2025-10-01T12:34:56.789123456Z",
        "2025-10-01T12:34:56+02:00, 2025-10-01T10:34:56Z",
        "2025-10-01T12:34:56-0330, 2025-10-01T16:04:56Z",
        "2025-10-01 12:34:56 +0000, 2025-10-01T12:34:56Z",
        "2025-10-01 12:34:56, 2025-10-01T12:34:56Z",
        "2025-10-01 12:34:56.5, 2025-10-01T12:34:56.5Z",
        "2025-10-01 12:34, 2025-10-01T12:34:00Z",
        "2025-10-01, 2025-10-01T00:00:00Z",
        "'  2025-10-01  ', 2025-10-01T00:00:00Z",
        "1759322096, 2025-10-01T12:34:56Z",
        "1759322096789, 2025-10-01T12:34:56.789Z",
        "1759322096789123, 2025-10-01T12:34:56.789123Z",
        "1759322096789123456, 2025-10-01T12:34:56.789123456Z",
        "2024-02-29, 2024-02-29T00:00:00Z",
        "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z",
        "2024-03-10 02:30:00, 2024-03-10T02:30:00Z"
    })
    void parse_everySpelling_isTheSameInstantInEveryZone(String text, String expected) {
        assertThat(parse(text)).isEqualTo(Instant.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2025-13-01",
                "2025-02-29",
                "2025-10-01T24:00:00Z",
                "2025-10-01T12:60:00Z",
                "2025-10-01T12:34:60Z",
                "2025-10-01T12:34:56.Z",
                "2025-10-01T12:34:56.1234567890Z",
                "2025-10-01T12:34:56 CET",
                "2025-10-01T12:34:56+",
                "2025-10-01T12:34:56+25:00",
                "2025-10-01T12:34:56+02:00x",
                "2025-10-01x12:34:56",
                "2025-10-01T",
                "2025-10-01 12",
                "20251001",
                "-1759322096789",
                "1.759322096789E12",
                "99999999999999999999",
                "9999999999999999999",
                " ",
                "01/10/2025"
            })
    void parse_anythingElse_isABadRow(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(BadRowException.class)
                .hasMessageContaining("is no time");
    }

    @Test
    void parse_noTime_isNotShown() {
        assertThatThrownBy(() -> parse("x".repeat(100_000))).hasMessage("A text of 100000 bytes is no time");
    }

    @Test
    void parse_whatInstantPrints_isTheSameInstant() {
        Random random = new Random(11);
        for (int i = 0; i < 10_000; i++) {
            Instant instant = Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
            assertThat(parse(instant.toString())).isEqualTo(instant);
        }
    }

    private static Instant parse(String text) {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        return TimestampText.parse(bytes, 1, bytes.length - 1);
    }
}
