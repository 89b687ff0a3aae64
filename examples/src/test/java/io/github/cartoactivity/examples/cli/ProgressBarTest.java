package io.github.cartoactivity.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.ExportProgress;
import io.github.cartoactivity.model.ExportCategory;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressBarTest {
    private static final String REDRAW = "\r\033[K";

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private ProgressBar bar;

    private Console console(boolean isTerminal) {
        return new Console(
                InputStream.nullInputStream(),
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                isTerminal,
                false,
                Account::fromEnvironment);
    }

    @BeforeEach
    void draw() {
        bar = new ProgressBar(console(true));
    }

    private String drawn() {
        String text = err.toString(StandardCharsets.UTF_8);
        err.reset();
        return text;
    }

    @Test
    void bar_growsWithTheBytes_andGoesAwayAtTheEnd() {
        bar.exportProgress(progress(1, 2, 1, null));
        assertThat(drawn()).startsWith(REDRAW + "[" + "-".repeat(24) + "] 1/2 jobs, 1/4 files, ");
        bar.exportProgress(progress(2, 2, 2, Duration.ofSeconds(3)));
        assertThat(drawn())
                .startsWith(REDRAW + "[" + "#".repeat(12) + "-".repeat(12) + "] 2/2 jobs, 2/4 files, ")
                .endsWith("3.00 s left");
        bar.exportProgress(progress(2, 2, 4, Duration.ZERO));
        assertThat(drawn()).isEqualTo(REDRAW);
    }

    @Test
    void rows_areCounted_andTheLineGoesAwayWithTheLastOne() {
        bar.rowsRead(ExportCategory.ACTIVITY, 20_000);
        assertThat(drawn()).isEqualTo(REDRAW + "activity: 20,000 rows read");
        bar.rowsFinished(ExportCategory.ACTIVITY, 20_500);
        assertThat(drawn()).isEqualTo(REDRAW);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void terminal_hasABar_andEverythingElsePlainLines(boolean isTerminal) {
        Console console = console(isTerminal);
        assertThat(console.progress()).isInstanceOf(isTerminal ? ProgressBar.class : ProgressLines.class);
        console.progress().exportProgress(progress(1, 2, 1, null));
        assertThat(drawn().contains("\033")).isEqualTo(isTerminal);
    }

    private static ExportProgress progress(int jobsFinished, int jobs, int filesFinished, Duration remaining) {
        return new ExportProgress(
                jobs, jobsFinished, 4, filesFinished, 5_000_000, 10_000_000, 0, Duration.ofSeconds(3), remaining);
    }
}
