package io.github.cartoactivity.duckdb.internal;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.duckdb.DuckDBConnection;

/**
 * Tables that are made before the first script that may ask for them, so that opening an archive does not wait for them.
 * A script asks for them only if it has their word in it, whatever is done with it, so that the word alone decides. For
 * use by many threads.
 */
final class DeferredTables {
    private final String word;
    private final List<String> statements;
    private boolean made;

    /**
     * Tables to be made later.
     *
     * @param word what is in every script that could use them, in lower case
     * @param statements what makes them, all or nothing
     */
    DeferredTables(String word, List<String> statements) {
        this.word = word;
        this.statements = List.copyOf(statements);
    }

    /**
     * Makes the tables if the script needs them and they are not there. What goes wrong shows when the script is run.
     *
     * @param connections opens a connection to the database
     * @param script statements of a caller
     */
    synchronized void before(Connections connections, String script) {
        if (made || !script.toLowerCase(Locale.ROOT).contains(word)) {
            return;
        }
        made = true;
        try (DuckDBConnection connection = connections.open();
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
            for (String sql : statements) {
                statement.execute(sql);
            }
            statement.execute("COMMIT");
        } catch (SQLException e) {
            made = false;
        }
    }

    /** Opens connections to the database. */
    @FunctionalInterface
    interface Connections {
        DuckDBConnection open() throws SQLException;
    }
}
