package io.github.cartoactivity.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.Credentials;
import io.github.cartoactivity.examples.cli.Program.Outcome;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.testing.EndDate;
import io.github.cartoactivity.testing.FakeCarto;
import io.github.cartoactivity.testing.FakeJob;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
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
            Outcome outcome =
                    query(InThisJvm.with(carto, home), COUNT, "--json").isDone();
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
            InThisJvm program = InThisJvm.with(carto, home);
            query(program, COUNT, "--json").isDone();
            Outcome outcome = program.run(
                            List.of(
                                    "query",
                                    "--start-date",
                                    "2025-10-05",
                                    "--end-date",
                                    "2025-10-10",
                                    "--sql",
                                    COUNT,
                                    "--json"),
                            "")
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
            InThisJvm program = InThisJvm.with(carto, home);
            query(program, COUNT, "--json").isDone();
            query(program.as(Credentials.ofToken(carto.issueToken())), COUNT, "--json")
                    .isDone();
            assertThat(carto.jobs()).hasSize(2);
        }
    }

    @Test
    void damagedCache_isFetchedAgain() throws IOException {
        try (FakeCarto carto = Fakes.carto().start()) {
            InThisJvm program = InThisJvm.with(carto, home);
            String first = query(program, COUNT, "--json").isDone().out();
            try (Stream<Path> files = Files.walk(home.resolve("query"))) {
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
            Path kept = home.resolve("kept here");
            query(InThisJvm.with(carto, home.resolve("cache")), COUNT, "--json", "--cache-dir", kept.toString())
                    .isDone();
            assertThat(kept).isNotEmptyDirectory();
            assertThat(home.resolve("cache/query")).doesNotExist();
        }
    }

    @Test
    void cacheDir_losesNothingThatIsNotOurs_howeverOld() throws IOException {
        try (FakeCarto carto = Fakes.carto().start()) {
            Path kept = home.resolve("documents");
            FileTime longAgo = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
            Path archives = kept.resolve("carto-activity-query");
            Path old = archive(archives.resolve("0123456789abcdef"));
            List<Path> foreign = List.of(
                    kept.resolve("thesis"),
                    archive(kept.resolve("fedcba9876543210")),
                    archives.resolve("0123456789abcdee"),
                    archive(archives.resolve("photos")));
            for (Path directory : foreign) {
                Files.writeString(Files.createDirectories(directory).resolve("text.txt"), "mine");
                Files.setLastModifiedTime(directory, longAgo);
            }
            Files.setLastModifiedTime(old, longAgo);
            query(InThisJvm.with(carto, home.resolve("cache")), COUNT, "--json", "--cache-dir", kept.toString())
                    .isDone();
            assertThat(foreign)
                    .allSatisfy(directory ->
                            assertThat(directory.resolve("text.txt")).hasContent("mine"));
            assertThat(old).doesNotExist();
        }
    }

    @Test
    void oldArchive_thatIsBeingWritten_stays() throws IOException {
        Path archive = archive(home.resolve("0123456789abcdef"));
        try (FileChannel lock = FileChannel.open(archive.resolve(".lock"), StandardOpenOption.WRITE)) {
            lock.lock();
            new OldArchives(home).remove(Instant.MAX);
            assertThat(archive).isDirectory();
        }
        new OldArchives(home).remove(Instant.MAX);
        assertThat(home).isEmptyDirectory();
    }

    private static Path archive(Path directory) throws IOException {
        Files.createFile(Files.createDirectories(directory).resolve(".lock"));
        return directory;
    }

    @Test
    void archive_takesAnyPartOfARange_andNoOptionOfTheCache() {
        try (FakeCarto carto = Fakes.carto().start()) {
            InThisJvm program = InThisJvm.with(carto, home);
            String archive = home.resolve("archive").toString();
            program.run(
                            List.of(
                                    "sync",
                                    "--archive",
                                    archive,
                                    "--start-date",
                                    Fakes.FIRST,
                                    "--end-date",
                                    "2025-10-02"),
                            "")
                    .isDone();
            List<String> query = List.of("query", "--archive", archive, "--sql", COUNT);
            assertThat(program.run(with(query, "--end-date", Fakes.LAST), "")
                            .failsWith(2)
                            .err())
                    .contains("--start-date is needed");
            assertThat(program.run(with(query, "--no-cache"), "").failsWith(2).err())
                    .contains("--no-cache makes no sense with --archive");
            program.run(with(query, "--start-date", Fakes.FIRST), "").isDone();
        }
    }

    private static List<String> with(List<String> words, String... more) {
        return Stream.concat(words.stream(), Stream.of(more)).toList();
    }

    @Test
    void rangeOfSeveralJobs_isStitchedWithoutLossOrDouble() {
        DateRange range = DateRange.ofDays(LocalDate.parse("2025-09-01"), LocalDate.parse("2025-11-15"));
        try (FakeCarto carto = Fakes.carto().endDate(EndDate.INCLUSIVE_DAY).start()) {
            Outcome outcome = InThisJvm.with(carto, home)
                    .run(
                            List.of(
                                    "query",
                                    "--start-date=2025-09-01",
                                    "--end-date=2025-11-15",
                                    "--sql",
                                    "SELECT (SELECT COUNT(*) FROM activity) AS events,"
                                            + " (SELECT COUNT(*) FROM apiUsage) AS uses",
                                    "--no-cache",
                                    "--json"),
                            "")
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
        return program.run(words(sql, more), "");
    }

    private static Outcome query(InThisJvm program, String sql, String... more) {
        return program.run(words(sql, more), "");
    }

    private static List<String> words(String sql, String... more) {
        return with(List.of("query", "--start-date", Fakes.FIRST, "--end-date", Fakes.LAST, "--sql", sql), more);
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
