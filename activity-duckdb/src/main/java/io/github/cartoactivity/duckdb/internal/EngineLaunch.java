package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.DatabaseException;
import io.github.cartoactivity.duckdb.DatabaseOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A DuckDB that starts on a thread of its own, while the caller looks at what it is to be filled with. */
public final class EngineLaunch {
    private final CompletableFuture<Engine> engine = new CompletableFuture<>();

    private EngineLaunch() {}

    /**
     * Begins to start an empty instance.
     *
     * @param options where and how large
     * @return the start, to be ended with {@link #engine()} or {@link #abandon(Throwable)}
     */
    public static EngineLaunch begin(DatabaseOptions options) {
        EngineLaunch launch = new EngineLaunch();
        Thread thread = new Thread(() -> launch.start(options), "carto-activity-duckdb-start");
        thread.setDaemon(true);
        thread.start();
        return launch;
    }

    private void start(DatabaseOptions options) {
        try {
            engine.complete(Engine.start(options));
        } catch (RuntimeException | Error e) {
            engine.completeExceptionally(e);
        }
    }

    /**
     * Waits until it has started. That takes milliseconds, so an interruption is left to what comes next.
     *
     * @return the instance, to be closed
     * @throws DatabaseException if DuckDB cannot be started
     */
    public Engine engine() {
        try {
            return engine.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            if (e.getCause() instanceof Error problem) {
                throw problem;
            }
            throw e;
        }
    }

    /**
     * Closes what was started, because there is nothing to fill it with.
     *
     * @param reason gets what goes wrong with that
     */
    public void abandon(Throwable reason) {
        try {
            engine().close();
        } catch (RuntimeException | Error e) {
            reason.addSuppressed(e);
        }
    }
}
