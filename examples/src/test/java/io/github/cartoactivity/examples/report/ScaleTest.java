package io.github.cartoactivity.examples.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.duckdb.query.Granularity;
import io.github.cartoactivity.model.DateRange;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1, 1",
        "1, 1, 1",
        "3, 1, 3",
        "4, 1, 4",
        "5, 2, 3",
        "7, 2, 4",
        "10, 2.5, 4",
        "16, 5, 4",
        "100, 25, 4",
        "101, 50, 3",
        "667, 200, 4",
        "290000, 100000, 3",
        "1000000000000, 250000000000, 4"
    })
    void axis_endsAtARoundNumber_notBelowTheLargest(double largest, double step, int steps) {
        Scale scale = Scale.upTo(largest);
        assertThat(scale).isEqualTo(new Scale(step, steps));
        assertThat(scale.top()).isGreaterThanOrEqualTo(largest);
        assertThat(scale.lines()).hasSize(steps).last().isEqualTo(scale.top());
    }

    @ParameterizedTest
    @CsvSource({"0,0", "800,800", "1500,1.5k", "300000,300k", "8688040.3,8.69M", "2500000000,2.5G"})
    void briefNumbers_areForAxes(double number, String text) {
        assertThat(Numbers.brief(number)).isEqualTo(text);
    }

    @Test
    void numbers_areWrittenForPeople() {
        assertThat(Numbers.count(42_117)).isEqualTo("42,117");
        assertThat(Numbers.amount(new BigDecimal("42117.00"))).isEqualTo("42,117");
        assertThat(Numbers.amount(new BigDecimal("0.25"))).isEqualTo("0.3");
        assertThat(Numbers.headline(999_999L)).isEqualTo("999,999").isEqualTo(Numbers.headline(999_999.0));
        assertThat(Numbers.headline(1_000_000L)).isEqualTo("1M").isEqualTo(Numbers.headline(1_000_000.0));
        assertThat(Numbers.percent(0.919)).isEqualTo("91.9\u00a0%");
        assertThat(Numbers.day(LocalDate.parse("2025-10-06"))).isEqualTo("6 Oct 2025");
    }

    @Test
    void manyDays_areGathered_andNoneIsMissing() {
        LocalDate first = LocalDate.parse("2025-01-01");
        for (int days : List.of(1, 100, 101, 700, 800, 5_000)) {
            DateRange range = new DateRange(first, first.plusDays(days));
            assertThat(Periods.all(range, Periods.of(range), List.of())).hasSizeBetween(1, 170);
        }
        DateRange year = new DateRange(first, first.plusYears(1));
        assertThat(Periods.of(year)).isEqualTo(Granularity.WEEK);
        assertThat(Periods.all(year, Granularity.WEEK, List.of()))
                .hasSize(53)
                .first()
                .satisfies(week -> assertThat(week.start()).isEqualTo("2024-12-30"));
    }
}
