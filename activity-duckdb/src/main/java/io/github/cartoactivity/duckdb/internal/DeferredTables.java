package io.github.cartoactivity.duckdb.internal;

import java.sql.SQLException;
import java.sql.Statement;
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
    private final String word;
    private final Supplier<List<String>> statements;
    private final Lock making = new ReentrantLock();
    private volatile boolean made;

    /**
     * Tables to be made later.
     *
     * @param word what is in every script that could use them, in lower case
     * @param statements tells what makes them, all or nothing
     */
    DeferredTables(String word, Supplier<List<String>> statements) {
        this.word = word;
        this.statements = statements;
    }

    /**
     * Makes the tables if the script needs them and they are not there. What goes wrong shows when the script is run.
     *
     * @param connections opens a connection to the database
     * @param script statements of a caller
     * @param watch may stop it, as it may the script
     */
    void before(Connections connections, String script, StatementWatch watch) {
        if (made || !script.toLowerCase(Locale.ROOT).contains(word)) {
            return;
        }
        try {
            if (making.tryLock(watch.remaining(), TimeUnit.NANOSECONDS)) {
                try {
                    made = made || make(connections, watch);
                } finally {
                    making.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean make(Connections connections, StatementWatch watch) {
        try (DuckDBConnection connection = connections.open();
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            for (String sql : statements.get()) {
                watch.call(statement, () -> statement.execute(sql));
            }
            statement.execute("COMMIT");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Opens connections to the database. */
    @FunctionalInterface
    interface Connections {
        DuckDBConnection open() throws SQLException;
    }
}
