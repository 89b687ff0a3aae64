package io.github.cartoactivity.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.examples.cli.Program.Outcome;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.FakeCarto;
import io.github.cartoactivity.testing.JobFault;
import io.github.cartoactivity.testing.Plan;
import io.github.cartoactivity.testing.WireFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user sees when it does not work, and what must not be seen then. */
class FailuresTest {
    @TempDir
    Path home;

    static Stream<Named<Consumer<FakeCarto>>> failures() {
        return Stream.of(
                Named.of("a plan without Activity Data", carto -> carto.plan(Plan.PROFESSIONAL)),
                Named.of(
                        "a refused token",
                        carto -> carto.on(Endpoint.CREATE_JOB).always(new WireFault.Status(401))),
                Named.of(
                        "a failed job",
                        carto -> carto.on(Endpoint.CREATE_JOB).always(new JobFault.Fails("out of slots"))),
                Named.of("no files", carto -> carto.on(Endpoint.FILE).always(new WireFault.Status(404))));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failure_isOneLine_andShowsNoSecretEvenWithDebug(Consumer<FakeCarto> trouble) throws IOException {
        try (FakeCarto carto = Fakes.carto().start()) {
            trouble.accept(carto);
            Program program = Program.in(home, carto);
            Outcome plain = export(program).failsWith(1);
            assertThat(plain.err().lines().filter(line -> line.startsWith("carto-activity: ")))
                    .hasSize(1);
            assertThat(plain.err()).doesNotContain("\tat ");
            Outcome debug = export(program, "--debug").failsWith(1);
            assertThat(debug.err()).contains("\tat ");
            assertNoSecret(carto, plain.err(), debug.err(), everythingIn(program.workingDirectory()));
            assertThat(program.temporary()).isEmptyDirectory();
        }
    }

    @Test
    void success_showsNoSecretEither() throws IOException {
        try (FakeCarto carto = Fakes.carto().start()) {
            Program program = Program.in(home, carto);
            Outcome outcome = export(program, "--debug").isDone();
            assertNoSecret(carto, outcome.out(), outcome.err(), everythingIn(program.workingDirectory()));
        }
    }

    @Test
    void wrongSecret_isSaidWithoutShowingIt() {
        try (FakeCarto carto = Fakes.carto().start()) {
            Program program = Program.in(home, carto).with("CARTO_CLIENT_SECRET", "a-wrong-secret-8d2f");
            Outcome outcome = export(program, "--debug").failsWith(1);
            assertThat(outcome.err()).doesNotContain("a-wrong-secret-8d2f").contains("carto-activity: ");
        }
    }

    @Test
    void noCredentials_tellsWhereTheyAreLookedFor() {
        Outcome outcome = export(Program.in(home)).failsWith(1);
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .contains("CARTO_CLIENT_ID", "CARTO_API_TOKEN", "carto_credentials.json");
    }

    @Test
    void tenRuns_needOneToken() {
        try (FakeCarto carto = Fakes.carto().start()) {
            Program program = Program.in(home, carto);
            export(program, "--category", "userList").isDone();
            export(program, "--category", "userList", "--overwrite").isDone();
            assertThat(carto.tokensIssued()).isEqualTo(1);
        }
    }

    private static Outcome export(Program program, String... more) {
        return program.run(
                Stream.concat(
                                Stream.of("export", "--start-date", Fakes.FIRST, "--end-date", Fakes.FIRST),
                                Stream.of(more))
                        .toList(),
                "");
    }

    private static void assertNoSecret(FakeCarto carto, String... texts) {
        assertThat(carto.canaries()).isNotEmpty();
        for (String text : texts) {
            assertThat(carto.canaries()).noneMatch(text::contains);
        }
    }

    private static String everythingIn(Path directory) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.toList()) {
                text.append(path).append('\n');
                if (Files.isRegularFile(path)) {
                    text.append(Files.readString(path, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return text.toString();
    }
}
