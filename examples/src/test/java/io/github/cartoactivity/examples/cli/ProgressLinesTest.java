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
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
    private final ProgressLines lines = new ProgressLines(
            new Console(
                    InputStream.nullInputStream(),
                    new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    false,
                    false,
                    Account::fromEnvironment),
            nanos::get);

    @Test
    void longExport_hasALineEveryTenSeconds_andItsLastStateAtTheEnd() {
        for (int second = 0; second < 25; second++) {
            for (int part = 0; part < 10; part++) {
                lines.exportProgress(progress(7, 2, 6, second / 10));
            }
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        }
        lines.exportProgress(progress(7, 7, 1, 2));
        lines.exportProgress(progress(7, 7, 1, 2));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("""
                2 of 7 jobs done, 1 of 6 files, 1.5 MB, 1 request sent again
                2 of 7 jobs done, 1 of 6 files, 1.5 MB, 2 requests sent again
                7 of 7 jobs done, 1 of 1 file, 1.5 MB, 2 requests sent again
                """);
    }

    @Test
    void shortExport_isNotTold() {
        lines.exportProgress(progress(2, 0, 0, 0));
        nanos.addAndGet(Duration.ofSeconds(9).toNanos());
        lines.exportProgress(progress(2, 1, 3, 0));
        lines.exportProgress(progress(2, 2, 1, 0));
        assertThat(err.size()).isZero();
    }

    @Test
    void rowsOfALongFile_haveALineEveryTenSeconds() {
        for (int second = 0; second < 15; second++) {
            lines.rowsRead(ExportCategory.ACTIVITY, 10_000L * (second + 1));
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        }
        lines.rowsFinished(ExportCategory.ACTIVITY, 155_000);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("activity: 110,000 rows read\n");
    }

    @Test
    void manyRetries_areOneLine() {
        for (int file = 0; file < 50; file++) {
            lines.retrying("GET file " + file, 2, Duration.ofSeconds(1));
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("GET file 0: attempt 2 in 1.00 s\n");
    }

    private static ExportProgress progress(int jobs, int jobsFinished, int files, int retries) {
        return new ExportProgress(
                jobs, jobsFinished, files, 1, 1_500_000, 9_000_000, retries, Duration.ofSeconds(3), null);
    }
}
