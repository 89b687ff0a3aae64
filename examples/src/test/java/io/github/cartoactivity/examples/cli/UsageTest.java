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
                "query --sql x                                               | --start-date or --archive is needed",
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
                "report --output r.html                                      | --archive is needed",
                "report --archive a                                          | --output is needed",
                "report --archive a --output .                               | --output needs a file",
                "report --archive a --output r --start-date 2025             | --start-date needs a day",
                "demo --fast                                                 | demo has no option --fast",
                "query --sql @/ --start-date 2025-10-01                      | could not be read from /",
                "activity query --sql x                                      | what is \"carto activity query\" elsewhere",
                "qeury --sql x                                               | no command qeury; did you mean query?",
                "query --jsno                                                | did you mean --json?",
                "fake --                                                     | -- needs a command behind it",
                "report --archive a --output -                               | --output needs the name of a file",
                "prune --archive a                                           | --before is needed",
                "forget --archive a --forget-key b                           | --user-id is needed",
                "forget --archive a --user-id b                              | --forget-key is needed",
                "query --sql x --archive=                                    | --archive needs a name",
                "sync --start-date 2025-10-01                                | --archive is needed",
                "export --start-date 2025-10-01 --output-dir=                | --output-dir needs a name",
                "export --start-date 2025-10-01 --end-date 2099-01-02        | the last day, 2099-01-02, is not ready",
                "query --sql x --start-date 2025-10-01 --end-date 2099-01-02 | the newest day that CARTO has is 20",
                "export --start-date 2099-01-01                              | the first day, 2099-01-01, is not ready",
                "sync --archive x --start-date 2099-01-01                    | ready at 05:00 UTC on the next",
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
                .endsWith("; see carto-activity " + (isCommand(words) ? words.split(" ")[0] + " " : "") + "--help");
    }

    private static boolean isCommand(String words) {
        return words.matches("(demo|query|export|sync|report|verify|prune|forget|fake)\\b.*");
    }

    @Test
    void misuse_ofTheRealProgram_exitsWithTwo() {
        Program.in(home).run("query").failsWith(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "demo", "query", "export", "sync", "report", "verify", "prune", "forget", "fake"})
    void help_isForPeople(String command) {
        assertThat(run((command + " --help").strip().split(" "))).isZero();
        String help = out.toString(StandardCharsets.UTF_8);
        assertThat(help).contains(command, "--help");
        assertThat(help.lines()).allMatch(line -> line.length() <= 100);
        assertThat(err.size()).isZero();
    }

    @Test
    void help_ofQuery_hasAllColumnsOfAllTables() {
        run("query", "--help");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsPattern("(?m)^  apiUsage .*quota_usage_weight, map_id, workflow_id$")
                .containsPattern(
                        "(?m)^  events .*user_id, map_id, workflow_id, connection_id, provider, status, error$")
                .contains("--allow-files");
    }

    @Test
    void helpOfACommand_isFoundInOtherWays() {
        run("query", "--help");
        String help = out.toString(StandardCharsets.UTF_8);
        out.reset();
        assertThat(run("help", "query")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(help);
        out.reset();
        assertThat(run("query", "--help", "extra")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(help);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void version_isTold(String word) {
        assertThat(run(word)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).matches("carto-activity .+\\R");
    }

    private int run(String... words) {
        return CartoActivity.run(
                List.of(words),
                new Console(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        false,
                        Account::fromEnvironment),
                new Stop());
    }
}
