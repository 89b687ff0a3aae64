package io.github.cartoactivity.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                          | a command is needed",
                "sing                                                        | no command sing",
                "query --start-date 2025-10-01                               | --sql is needed",
                "query --sql x                                               | --start-date is needed",
                "query --sql                                                 | --sql needs a value",
                "query --sql x --sql y                                       | given twice",
                "query --sql=  --start-date 2025-10-01                       | statement is empty",
                "query --sql @none.sql --start-date 2025-10-01               | no file none.sql",
                "query --colour                                              | query has no option --colour",
                "query --json=yes                                            | takes no value",
                "query now                                                   | does not understand \"now\"",
                "query -- now                                                | no option --",
                "export --start-date 01.10.2025                              | a day such as 2025-10-01",
                "export --start-date 2025-10-32                              | a day such as 2025-10-01",
                "export --start-date 2025-10-02 --end-date 2025-10-01        | lies before the first",
                "export --start-date 2025-10-01 --category maps              | no category \"maps\"; there are activity",
                "export --start-date 2025-10-01 --category activity,         | no category \"\"",
                "export --start-date 2025-10-01 --format xml                 | no format \"xml\"",
                "demo --fast                                                 | demo has no option --fast",
            })
    void misuse_isOneLineAndExitCodeTwo(String words, String message) {
        assertThat(run(words.isBlank() ? new String[0] : words.strip().split(" +")))
                .isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("carto-activity: ")
                .contains(message)
                .endsWith("see carto-activity --help");
    }

    @Test
    void misuse_ofTheRealProgram_exitsWithTwo() {
        Program.in(home).run("query").failsWith(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "demo", "query", "export", "fake"})
    void help_isForPeople(String command) {
        assertThat(run((command + " --help").strip().split(" "))).isZero();
        String help = out.toString(StandardCharsets.UTF_8);
        assertThat(help).contains(command, "--help");
        assertThat(help.lines()).allMatch(line -> line.length() <= 100);
        assertThat(err.size()).isZero();
    }

    @Test
    void version_isTold() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).matches("carto-activity .+\\R");
    }

    private int run(String... words) {
        return CartoActivity.run(
                List.of(words),
                new Console(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false));
    }
}
