package io.github.cartoactivity.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.examples.cli.Program.Outcome;
import io.github.cartoactivity.testing.FakeCarto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    @TempDir
    Path home;

    @Test
    void report_ofAnArchive_isOneFileForItsOwner_withoutAnAccount() throws IOException {
        Program program = synced();
        Path file = program.workingDirectory().resolve("report.html");
        assertThat(report(program).isDone().out()).isEqualTo("report.html\n");
        assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>").contains("1 Oct 2025 to 7 Oct 2025", "7 days");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(names(program)).containsExactlyInAnyOrder("archive", "report.html");
    }

    @Test
    void report_overAnotherFile_needsToBeTold() throws IOException {
        Program program = synced();
        Path file = Files.writeString(program.workingDirectory().resolve("report.html"), "mine");
        Outcome refused = report(program).failsWith(1);
        assertThat(refused.err())
                .contains("report.html is there already", "--overwrite")
                .hasLineCount(1);
        assertThat(file).hasContent("mine");
        report(program, "--overwrite", "--start-date", "2025-10-02", "--end-date", "2025-10-03")
                .isDone();
        assertThat(Files.readString(file)).contains("2 Oct 2025 to 3 Oct 2025");
        report(program, "--overwrite", "--end-date", "2025-10-09").isDone();
        assertThat(Files.readString(file)).contains("7 of 9 days are in the archive");
        assertThat(report(program, "--overwrite", "--start-date", "2026-01-01")
                        .failsWith(1)
                        .err())
                .contains("from 2025-10-01 to 2025-10-07");
    }

    @Test
    void placeThatCannotBeWritten_isSaid() throws IOException {
        Program program = synced();
        Outcome nowhere = program.run("report", "--archive", "archive", "--output", "no/such/report.html")
                .failsWith(1);
        assertThat(nowhere.err()).contains("such").hasLineCount(1);
        assertThat(program.run("report", "--archive", "archive", "--output", "-")
                        .failsWith(2)
                        .err())
                .contains("--output needs the name of a file");
        assertThat(names(program)).containsExactlyInAnyOrder("archive");
    }

    private Program synced() {
        try (FakeCarto carto = Fakes.carto().start()) {
            Program program = Program.in(home, carto);
            program.run("sync", "--archive", "archive", "--start-date", Fakes.FIRST, "--end-date", Fakes.LAST)
                    .isDone();
            return program.without("CARTO_CLIENT_ID").without("CARTO_CLIENT_SECRET");
        }
    }

    private static Outcome report(Program program, String... more) {
        String[] words = Stream.concat(
                        Stream.of("report", "--archive", "archive", "--output", "report.html"), Stream.of(more))
                .toArray(String[]::new);
        return program.run(words);
    }

    private static List<String> names(Program program) throws IOException {
        try (Stream<Path> files = Files.list(program.workingDirectory())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
