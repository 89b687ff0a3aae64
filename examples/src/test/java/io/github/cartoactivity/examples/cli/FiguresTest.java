package io.github.cartoactivity.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1, 1 byte",
        "999, 999 bytes",
        "1000, 1.0 kB",
        "999949, 999.9 kB",
        "999999, 1.0 MB",
        "1500000000, 1.5 GB",
        "9223372036854775807, 9223372.0 TB"
    })
    void bytes(long bytes, String text) {
        assertThat(Figures.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"5, 0.01 s", "9990, 9.99 s", "12340, 12.3 s", "99940, 99.9 s", "200000, 3 min 20 s"})
    void time(long millis, String text) {
        assertThat(Figures.time(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @Test
    void counts() {
        assertThat(Figures.count(42_117, "event")).isEqualTo("42,117 events");
        assertThat(Figures.count(1, "event")).isEqualTo("1 event");
    }
}
