package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.duckdb.QueryCancelledException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ends the command when the process is told to stop, by Ctrl-C for example. */
final class Stop {
    /** What a shell reports of a program that Ctrl-C has ended. */
    static final int EXIT_CODE = 130;

    private static final int SECONDS = 5;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean asked;

    /** From now on the command is interrupted then, and has a moment to tidy up. */
    void watch(Thread command) {
        Runnable stop = () -> {
            asked = true;
            command.interrupt();
            try {
                ended.await(SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "carto-activity-stop"));
    }

    /** The command has ended, by itself or not. */
    void end() {
        ended.countDown();
    }

    /** Whether this is how a command ends that was told to stop: whatever it throws then, for no other reason. */
    boolean isBehind(Exception thrown) {
        return asked || isInterruption(thrown);
    }

    private static boolean isInterruption(@Nullable Throwable thrown) {
        return thrown != null
                && (thrown instanceof InterruptedException
                        || thrown instanceof CancellationException
                        || thrown instanceof ClosedByInterruptException
                        || thrown instanceof QueryCancelledException
                        || isInterruption(thrown.getCause()));
    }
}
