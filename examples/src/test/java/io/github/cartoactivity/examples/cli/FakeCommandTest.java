package io.github.cartoactivity.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.examples.cli.Program.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FakeCommandTest {
    @TempDir
    Path home;

    @Test
    void command_seesTheFake_andItsExitCodeIsOurs() {
        Outcome outcome = Program.in(home).run("fake", "--", "sh", "-c", "echo $CARTO_AUTH_URL; exit 3");
        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.out()).matches("http://127\\.0\\.0\\.1:[0-9]+/.*\\R");
    }

    @Test
    void cacheOfTheFake_isItsOwn_andGoesWithIt() {
        Program program = Program.in(home);
        String cache = program.run(
                        "fake", "--", "sh", "-c", "test -d $CARTO_ACTIVITY_CACHE && echo $CARTO_ACTIVITY_CACHE")
                .isDone()
                .out()
                .strip();
        assertThat(Path.of(cache)).startsWithRaw(program.temporary()).doesNotExist();
        assertThat(program.cache()).doesNotExist();
    }

    @Test
    void commandThatIsNotThere_isSaid() {
        Outcome outcome = Program.in(home).run("fake", "--", "no-such-command").failsWith(127);
        assertThat(outcome.err().lines()).singleElement().asString().contains("Could not run no-such-command");
    }

    @Test
    void nothingBehindTheDashes_isMisuse() {
        assertThat(Program.in(home).run("fake", "--").failsWith(2).err()).contains("-- needs a command");
    }

    @Test
    void demo_tellsTheTruthOn80Columns_andLeavesNothing() {
        Program program = Program.in(home);
        Outcome outcome = program.run("demo").isDone();
        assertThat(outcome.out())
                .contains("FETCHED", "2 jobs", "TABLES", "activity", "apiUsage", "userList", "groupList")
                .contains("1. ", "2. ", "3. ", "4. ", "5. ", "@")
                .contains("left nothing behind");
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(outcome.err()).isEmpty();
        assertThat(program.temporary()).isEmptyDirectory();
        assertThat(program.workingDirectory()).isEmptyDirectory();
        assertThat(program.cache()).doesNotExist();
    }
}
