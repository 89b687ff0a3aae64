package io.github.cartoactivity.client;

import java.lang.reflect.Method;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The threads behind one client. Ends those that it made, and leaves alone those that it was given. */
final class ClientThreads implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int LOOK_UPS = 4;
    private static final long IDLE_SECONDS = 10;

    private final Executor own;
    private final Executor executor;
    private final Executor lookUps;
    private final ScheduledExecutorService timer;
    private @Nullable HttpClient httpClient;
    private final List<Runnable> endings = new ArrayList<>();

    ClientThreads(
            @Nullable Executor givenExecutor,
            @Nullable HttpClient givenHttpClient,
            Function<Executor, HttpClient> newHttpClient) {
        String name = "carto-activity-" + NUMBER.incrementAndGet();
        timer = timer(name + "-timer");
        endings.add(timer::shutdownNow);
        own = ownExecutor(name);
        executor = givenExecutor == null ? own : givenExecutor;
        lookUps = lookUps(name + "-names");
        httpClient = givenHttpClient == null ? ownHttpClient(newHttpClient.apply(executor)) : givenHttpClient;
    }

    private Executor ownExecutor(String name) {
        ExecutorService own = Executors.newCachedThreadPool(daemons(name));
        endings.add(own::shutdown);
        return own;
    }

    private Executor lookUps(String name) {
        ThreadPoolExecutor own = new ThreadPoolExecutor(
                LOOK_UPS, LOOK_UPS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons(name));
        own.allowCoreThreadTimeOut(true);
        endings.add(own::shutdownNow);
        return own;
    }

    private HttpClient ownHttpClient(HttpClient own) {
        endings.add(() -> shutDown(own));
        return own;
    }

    Executor executor() {
        return executor;
    }

    /**
     * Runs something that may wait, for a disk or for the user, not on this thread as long as the client has others. They
     * are always its own, since those of a given executor may hang.
     */
    void aside(Runnable work) {
        try {
            own.execute(work);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            work.run(); // The client is being closed, or has no thread left.
        }
    }

    /** Threads that may wait for a name server. */
    Executor lookUps() {
        return lookUps;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    synchronized HttpClient httpClient() {
        if (httpClient == null) {
            throw new IllegalStateException("This client is closed; make a new one");
        }
        return httpClient;
    }

    @Override
    public synchronized void close() {
        endings.forEach(Runnable::run);
        endings.clear();
        httpClient = null;
    }

    /**
     * Since Java 21 an HTTP client can be shut down; before, its thread ends when the garbage collector finds that nobody
     * holds it any more.
     */
    private static void shutDown(HttpClient client) {
        try {
            Method shutdownNow = HttpClient.class.getMethod("shutdownNow");
            shutdownNow.invoke(client);
        } catch (ReflectiveOperationException e) {
            // Java 17 to 20.
        }
    }

    private static ScheduledExecutorService timer(String name) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, daemons(name));
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static ThreadFactory daemons(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
