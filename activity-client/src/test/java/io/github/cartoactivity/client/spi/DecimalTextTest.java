package io.github.cartoactivity.client.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "12, 12",
        "12.0, 12",
        "012.50, 12.5",
        "+3, 3",
        "-0.000, 0",
        "1.2e1, 12",
        "1e3, 1000",
        "' 7 ', 7",
        "123456789012345678901234567890.123456789, 123456789012345678901234567890.123456789",
        "0.1, 0.1"
    })
    void parse_everySpelling_isOneForm(String text, String expected) {
        assertThat(parse(text)).isEqualTo(new BigDecimal(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "twelve", "1,5", "1 000", "NaN", "Infinity", "0x10", "1e", "1e999999999", "1e-500"})
    void parse_noNumber_isABadRow(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(BadRowException.class);
    }

    @Test
    void parse_aMillionDigits_isRefusedBeforeTheyAreComputedWith() {
        assertThatThrownBy(() -> parse("9".repeat(1_000_000)))
                .isInstanceOf(BadRowException.class)
                .hasMessageContaining("too long");
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "100.0, 100",
        "1.0E23, 100000000000000000000000",
        "2.0E-3, 0.002",
        "5.684341886080801E-14, 0.00000000000005684341886080801",
        "-2.5, -2.5",
        "9007199254740993.0, 9007199254740992"
    })
    void of_double_isItsShortestDecimal(double value, String expected) {
        assertThat(DecimalText.of(value)).isEqualTo(new BigDecimal(expected));
    }

    @Test
    void of_anyDouble_comesBackAsTheSameDouble() {
        Random random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            double value = Double.longBitsToDouble(
                    random.nextLong() & ~(0x7FFL << 52) | (long) (923 + random.nextInt(200)) << 52);
            assertThat(DecimalText.of(value).doubleValue()).isEqualTo(value);
        }
    }

    @Test
    void of_float_isItsShortestDecimal() {
        assertThat(DecimalText.of(0.1f)).isEqualTo(new BigDecimal("0.1"));
        assertThat(DecimalText.of(16777216f)).isEqualTo(new BigDecimal("16777216"));
        assertThat(DecimalText.of(1.17f)).isEqualTo(new BigDecimal("1.17"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void of_noNumber_isABadRow(double value) {
        assertThatThrownBy(() -> DecimalText.of(value)).isInstanceOf(BadRowException.class);
        assertThatThrownBy(() -> DecimalText.of((float) value)).isInstanceOf(BadRowException.class);
    }

    private static BigDecimal parse(String text) {
        byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
        return DecimalText.parse(bytes, 1, bytes.length - 1);
    }
}
