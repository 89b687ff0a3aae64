package io.github.cartoactivity.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.duckdb.ActivityArchive;
import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.duckdb.PseudonymKey;
import io.github.cartoactivity.examples.cli.Program.Outcome;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.FakeCarto;
import io.github.cartoactivity.testing.FakeJob;
import io.github.cartoactivity.testing.WireFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncCommandTest {
    private static final String COUNT = "SELECT COUNT(*) AS total_events FROM events";

    @TempDir
    Path home;

    @Test
    void sync_thenQueryOfTheArchive_isTheOrganisationsTruth_withoutAnAccount() {
        try (FakeCarto carto = Fakes.carto().start()) {
            Program program = Program.in(home, carto);
            assertThat(sync(program, "--end-date", Fakes.LAST).isDone().out())
                    .startsWith("added 7 days, replaced 0 days");
            Program offline = program.without("CARTO_CLIENT_ID").without("CARTO_CLIENT_SECRET");
            int requests = carto.requests().size();
            Outcome all = offline.run("query", "--archive", "archive", "--sql", COUNT, "--json")
                    .isDone();
            assertThat(all.out()).isEqualTo("[{\"total_events\": " + Fakes.events(carto, Fakes.WEEK) + "}]\n");
            Outcome day = offline.run(
                            "query",
                            "--archive",
                            "archive",
                            "--start-date",
                            Fakes.LAST,
                            "--end-date",
                            Fakes.LAST,
                            "--sql",
                            COUNT,
                            "--json")
                    .isDone();
            DateRange last = DateRange.ofDay(LocalDate.parse(Fakes.LAST));
            assertThat(day.out()).isEqualTo("[{\"total_events\": " + Fakes.events(carto, last) + "}]\n");
            assertThat(carto.requests()).hasSize(requests);
        }
    }

    @Test
    void sync_again_asksForNewAndLookedBackDaysOnly() {
        try (FakeCarto carto = Fakes.carto().start()) {
            Program program = Program.in(home, carto);
            sync(program, "--end-date", Fakes.LAST).isDone();
            sync(program, "--end-date", Fakes.LAST).isDone();
            assertThat(carto.jobs()).hasSize(1);
            Outcome outcome = sync(program, "--end-date", "2025-10-09", "--look-back", "3", "--verify")
                    .isDone();
            assertThat(outcome.out()).startsWith("added 2 days, replaced 1 day,");
            assertThat(carto.jobs())
                    .extracting(FakeJob::range)
                    .last()
                    .isEqualTo(DateRange.ofDays(LocalDate.parse(Fakes.LAST), LocalDate.parse("2025-10-09")));
        }
    }

    @Test
    void forgottenPeople_areKeptSo_withTheirKeyOnly() throws IOException {
        try (FakeCarto carto = Fakes.carto().start()) {
            Program program = Program.in(home, carto);
            sync(program, "--end-date", Fakes.LAST).isDone();
            Path file = Files.write(program.workingDirectory().resolve("key"), new byte[32]);
            ActivityArchive archive =
                    ActivityArchive.open(program.workingDirectory().resolve("archive"));
            String user = anybody(archive);
            archive.forget(user, PseudonymKey.fromFile(file));
            assertThat(sync(program, "--end-date", "2025-10-08").failsWith(1).err())
                    .contains("--forget-key")
                    .doesNotContain(user);
            assertThat(sync(program, "--end-date", "2025-10-08", "--forget-key", "key")
                            .isDone()
                            .out())
                    .startsWith("added 1 day");
        }
    }

    private static String anybody(ActivityArchive archive) {
        try (ActivityDatabase database = ActivityDatabase.open(archive)) {
            return database.sql("SELECT min(user_id) AS id FROM userList")
                    .one()
                    .orElseThrow()
                    .text("id");
        }
    }

    @Test
    void daysThatAreMissing_areToldBeforeTheError() {
        try (FakeCarto carto = Fakes.carto().start()) {
            carto.on(Endpoint.CREATE_JOB).next(new WireFault.Status(400));
            Outcome outcome =
                    sync(Program.in(home, carto), "--end-date", Fakes.LAST).failsWith(1);
            assertThat(outcome.err()).contains("added 0 days", "still missing: 7 days, from 2025-10-01 to 2025-10-07");
        }
    }

    @Test
    void wrongUse_isExitCodeTwo() {
        try (FakeCarto carto = Fakes.carto().start()) {
            Program program = Program.in(home, carto);
            program.run("sync", "--start-date", Fakes.FIRST).failsWith(2);
            program.run("sync", "--archive", "archive").failsWith(2);
            sync(program, "--look-back", "-1").failsWith(2);
            sync(program, "--look-back", "some").failsWith(2);
        }
    }

    @Test
    void queryOfNoArchive_isOneLine() {
        try (FakeCarto carto = Fakes.carto().start()) {
            Outcome outcome = Program.in(home, carto)
                    .run("query", "--archive", "nowhere", "--sql", COUNT, "--json")
                    .failsWith(1);
            assertThat(outcome.err().lines()).singleElement().asString().contains("There is no archive");
        }
    }

    private static Outcome sync(Program program, String... more) {
        List<String> words = new ArrayList<>(List.of("sync", "--archive", "archive", "--start-date", Fakes.FIRST));
        words.addAll(List.of(more));
        return program.run(words, "");
    }
}
