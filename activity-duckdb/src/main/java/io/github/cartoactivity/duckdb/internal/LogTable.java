package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.DatabaseException;
import io.github.cartoactivity.duckdb.LogContents;
import io.github.cartoactivity.model.ErrorDetails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A query log that is a table. */
public final class LogTable implements AutoCloseable {
    private final Engine engine;
    private final String catalog;
    private final Path file;
    private final LogContents contents;
    private final AtomicBoolean closed = new AtomicBoolean();

    LogTable(Engine engine, String catalog, Path file, LogContents contents) {
        this.engine = engine;
        this.catalog = catalog;
        this.file = file;
        this.contents = contents;
    }

    /**
     * Its name in statements.
     *
     * @return the name
     */
    public String name() {
        return catalog + ".queries";
    }

    /**
     * What it holds.
     *
     * @return counts
     */
    public LogContents contents() {
        return contents;
    }

    /** Removes it, unless its database is gone anyway. */
    @Override
    public void close() {
        if (engine.isClosed() || !closed.compareAndSet(false, true)) {
            return;
        }
        try (Session session = engine.session(engine.options().timeout())) {
            remove(session, catalog, file);
        }
    }

    static void remove(Session session, String catalog, Path file) {
        try {
            session.run("DETACH " + catalog);
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".wal"));
        } catch (SQLException | IOException e) {
            throw new DatabaseException(
                    ErrorDetails.of(
                            "A query log could not be let go: " + e.getMessage(),
                            "It goes when the database is closed"),
                    e);
        }
    }
}
