package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.duckdb.ParquetFiles;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.testing.FakeCarto;
import io.github.cartoactivity.testing.FakeOrganisation;
import java.time.LocalDate;
import java.util.stream.Stream;

/** Fake accounts, small enough for many tests. */
final class Fakes {
    static final String FIRST = "2025-10-01";
    static final String LAST = "2025-10-07";
    static final DateRange WEEK = DateRange.ofDays(LocalDate.parse(FIRST), LocalDate.parse(LAST));

    private Fakes() {}

    static FakeCarto.Builder carto() {
        return FakeCarto.builder()
                .organisation(FakeOrganisation.builder()
                        .seed(7)
                        .created(LocalDate.parse("2025-09-01"))
                        .users(12)
                        .groups(2)
                        .eventsPerDay(150)
                        .build())
                .parquetEncoder(ParquetFiles::write)
                .pollsUntilDone(1);
    }

    static long events(FakeCarto carto, DateRange range) {
        try (Stream<?> events = carto.organisation().events(range)) {
            return events.count();
        }
    }
}
