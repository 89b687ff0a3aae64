package io.github.cartoactivity.duckdb.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StatementWatchTest {

    @Test
    void end_callThatHasJustBegun_isCancelledUntilItEnds() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch cancels = new CountDownLatch(3);
        CompletableFuture<Boolean> stopped = new CompletableFuture<>();
        StatementWatch watch = new StatementWatch(Duration.ofMinutes(1), 0);
        Thread caller = new Thread(() -> stopped.complete(call(watch, begun, cancels)));
        caller.start();
        begun.await();

        watch.end();

        assertThat(cancels.getCount()).isZero();
        assertThat(watch.stopped()).hasValue(StatementWatch.Stop.CLOSED);
        assertThat(stopped.get(20, TimeUnit.SECONDS)).isTrue();
        caller.join();
    }

    @Test
    void end_nothingInProgress_stopsNothing() {
        StatementWatch watch = new StatementWatch(Duration.ofMinutes(1), 0);

        watch.end();

        assertThat(watch.stopped()).isEmpty();
    }

    private static boolean call(StatementWatch watch, CountDownLatch begun, CountDownLatch cancels) {
        try {
            return watch.call(forgetful(cancels), () -> {
                begun.countDown();
                return await(cancels);
            });
        } catch (SQLException e) {
            return false;
        }
    }

    private static boolean await(CountDownLatch cancels) {
        try {
            return cancels.await(8, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Like DuckDB's, which forgets what comes before it has begun. */
    private static Statement forgetful(CountDownLatch cancels) {
        return (Statement) Proxy.newProxyInstance(
                StatementWatchTest.class.getClassLoader(),
                new Class<?>[] {Statement.class},
                (proxy, method, arguments) -> {
                    cancels.countDown();
                    return null;
                });
    }
}
