package io.github.cartoactivity.duckdb.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchdogTest {

    @Test
    void remove_callThatHasJustBegun_isCancelledUntilItEnds() throws SQLException {
        CountDownLatch cancels = new CountDownLatch(3);
        Statement forgetful = statement(cancels);
        StatementWatch watch = new StatementWatch(Duration.ofMinutes(1), 0);
        try (Watchdog watchdog = new Watchdog()) {
            watchdog.add(watch);

            boolean isStopped = watch.call(forgetful, () -> {
                watchdog.remove(watch);
                return await(cancels);
            });

            assertThat(isStopped).isTrue();
            assertThat(watch.isOver()).isTrue();
            assertThat(watch.stopped()).hasValue(StatementWatch.Stop.CLOSED);
        }
    }

    private static boolean await(CountDownLatch cancels) {
        try {
            return cancels.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Like DuckDB's, which forgets what comes before it has begun. */
    private static Statement statement(CountDownLatch cancels) {
        return (Statement) Proxy.newProxyInstance(
                WatchdogTest.class.getClassLoader(), new Class<?>[] {Statement.class}, (proxy, method, arguments) -> {
                    cancels.countDown();
                    return null;
                });
    }
}
