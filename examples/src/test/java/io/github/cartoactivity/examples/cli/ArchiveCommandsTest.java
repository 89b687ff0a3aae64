package io.github.cartoactivity.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.examples.cli.Program.Outcome;
import io.github.cartoactivity.testing.FakeCarto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands do with an archive that is there, or is not. */
class ArchiveCommandsTest {
    private static final String COUNT = "SELECT COUNT(*) FROM activity";

    @TempDir
    Path home;

    private FakeCarto carto;
    private InThisJvm program;
    private Path archive;

    @BeforeEach
    void start() {
        carto = Fakes.carto().start();
        program = InThisJvm.with(carto, home.resolve("cache"));
        archive = home.resolve("archive");
    }

    @AfterEach
    void stop() {
        carto.close();
    }

    @Test
    void directoryThatIsNoArchive_isAnErrorOfAllThatRead() throws IOException {
        Path output = home.resolve("page.html");
        Path documents = Files.createDirectory(home.resolve("documents"));
        Files.writeString(documents.resolve("letter.txt"), "Dear all");
        Path empty = Files.createDirectory(home.resolve("empty"));
        for (Path none : List.of(documents, empty)) {
            archive = none;
            for (Outcome outcome : List.of(
                    run("query", "--sql", COUNT, "--json"),
                    run("report", "--output", output.toString()),
                    run("verify"),
                    run("prune", "--before", "2025-10-03"))) {
                assertThat(outcome.failsWith(1).err())
                        .contains("There is no archive", none.toString())
                        .hasLineCount(1);
            }
        }
        assertThat(output).doesNotExist();
    }

    @Test
    void archiveWithoutADay_isAnErrorOfAllThatRead() throws IOException {
        Files.createFile(Files.createDirectory(archive).resolve(".lock"));
        assertThat(run("query", "--sql", COUNT, "--json").failsWith(1).err())
                .contains("There is no day in the archive");
        assertThat(run("report", "--output", home.resolve("page.html").toString())
                        .failsWith(1)
                        .err())
                .contains("There is no day in the archive");
    }

    @Test
    void sync_beginsNoArchiveAmongOtherThings() throws IOException {
        Files.writeString(Files.createDirectory(archive).resolve("letter.txt"), "Dear all");
        assertThat(sync("2025-10-01", "2025-10-01").failsWith(1).err()).contains("holds other things, and no archive");
        assertThat(archive.toFile().list()).containsExactly("letter.txt");
        Files.move(archive.resolve("letter.txt"), archive.resolve(".letter.txt"));
        sync("2025-10-01", "2025-10-01").isDone();
        sync("2025-10-01", "2025-10-02").isDone();
    }

    @Test
    void daysThatAreMissing_areSaidBesideTheAnswer() throws IOException {
        sync("2025-10-01", "2025-10-04").isDone();
        Outcome partly = run(
                        "query", "--sql", COUNT, "--json", "--start-date", "2025-09-29", "--end-date", "2025-10-02")
                .isDone();
        assertThat(partly.err()).isEqualTo("2 of 4 days are not in the archive: from 2025-09-29 to 2025-09-30\n");
        assertThat(run("query", "--sql", COUNT, "--json").isDone().err()).isEmpty();
        Files.delete(archive.resolve("apiUsage/day=2025-10-02/data.parquet"));
        assertThat(run("query", "--sql", COUNT, "--json").isDone().err())
                .isEqualTo("1 of 4 days is not in apiUsage: 2025-10-02\n");
    }

    @Test
    void verify_namesWhatIsDamagedMissingOrForeign() throws IOException {
        sync("2025-10-01", "2025-10-04").isDone();
        Files.writeString(archive.resolve("letter.txt"), "Dear all");
        assertThat(run("verify").isDone().out())
                .startsWith("foreign  letter.txt\n")
                .endsWith(": nothing is damaged, nothing is missing\n");
        Path day = archive.resolve("activity/day=2025-10-02/data.parquet");
        byte[] bytes = Files.readAllBytes(day);
        bytes[bytes.length / 2] ^= 1;
        Files.write(day, bytes);
        Files.delete(archive.resolve("apiUsage/day=2025-10-03/data.parquet"));
        Outcome outcome = run("verify");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .contains(
                        "damaged  activity/day=2025-10-02/data.parquet\n",
                        "missing  apiUsage/day=2025-10-03/data.parquet\n");
        assertThat(outcome.err())
                .contains("1 damaged, 1 missing", "sync --verify")
                .hasLineCount(1);
        assertThat(run("verify", "--start-date", "2025-10-01", "--end-date", "2025-10-05")
                        .out())
                .contains("missing  activity/day=2025-10-05/data.parquet\n");
    }

    @Test
    void prune_tellsFirst_andRemovesWhenTold() {
        sync("2025-10-01", "2025-10-04").isDone();
        Outcome told = run("prune", "--before", "2025-10-03").isDone();
        assertThat(told.out()).startsWith("would remove 2 days from 2025-10-01 to 2025-10-02, ");
        assertThat(told.err()).contains("--remove");
        assertThat(archive.resolve("activity/day=2025-10-01")).exists();
        assertThat(run("prune", "--before", "2025-10-03", "--remove").isDone().out())
                .startsWith("removed 2 days from 2025-10-01 to 2025-10-02, ");
        assertThat(archive.resolve("activity").toFile().list())
                .containsExactlyInAnyOrder("day=2025-10-03", "day=2025-10-04");
        assertThat(run("prune", "--before", "2025-10-03", "--remove").isDone().out())
                .startsWith("removed 0 days, ");
    }

    @Test
    void forget_putsAPseudonymInThePlaceOfAPerson() throws IOException {
        sync("2025-10-01", "2025-10-04").isDone();
        Path key = Files.writeString(home.resolve("key"), "sixteen bytes or more");
        String user = run("query", "--csv", "--sql", "SELECT user_id FROM events WHERE user_id <> 'public' LIMIT 1")
                .isDone()
                .out()
                .lines()
                .skip(1)
                .findFirst()
                .orElseThrow();
        assertThat(run("forget", "--user-id", "ann@example.com", "--forget-key", key.toString())
                        .failsWith(1)
                        .err())
                .contains("nobody was found by this id");
        assertThat(run("forget", "--user-id", " ", "--forget-key", key.toString())
                        .failsWith(2)
                        .err())
                .contains("--user-id needs an id");
        assertThat(run("forget", "--user-id", user, "--forget-key", "nofile")
                        .failsWith(2)
                        .err())
                .contains("--forget-key names a file that is not there, nofile");
        assertThat(run("forget", "--user-id", user, "--forget-key", key.toString())
                        .isDone()
                        .out())
                .startsWith("forgotten as anon-")
                .doesNotContain(user);
        assertThat(run("query", "--json", "--sql", "SELECT 1 AS one FROM events WHERE data LIKE '%" + user + "%'")
                        .isDone()
                        .out())
                .isEqualTo("[]\n");
    }

    @Test
    void values_areWholeWhereNobodyReadsThemOnATerminal_andCsvIsCsv() {
        sync("2025-10-01", "2025-10-01").isDone();
        String sql = "SELECT repeat('x', 100) AS long, NULL AS nothing";
        assertThat(run("query", "--sql", sql).isDone().out()).contains("x".repeat(100));
        assertThat(run("query", "--sql", sql, "--csv").isDone().out())
                .isEqualToNormalizingNewlines("long,nothing\n" + "x".repeat(100) + ",\n");
        run("query", "--sql", sql, "--csv", "--json").failsWith(2);
    }

    @Test
    void cancelledCommand_saysSo_andWhatASyncHasKept() {
        sync("2025-10-01", "2025-10-02").isDone();
        Thread.currentThread().interrupt();
        assertThat(sync("2025-10-01", "2025-10-04").failsWith(130).err())
                .isEqualTo(
                        "carto-activity: cancelled; the archive has 2 days of activity and 2 of apiUsage, and the next"
                                + " sync goes on from there\n");
        Thread.currentThread().interrupt();
        assertThat(run("query", "--sql", COUNT).failsWith(130).err()).isEqualTo("carto-activity: cancelled\n");
        assertThat(Thread.interrupted()).isFalse();
        run("verify").isDone(); // What there was no time to read is not taken for damaged.
    }

    private Outcome sync(String first, String last) {
        return run("sync", "--start-date", first, "--end-date", last);
    }

    private Outcome run(String command, String... more) {
        List<String> words = new ArrayList<>(List.of(command, "--archive", archive.toString()));
        words.addAll(List.of(more));
        return program.run(words, "");
    }
}
