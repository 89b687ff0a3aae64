package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.client.ProgressListener;
import io.github.cartoactivity.examples.cli.StandardOutput.BrokenException;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * What surrounds a command: where it reads and writes, always in UTF-8, and who asks.
 *
 * @param in standard input
 * @param out answers
 * @param err everything else: progress, notes, errors
 * @param isTerminal whether somebody watches standard error on a terminal
 * @param isScreen whether answers go to a terminal, and not to a file or another program
 * @param accounts finds out who asks, for commands that need to know
 */
record Console(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean isTerminal,
        boolean isScreen,
        Supplier<Account> accounts) {
    private static final int BUFFER = 1 << 16;

    static Console ofProcess() {
        return new Console(
                System.in,
                new PrintStream(new BufferedOutputStream(new StandardOutput(), BUFFER), false, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                Boolean.getBoolean("carto.activity.terminal"),
                Boolean.getBoolean("carto.activity.screen"),
                Account::fromEnvironment);
    }

    /** What tells how far an export is, in the way that suits standard error. */
    ProgressListener progress() {
        return isTerminal ? new ProgressBar(this) : new ProgressLines(this, System::nanoTime);
    }

    /** Draws a line over the one that was drawn before. */
    void redraw(String line) {
        err.print("\r\033[K" + line);
        err.flush();
    }

    /** Says something beside the answers so far; wipes away a progress bar that stands there. */
    void note(String line) {
        try {
            out.flush();
        } catch (BrokenException e) {
            // Whoever prints the next answer, or ends the command, hears of it again.
        }
        err.println(isTerminal ? "\r\033[K" + line : line);
    }
}
