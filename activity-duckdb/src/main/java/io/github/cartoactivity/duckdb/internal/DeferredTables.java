package io.github.cartoactivity.duckdb.internal;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.duckdb.DuckDBConnection;

/**
 * Tables that are made before the first script that may ask for them, so that opening an archive does not wait for them.
 * A script asks for them only if it has their word in it, whatever is done with it, so that the word alone decides. For
 * use by many threads.
 */
final class DeferredTables {
    /** What a script finds where they could not be made. */
    enum Otherwise {
        /** Nothing, so the next script has to try again. */
        NOTHING,
        /** Views of their names, which are slower. They are left alone once making the tables has failed or taken too long. */
        VIEWS
    }

    private final String word;
    private final Otherwise otherwise;
    private final Supplier<List<String>> statements;
    private final Lock making = new ReentrantLock();
    private volatile boolean settled;

    /**
     * Tables to be made later.
     *
     * @param word what is in every script that could use them, in lower case
     * @param otherwise what there is without them
     * @param statements tells what makes them, all or nothing
     */
    DeferredTables(String word, Otherwise otherwise, Supplier<List<String>> statements) {
        this.word = word;
        this.otherwise = otherwise;
        this.statements = statements;
    }

    /**
     * Makes the tables if the script needs them and they are not there. What goes wrong shows when the script is run.
     *
     * @param connections opens a connection to the database
     * @param script statements of a caller
     * @param watch may stop it, as it may the script, whose time it takes; where there are views, half of it at most
     */
    void before(Connections connections, String script, StatementWatch watch) {
        if (settled || !script.toLowerCase(Locale.ROOT).contains(word)) {
            return;
        }
        long start = System.nanoTime();
        try {
            boolean isFree = making.tryLock(watch.remaining(), TimeUnit.NANOSECONDS);
            watch.spend(System.nanoTime() - start);
            if (!isFree) {
                watch.stop(StatementWatch.Stop.TIMEOUT);
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            settled = settled || make(connections, watch);
        } finally {
            making.unlock();
        }
    }

    /** Whether there is nothing left to try. */
    private boolean make(Connections connections, StatementWatch watch) {
        Duration most = Duration.ofNanos(otherwise == Otherwise.VIEWS ? watch.remaining() / 2 : watch.remaining());
        try (DuckDBConnection connection = connections.open();
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            for (String sql : statements.get()) {
                watch.callFor(most, statement, () -> statement.execute(sql));
            }
            statement.execute("COMMIT");
            return true;
        } catch (SQLException e) {
            return otherwise == Otherwise.VIEWS && watch.stopped().isEmpty();
        }
    }

    /** Opens connections to the database. */
    @FunctionalInterface
    interface Connections {
        DuckDBConnection open() throws SQLException;
    }
}
