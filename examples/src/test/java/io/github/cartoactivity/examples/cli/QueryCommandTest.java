package io.github.cartoactivity.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.examples.cli.Program.Outcome;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.testing.EndDate;
import io.github.cartoactivity.testing.FakeCarto;
import io.github.cartoactivity.testing.FakeJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QueryCommandTest {
    private static final String COUNT = "SELECT COUNT(*) AS total_events FROM activity";

    @TempDir
    Path home;

    @ParameterizedTest
    @EnumSource(EndDate.class)
    void json_countOfAWeek_isTheOrganisationsTruthAndNothingElse(EndDate endDate) {
        try (FakeCarto carto = Fakes.carto().endDate(endDate).start()) {
            Outcome outcome = query(Program.in(home, carto), COUNT, "--json").isDone();
            assertThat(outcome.out()).isEqualTo("[{\"total_events\": " + Fakes.events(carto, Fakes.WEEK) + "}]\n");
        }
    }

    @Test
    void secondRun_sameRange_makesNoRequest() throws IOException {
        try (FakeCarto carto = Fakes.carto().start()) {
            Program program = Program.in(home, carto);
            String first = query(program, COUNT, "--json").isDone().out();
            int requests = carto.requests().size();
            Outcome second = query(program, COUNT, "--json").isDone();
            assertThat(second.out()).isEqualTo(first);
            assertThat(second.err()).isEmpty();
            assertThat(carto.requests()).hasSize(requests);
            assertOnlyForTheOwner(program.cache());
            assertThat(program.temporary()).isEmptyDirectory();
        }
    }

    @Test
    void overlappingRanges_shareDays() {
        try (FakeCarto carto = Fakes.carto().start()) {
            Program program = Program.in(home, carto);
            query(program, COUNT, "--json").isDone();
            Outcome outcome = program.run(
                            "query", "--start-date", "2025-10-05", "--end-date", "2025-10-10", "--sql", COUNT, "--json")
                    .isDone();
            DateRange overlapping = DateRange.ofDays(LocalDate.parse("2025-10-05"), LocalDate.parse("2025-10-10"));
            assertThat(outcome.out()).isEqualTo("[{\"total_events\": " + Fakes.events(carto, overlapping) + "}]\n");
            assertThat(carto.jobs())
                    .extracting(FakeJob::range)
                    .containsExactly(
                            Fakes.WEEK, DateRange.ofDays(LocalDate.parse("2025-10-08"), LocalDate.parse("2025-10-10")));
        }
    }

    @Test
    void noCache_fetchesAgainAndKeepsNothing() {
        try (FakeCarto carto = Fakes.carto().start()) {
            Program program = Program.in(home, carto);
            query(program, COUNT, "--json", "--no-cache").isDone();
            query(program, COUNT, "--json", "--no-cache").isDone();
            assertThat(carto.jobs()).hasSize(2);
            assertThat(program.cache().resolve("query")).doesNotExist();
            assertThat(program.temporary()).isEmptyDirectory();
        }
    }

    @Test
    void otherAccount_atTheSameEndpoint_doesNotSeeTheCache() {
        try (FakeCarto carto = Fakes.carto().start()) {
            query(Program.in(home, carto), COUNT, "--json").isDone();
            Program other = Program.in(home, carto)
                    .without("CARTO_CLIENT_ID")
                    .without("CARTO_CLIENT_SECRET")
                    .with("CARTO_API_TOKEN", carto.issueToken());
            query(other, COUNT, "--json").isDone();
            assertThat(carto.jobs()).hasSize(2);
        }
    }

    @Test
    void damagedCache_isFetchedAgain() throws IOException {
        try (FakeCarto carto = Fakes.carto().start()) {
            Program program = Program.in(home, carto);
            String first = query(program, COUNT, "--json").isDone().out();
            try (Stream<Path> files = Files.walk(program.cache().resolve("query"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.write(file, new byte[] {'P', 'A', 'R', '1', 0, 0});
                }
            }
            assertThat(query(program, COUNT, "--json").isDone().out()).isEqualTo(first);
            assertThat(carto.jobs()).hasSize(2);
        }
    }

    @Test
    void cacheDir_isUsed() {
        try (FakeCarto carto = Fakes.carto().start()) {
            Program program = Program.in(home, carto);
            query(program, COUNT, "--json", "--cache-dir", "kept here").isDone();
            assertThat(program.workingDirectory().resolve("kept here")).isNotEmptyDirectory();
            assertThat(program.cache().resolve("query")).doesNotExist();
        }
    }

    @Test
    void rangeOfSeveralJobs_isStitchedWithoutLossOrDouble() {
        DateRange range = DateRange.ofDays(LocalDate.parse("2025-09-01"), LocalDate.parse("2025-11-15"));
        try (FakeCarto carto = Fakes.carto().endDate(EndDate.INCLUSIVE_DAY).start()) {
            Outcome outcome = Program.in(home, carto)
                    .run(
                            "query",
                            "--start-date=2025-09-01",
                            "--end-date=2025-11-15",
                            "--sql",
                            "SELECT (SELECT COUNT(*) FROM activity) AS events, (SELECT COUNT(*) FROM apiUsage) AS uses",
                            "--json")
                    .isDone();
            assertThat(carto.jobs()).hasSize(2);
            try (Stream<?> usage = carto.organisation().apiUsage(range)) {
                assertThat(outcome.out())
                        .isEqualTo("[{\"events\": " + Fakes.events(carto, range) + ", \"uses\": " + usage.count()
                                + "}]\n");
            }
        }
    }

    private static Outcome query(Program program, String sql, String... more) {
        List<String> words = Stream.concat(
                        Stream.of("query", "--start-date", Fakes.FIRST, "--end-date", Fakes.LAST, "--sql", sql),
                        Stream.of(more))
                .toList();
        return program.run(words, "");
    }

    private static void assertOnlyForTheOwner(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as(path.toString())
                        .endsWith("------");
            }
        }
    }
}
