package io.github.cartoactivity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateRangeTest {
    private static final LocalDate DAY = LocalDate.parse("2025-10-01");
    private static final DateRange WEEK = DateRange.ofDays(DAY, LocalDate.parse("2025-10-07"));

    private final TimeZone before = TimeZone.getDefault();

    @AfterEach
    void restoreZone() {
        TimeZone.setDefault(before);
    }

    @Test
    void ofDays_includesBothEnds() {
        assertThat(WEEK.from()).isEqualTo("2025-10-01");
        assertThat(WEEK.last()).isEqualTo("2025-10-07");
        assertThat(WEEK.toExclusive()).isEqualTo("2025-10-08");
        assertThat(WEEK.days()).isEqualTo(7);
        assertThat(WEEK).hasToString("2025-10-01..2025-10-07");
        assertThat(DateRange.ofDay(DAY)).isEqualTo(DateRange.ofDays(DAY, DAY)).hasToString("2025-10-01..2025-10-01");
    }

    @Test
    void emptyOrBackwards_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DateRange(DAY, DAY))
                .withMessageContaining("2025-10-01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DateRange.ofDays(DAY, DAY.minusDays(1)))
                .withMessageContaining("2025-09-30, lies before");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-28, 2024-03-01, 3",
        "2025-02-28, 2025-03-01, 2",
        "2000-02-01, 2000-02-29, 29",
        "2024-01-01, 2024-12-31, 366",
        "2025-01-01, 2025-12-31, 365",
        "2025-12-31, 2026-01-01, 2",
        "1969-12-31, 1970-01-01, 2"
    })
    void days_acrossLeapDaysAndYears(LocalDate from, LocalDate last, long days) {
        DateRange range = DateRange.ofDays(from, last);

        assertThat(range.days()).isEqualTo(days);
        assertThat(range.stream()).hasSize((int) days).startsWith(from).endsWith(last);
    }

    /** Days on which clocks change in these zones: a day of the range is 24 hours of UTC all the same. */
    @ParameterizedTest
    @CsvSource({
        "America/Los_Angeles, 2025-03-09",
        "America/Los_Angeles, 2025-11-02",
        "Europe/Madrid, 2025-03-30",
        "Europe/Madrid, 2025-10-26",
        "Australia/Lord_Howe, 2025-10-05",
        "America/Sao_Paulo, 2018-11-04",
        "Asia/Kolkata, 2025-10-01",
        "Pacific/Apia, 2011-12-30",
        "Pacific/Kiritimati, 2025-10-01"
    })
    void startAndEnd_anyZone_areUtcMidnights(String zone, LocalDate day) {
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneId.of(zone)));
        DateRange range = DateRange.ofDay(day);

        assertThat(range.start()).isEqualTo(day + "T00:00:00Z");
        assertThat(range.end()).isEqualTo(range.start().plus(Duration.ofHours(24)));
        assertThat(DateRange.readyAt(day)).isEqualTo(range.end().plus(Duration.ofHours(5)));
        assertThat(range.stream()).containsExactly(day);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-09-30T23:59:59.999999999Z, false",
        "2025-10-01T00:00:00Z, true",
        "2025-10-07T23:59:59.999999999Z, true",
        "2025-10-08T00:00:00Z, false"
    })
    void contains_isHalfOpen(Instant instant, boolean expected) {
        assertThat(WEEK.contains(instant)).isEqualTo(expected);
    }

    @Test
    void split_59Days_asOneJobTakes() {
        List<DateRange> pieces = DateRange.ofDays(LocalDate.parse("2024-01-01"), LocalDate.parse("2024-12-31"))
                .split(59);

        assertThat(pieces).extracting(DateRange::days).containsExactly(59L, 59L, 59L, 59L, 59L, 59L, 12L);
        assertThat(pieces.get(0)).hasToString("2024-01-01..2024-02-28");
        assertThat(pieces.get(1)).hasToString("2024-02-29..2024-04-27");
    }

    @Test
    void split_fitsInOne_isTheRangeItself() {
        assertThat(WEEK.split(7)).containsExactly(WEEK);
        assertThat(WEEK.split(Integer.MAX_VALUE)).containsExactly(WEEK);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void split_lessThanADay_isRefused(int maxDays) {
        assertThatIllegalArgumentException().isThrownBy(() -> WEEK.split(maxDays));
    }

    /** Whatever is split, the pieces are that range again: none lost, none twice, all full but the last. */
    @Test
    void split_anyRange_isLossless() {
        Random random = new Random(59);
        for (int i = 0; i < 2_000; i++) {
            LocalDate from = LocalDate.ofEpochDay(random.nextInt(40_000));
            DateRange range = DateRange.ofDays(from, from.plusDays(random.nextInt(800)));
            int maxDays = 1 + random.nextInt(70);

            List<DateRange> pieces = range.split(maxDays);

            assertThat(pieces.stream().flatMap(DateRange::stream))
                    .containsExactlyElementsOf(range.stream().toList());
            assertThat(pieces.subList(0, pieces.size() - 1)).allMatch(piece -> piece.days() == maxDays);
            assertThat(pieces.get(pieces.size() - 1).days()).isBetween(1L, (long) maxDays);
            assertThat(pieces).isUnmodifiable();
        }
    }

    @Test
    void readyAt_isFiveInTheMorningOfTheNextDay() {
        assertThat(DateRange.readyAt(LocalDate.parse("2024-02-28"))).isEqualTo("2024-02-29T05:00:00Z");
        assertThat(DateRange.readyAt(LocalDate.parse("2025-12-31"))).isEqualTo("2026-01-01T05:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "2025-10-08T04:59:59.999Z, 2025-10-06",
        "2025-10-08T05:00:00Z, 2025-10-07",
        "2025-10-08T23:59:59Z, 2025-10-07",
        "2025-10-09T00:00:00Z, 2025-10-07",
        "2024-03-01T05:00:00Z, 2024-02-29"
    })
    void latestReadyDay_changesAtFive(Instant now, LocalDate expected) {
        for (ZoneId zone : List.of(ZoneOffset.UTC, ZoneId.of("Asia/Kolkata"), ZoneId.of("America/Los_Angeles"))) {
            LocalDate latest = DateRange.latestReadyDay(Clock.fixed(now, zone));

            assertThat(latest).isEqualTo(expected);
            assertThat(DateRange.readyAt(latest)).isBeforeOrEqualTo(now);
            assertThat(DateRange.readyAt(latest.plusDays(1))).isAfter(now);
        }
    }

    @Test
    void stream_isInOrder() {
        Stream<LocalDate> days = WEEK.stream();

        assertThat(days).isSorted().hasSize(7);
    }
}
