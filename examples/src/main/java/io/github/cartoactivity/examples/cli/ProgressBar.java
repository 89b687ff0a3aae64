package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.client.ExportProgress;
import io.github.cartoactivity.client.ProgressListener;
import io.github.cartoactivity.model.ExportCategory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells what an export does on one line of a terminal, which goes away with the last file. Thread-safe. */
final class ProgressBar implements ProgressListener {
    private static final int WIDTH = 24;

    private final Console console;

    ProgressBar(Console console) {
        this.console = console;
    }

    @Override
    public synchronized void exportProgress(ExportProgress now) {
        boolean done = now.jobsFinished() == now.jobs() && now.filesFinished() == now.files();
        console.redraw(done ? "" : line(now));
    }

    @Override
    public synchronized void rowsRead(ExportCategory category, long rows) {
        console.redraw(category.wireName() + ": " + Figures.count(rows, "row") + " read");
    }

    @Override
    public synchronized void rowsFinished(ExportCategory category, long rows) {
        console.redraw("");
    }

    @Override
    public synchronized void retrying(String what, int attempt, Duration wait) {
        console.note(what + ": attempt " + attempt + " in " + Figures.time(wait));
    }

    private static String line(ExportProgress now) {
        boolean known = now.jobsFinished() == now.jobs() && now.bytesAnnounced() > 0;
        int full = known ? (int) (WIDTH * now.bytes() / now.bytesAnnounced()) : 0;
        return "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] "
                + now.jobsFinished() + "/" + now.jobs() + " jobs, "
                + now.filesFinished() + "/" + now.files() + " files, "
                + Figures.bytes(now.bytes()) + ", " + time(now.elapsed(), now.remaining());
    }

    private static String time(Duration elapsed, @Nullable Duration remaining) {
        return remaining == null ? Figures.time(elapsed) : Figures.time(remaining) + " left";
    }
}
