package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.client.ExportProgress;
import io.github.cartoactivity.client.ProgressListener;
import io.github.cartoactivity.model.ExportCategory;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells where an export stands on plain lines, for logs: one now and then, and one at the end of what took so long that
 * there were any. Thread-safe.
 */
final class ProgressLines implements ProgressListener {
    private static final long PAUSE = Duration.ofSeconds(10).toNanos();

    private final Console console;
    private final Pause progress;
    private final Pause retries;
    private boolean told;

    /**
     * Lines for a console.
     *
     * @param console where they go
     * @param nanos tells the time, as {@link System#nanoTime()} does
     */
    ProgressLines(Console console, LongSupplier nanos) {
        this.console = console;
        this.progress = new Pause(nanos, PAUSE);
        this.retries = new Pause(nanos, 0);
    }

    @Override
    public synchronized void exportProgress(ExportProgress now) {
        boolean done = now.jobsFinished() == now.jobs() && now.filesFinished() == now.files();
        if (done ? told : progress.isOver()) {
            told = !done;
            console.note(now.jobsFinished() + " of " + Figures.count(now.jobs(), "job") + " done"
                    + (now.files() == 0 ? "" : ", " + files(now))
                    + (now.retries() == 0 ? "" : ", " + Figures.count(now.retries(), "request") + " sent again"));
        }
    }

    private static String files(ExportProgress now) {
        return now.filesFinished() + " of " + Figures.count(now.files(), "file") + ", " + Figures.bytes(now.bytes());
    }

    @Override
    public synchronized void rowsRead(ExportCategory category, long rows) {
        if (progress.isOver()) {
            console.note(category.wireName() + ": " + Figures.count(rows, "row") + " read");
        }
    }

    @Override
    public synchronized void retrying(String what, int attempt, Duration wait) {
        if (retries.isOver()) {
            console.note(what + ": attempt " + attempt + " in " + Figures.time(wait));
        }
    }

    /** The time that has to pass before a line of a kind. */
    private static final class Pause {
        private final LongSupplier nanos;
        private long end;

        Pause(LongSupplier nanos, long first) {
            this.nanos = nanos;
            this.end = nanos.getAsLong() + first;
        }

        boolean isOver() {
            long now = nanos.getAsLong();
            if (now - end < 0) {
                return false;
            }
            end = now + PAUSE;
            return true;
        }
    }
}
