package io.github.cartoactivity.testing;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Holds replies back until the test opens it, see {@link WireFault.Held}; so a test can have many requests in flight at
 * once without any sleeping. Thread-safe; once open, it stays open.
 */
public final class Gate {
    private final CountDownLatch opened = new CountDownLatch(1);
    private final Semaphore arrivals = new Semaphore(0);

    /** A closed gate. */
    public Gate() {}

    /** Lets all replies pass that wait now or come later. */
    public void open() {
        opened.countDown();
    }

    /**
     * Waits until replies have come to the gate; those counted in an earlier call do not count again.
     *
     * @param count how many
     * @param atMost how long to wait
     * @return false when the time was over first
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public boolean awaitArrivals(int count, Duration atMost) throws InterruptedException {
        return arrivals.tryAcquire(count, atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Comes to the gate and waits until it is open.
     *
     * @throws InterruptedException if the server is closed meanwhile
     */
    public void pass() throws InterruptedException {
        arrivals.release();
        opened.await();
    }
}
