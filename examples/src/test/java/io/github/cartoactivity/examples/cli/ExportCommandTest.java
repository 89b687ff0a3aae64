package io.github.cartoactivity.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.Rows;
import io.github.cartoactivity.examples.cli.Program.Outcome;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.FakeCarto;
import io.github.cartoactivity.testing.FakeJob;
import io.github.cartoactivity.testing.Gate;
import io.github.cartoactivity.testing.WireFault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    @TempDir
    Path home;

    @Test
    void files_areNamedByTableAndNumber_forTheOwnerOnly() throws IOException {
        try (FakeCarto carto = Fakes.carto().daysPerFile(3).start()) {
            Program program = Program.in(home, carto);
            Outcome outcome = export(program).isDone();
            assertThat(names(program.workingDirectory()))
                    .containsExactly(
                            "activity-1.csv",
                            "activity-2.csv",
                            "activity-3.csv",
                            "apiUsage-1.csv",
                            "apiUsage-2.csv",
                            "apiUsage-3.csv",
                            "groupList-1.csv",
                            "userList-1.csv");
            assertThat(outcome.out().lines().sorted()).containsExactlyElementsOf(names(program.workingDirectory()));
            for (String name : names(program.workingDirectory())) {
                Path file = program.workingDirectory().resolve(name);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
            assertThat(program.temporary()).isEmptyDirectory();
        }
    }

    @Test
    void rows_areTheOrganisationsInOrder() {
        try (FakeCarto carto = Fakes.carto().daysPerFile(3).start()) {
            Program program = Program.in(home, carto);
            export(program, "--category", "activity").isDone();
            Path[] files = Stream.of("activity-1.csv", "activity-2.csv", "activity-3.csv")
                    .map(program.workingDirectory()::resolve)
                    .toArray(Path[]::new);
            try (Stream<ActivityEvent> rows = Rows.activity(files);
                    Stream<ActivityEvent> truth = carto.organisation().events(Fakes.WEEK)) {
                assertThat(rows.toList()).isEqualTo(truth.toList());
            }
        }
    }

    @Test
    void categories_inAnySpelling_andParquet() throws IOException {
        try (FakeCarto carto = Fakes.carto().start()) {
            Program program = Program.in(home, carto);
            export(
                            program,
                            "--category",
                            "user_list,apiUsage",
                            "--category=groupList",
                            "--format",
                            "parquet",
                            "--output-dir",
                            "a/b c")
                    .isDone();
            assertThat(names(program.workingDirectory().resolve("a/b c")))
                    .containsExactly("apiUsage-1.parquet", "groupList-1.parquet", "userList-1.parquet");
        }
    }

    @Test
    void earlierFiles_areRefusedBeforeAnyRequest() throws IOException {
        try (FakeCarto carto = Fakes.carto().start()) {
            Program program = Program.in(home, carto);
            Path earlier = Files.writeString(program.workingDirectory().resolve("activity-7.csv"), "mine");
            Outcome outcome = export(program).failsWith(1);
            assertThat(outcome.err().lines()).singleElement().asString().contains("activity-7.csv", "--overwrite");
            assertThat(carto.requests()).isEmpty();
            assertThat(earlier).hasContent("mine");
        }
    }

    @Test
    void earlierExportOfTheOtherFormat_isRefusedToo() throws IOException {
        try (FakeCarto carto = Fakes.carto().start()) {
            Program program = Program.in(home, carto);
            export(program, "--category", "activity").isDone();
            Outcome outcome = export(program, "--format", "parquet").failsWith(1);
            assertThat(outcome.err()).contains("activity-1.csv", "count twice");
            assertThat(names(program.workingDirectory())).containsExactly("activity-1.csv");
        }
    }

    @Test
    void fileInPlaceOfTheDirectory_isSaidInWords() throws IOException {
        Files.writeString(home.resolve("file"), "");
        try (FakeCarto carto = Fakes.carto().start()) {
            Outcome outcome = export(
                            Program.in(home, carto),
                            "--output-dir",
                            home.resolve("file").toString())
                    .failsWith(1);
            assertThat(outcome.err()).endsWith("file is not a directory\n").doesNotContain("Exception");
        }
    }

    @Test
    void exportThatEndsFirst_isNotReplacedByOneThatEndsLater() throws Exception {
        try (FakeCarto carto = Fakes.carto().start()) {
            Gate gate = new Gate();
            carto.on(Endpoint.FILE).next(new WireFault.Held(gate));
            Program program = Program.in(home, carto);
            CompletableFuture<Outcome> late = CompletableFuture.supplyAsync(
                    () -> export(program, "--category", "userList", "--format", "parquet"));
            assertThat(gate.awaitArrivals(1, Duration.ofSeconds(60))).isTrue();
            export(program, "--category", "userList").isDone();
            gate.open();
            assertThat(late.get(60, TimeUnit.SECONDS).failsWith(1).err()).contains("userList-1.csv", "count twice");
            assertThat(program.workingDirectory().resolve("userList-1.csv")).isNotEmptyFile();
            assertThat(program.workingDirectory().resolve("userList-1.parquet")).doesNotExist();
        }
    }

    @Test
    void failure_leavesNoDirectoryThatItMade() throws IOException {
        Path there = Files.createDirectories(home.resolve("work/there"));
        Outcome outcome =
                export(Program.in(home), "--output-dir", "there/new/deep").failsWith(1);
        assertThat(outcome.err()).contains("CARTO_CLIENT_ID");
        assertThat(there).isEmptyDirectory();
        try (FakeCarto carto = Fakes.carto().start()) {
            carto.on(Endpoint.CREATE_JOB).always(new WireFault.Status(403));
            export(Program.in(home, carto), "--output-dir", "there/new/deep").failsWith(1);
            assertThat(there).isEmptyDirectory();
        }
    }

    @Test
    void overwrite_leavesNothingOfTheEarlierExport_andOnlyOfIt() throws IOException {
        try (FakeCarto carto = Fakes.carto().start()) {
            Program program = Program.in(home, carto);
            for (String name : List.of(
                    "activity-1.csv", "activity-2.csv", "activity-1.parquet", "activity-notes.csv", "userList-1.csv")) {
                Files.writeString(program.workingDirectory().resolve(name), "mine");
            }
            export(program, "--overwrite", "--category", "activity").isDone();
            assertThat(names(program.workingDirectory()))
                    .containsExactly("activity-1.csv", "activity-notes.csv", "userList-1.csv");
            assertThat(program.workingDirectory().resolve("activity-1.csv"))
                    .content()
                    .startsWith("type,ts,data");
            assertThat(program.workingDirectory().resolve("userList-1.csv")).hasContent("mine");
        }
    }

    @Test
    void placeThatCannotBeWritten_isNamedAsItWasGiven() throws IOException {
        try (FakeCarto carto = Fakes.carto().start()) {
            Program program = Program.in(home, carto);
            Path file = Files.writeString(program.workingDirectory().resolve("file"), "mine");
            assertThat(export(program, "--output-dir", "file").failsWith(1).err())
                    .isEqualTo("carto-activity: " + file + " is not a directory\n");
            assertThat(carto.jobs()).isEmpty();
        }
    }

    @Test
    void stopped_cancelsTheJobAndLeavesNothing() throws IOException, InterruptedException {
        try (FakeCarto carto = Fakes.carto().pollsUntilDone(1000).start()) {
            carto.on(Endpoint.GET_JOB).next(new WireFault.Status(503));
            Program program = Program.in(home, carto);
            Process process = program.prepared(List.of("export", "--start-date", Fakes.FIRST, "--end-date", Fakes.LAST))
                    .start();
            try (BufferedReader err =
                    new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
                assertThat(err.readLine()).contains("attempt 2");
                process.toHandle().destroy();
                assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
                assertThat(err.readLine()).isEqualTo("carto-activity: cancelled");
                assertThat(err.readLine()).isNull();
            }
            assertThat(carto.jobs()).extracting(FakeJob::state).containsExactly(FakeJob.State.CANCELLED);
            assertThat(program.workingDirectory()).isEmptyDirectory();
        }
    }

    private static Outcome export(Program program, String... more) {
        return program.run(
                Stream.concat(
                                Stream.of("export", "--start-date", Fakes.FIRST, "--end-date", Fakes.LAST),
                                Stream.of(more))
                        .toList(),
                "");
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
