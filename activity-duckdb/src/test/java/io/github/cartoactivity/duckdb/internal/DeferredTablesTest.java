package io.github.cartoactivity.duckdb.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.duckdb.internal.DeferredTables.Otherwise;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeferredTablesTest {
    private DuckDBConnection root;

    @BeforeEach
    void start() throws SQLException {
        root = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
        run("CREATE VIEW apiUsage AS SELECT 1 AS amount");
    }

    @AfterEach
    void end() throws SQLException {
        root.close();
    }

    @Test
    void before_scriptWithoutTheWord_makesNothing() throws SQLException {
        before(copy("CREATE TABLE apiUsage AS SELECT 2 AS amount"), "SELECT count(*) FROM activity");

        assertThat(amount()).isEqualTo(1);
    }

    @Test
    void before_scriptWithTheWordInAnyLetters_makesTheTablesOnce() throws SQLException {
        DeferredTables tables = copy("CREATE TABLE apiUsage AS SELECT 2 AS amount");

        before(tables, "SELECT 1; SELECT * FROM \"APIUSAGE\"");
        run("UPDATE apiUsage SET amount = 3");
        before(tables, "SELECT * FROM apiUsage");

        assertThat(amount()).isEqualTo(3);
    }

    @Test
    void before_whatCannotBeMade_leavesWhatWasThere() throws SQLException {
        before(copy("CREATE TABLE apiUsage AS SELECT * FROM nowhere"), "SELECT * FROM apiUsage");

        assertThat(amount()).isEqualTo(1);
    }

    @Test
    void before_scriptWhoseTimeIsUp_leavesItToTheNextOne() throws SQLException {
        DeferredTables tables = copy("CREATE TABLE apiUsage AS SELECT 2 AS amount");

        tables.before(root::duplicate, "SELECT * FROM apiUsage", new StatementWatch(Duration.ZERO, 0));
        assertThat(amount()).isEqualTo(1);

        before(tables, "SELECT * FROM apiUsage");
        assertThat(amount()).isEqualTo(2);
    }

    @Test
    void before_callerIsInterrupted_leavesItToTheNextOne() throws SQLException {
        DeferredTables tables = copy("CREATE TABLE apiUsage AS SELECT 2 AS amount");

        Thread.currentThread().interrupt();
        before(tables, "SELECT * FROM apiUsage");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(amount()).isEqualTo(1);
    }

    @Test
    void before_whatTakesTooLong_leavesTheScriptHalfItsTimeAndTheView() throws SQLException {
        DeferredTables tables = copy(
                "CREATE TABLE apiUsage AS SELECT count(*) AS amount FROM range(1000000000000) WHERE hash(range) = 7");
        StatementWatch watch = new StatementWatch(Duration.ofSeconds(1), 0);
        try (Watchdog watchdog = new Watchdog()) {
            watchdog.add(watch);

            tables.before(root::duplicate, "SELECT * FROM apiUsage", watch);
            watchdog.remove(watch);
        }
        assertThat(watch.stopped()).isEmpty();
        assertThat(watch.remaining()).isPositive();
        assertThat(amount()).isEqualTo(1);
    }

    @Test
    void before_whatCouldNotBeMade_isTriedAgainOnlyWhereNothingStandsInItsPlace() throws SQLException {
        List<String> create = List.of("CREATE TABLE made AS SELECT * FROM missing");
        DeferredTables needed = new DeferredTables("apiusage", Otherwise.NOTHING, () -> create);
        DeferredTables better = copy("CREATE TABLE apiUsage AS SELECT * FROM missing");
        before(needed, "SELECT * FROM apiUsage");
        before(better, "SELECT * FROM apiUsage");

        run("CREATE TABLE missing AS SELECT 2 AS amount");
        before(needed, "SELECT * FROM apiUsage");
        before(better, "SELECT * FROM apiUsage");

        run("SELECT * FROM made");
        assertThat(amount()).isEqualTo(1);
    }

    private void before(DeferredTables tables, String script) {
        tables.before(root::duplicate, script, new StatementWatch(Duration.ofMinutes(1), 0));
    }

    private static DeferredTables copy(String create) {
        return new DeferredTables("apiusage", Otherwise.VIEWS, () -> List.of("DROP VIEW apiUsage", create));
    }

    private int amount() throws SQLException {
        try (Connection connection = root.duplicate();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT amount FROM apiUsage")) {
            assertThat(result.next()).isTrue();
            return result.getInt(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = root.createStatement()) {
            statement.execute(sql);
        }
    }
}
