package io.github.cartoactivity.testing.internal.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Listens on a free loopback port and gives each connection a thread of its own. */
public final class HttpServer implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final long CLOSE_SECONDS = 10;

    private final ServerSocket listener;
    private final HttpHandler handler;
    private final ExecutorService threads;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Set<Thread> started = ConcurrentHashMap.newKeySet();
    private final AtomicLong accepted = new AtomicLong();

    private HttpServer(String name, HttpHandler handler) throws IOException {
        this.listener = new ServerSocket(0, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        this.handler = handler;
        this.threads = Executors.newCachedThreadPool(daemons(name));
    }

    /** A server that listens already. */
    public static HttpServer start(String name, HttpHandler handler) {
        try {
            HttpServer server = new HttpServer(name, handler);
            server.threads.execute(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("Could not listen on a loopback port", e);
        }
    }

    /** Where it listens, without a path. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** How many connections are open now. */
    public int openConnections() {
        return connections.size();
    }

    /** How many connections were opened so far. */
    public long acceptedConnections() {
        return accepted.get();
    }

    /** Ends all connections, and returns when the last thread has ended. */
    @Override
    public void close() {
        try {
            listener.close();
            for (Connection connection : connections) {
                connection.abort();
            }
            threads.shutdownNow();
            threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
            for (Thread thread : started) {
                thread.join(TimeUnit.SECONDS.toMillis(CLOSE_SECONDS));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not close a loopback server", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                serve(listener.accept());
            } catch (IOException e) {
                // Either the listener was closed, or this one client had gone before it was accepted.
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        Connection connection = new Connection(socket, accepted.incrementAndGet(), handler);
        connections.add(connection);
        try {
            threads.execute(() -> {
                try {
                    connection.run();
                } finally {
                    connections.remove(connection);
                }
            });
        } catch (RejectedExecutionException closedMeanwhile) {
            connections.remove(connection);
        }
        if (listener.isClosed()) {
            connection.abort();
        }
    }

    private ThreadFactory daemons(String name) {
        AtomicLong count = new AtomicLong();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            started.removeIf(other -> other.getState() == Thread.State.TERMINATED);
            started.add(thread);
            return thread;
        };
    }
}
