package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.client.spi.PrivateDirectory;
import io.github.cartoactivity.duckdb.DatabaseException;
import io.github.cartoactivity.duckdb.DatabaseOptions;
import io.github.cartoactivity.duckdb.internal.rewrite.Rewriter;
import io.github.cartoactivity.model.ErrorDetails;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/**
 * One running DuckDB with a private directory. Every statement gets a session of its own, so nothing that one sets is
 * seen by another, and only so many may be open at once.
 */
public final class Engine implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOADING = Duration.ofHours(24);

    private final DatabaseOptions options;
    private final StatementPolicy policy;
    private final PrivateDirectory directory;
    private final TablesFile tables;
    private final RoomTaken room;
    private final DuckDBConnection root;
    private final StatementSlots slots;
    private final Watchdog watchdog = new Watchdog();
    private final ExecutorService planners;
    private final Set<Session> sessions = new HashSet<>();
    private final Set<Path> filesInPlace = new LinkedHashSet<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private Optional<Rewriter> rewriter = Optional.empty();
    private volatile List<DeferredTables> deferred = List.of();
    private boolean closed;

    private Engine(DatabaseOptions options, PrivateDirectory directory, TablesFile tables, DuckDBConnection root) {
        this.options = options;
        this.directory = directory;
        this.policy = policy(options);
        this.tables = tables;
        this.room = new RoomTaken(new LinkedHashSet<>(List.of(directory.path(), tables.directory())));
        this.root = root;
        this.slots = new StatementSlots(options.maxStatements(), PATIENCE, this::lastUse);
        this.planners = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), Engine::planner);
    }

    /**
     * Starts an empty instance.
     *
     * @param options where and how large
     * @return the instance, to be closed
     * @throws DatabaseException if DuckDB cannot be started
     */
    public static Engine start(DatabaseOptions options) {
        PrivateDirectory directory;
        try {
            directory = PrivateDirectory.create(options.spillDirectory());
        } catch (IOException e) {
            throw noDirectory(e, "Name a writable one with DatabaseOptions.withSpillDirectory");
        }
        try {
            return started(options, directory, TablesFile.in(options, directory));
        } catch (IOException e) {
            directory.close();
            throw noDirectory(e, "Name a database file in a directory that can be written");
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static StatementPolicy policy(DatabaseOptions options) {
        if (options.isLocked()) {
            return new LockedPolicy();
        }
        return options.isWithoutFiles() ? new FilelessPolicy() : StatementPolicy.OPEN;
    }

    private static Engine started(DatabaseOptions options, PrivateDirectory directory, TablesFile tables) {
        try {
            return new Engine(options, directory, tables, new EngineStart(options, directory, tables).connect());
        } catch (RuntimeException e) {
            tables.close();
            throw e;
        }
    }

    private static DatabaseException noDirectory(IOException problem, String advice) {
        return new DatabaseException(
                ErrorDetails.of("Could not make a private directory for the database: " + problem, advice), problem);
    }

    /**
     * What the instance was started with.
     *
     * @return the options
     */
    public DatabaseOptions options() {
        return options;
    }

    /**
     * What callers' statements may be.
     *
     * @return the policy
     */
    public StatementPolicy policy() {
        return policy;
    }

    /**
     * A session for one statement. Waits while too many are open.
     *
     * @param timeout how long to wait and to work
     * @return the session, to be closed
     * @throws IllegalStateException if the database is closed
     */
    public Session session(Duration timeout) {
        long start = System.nanoTime();
        slots.acquire(timeout);
        try {
            return opened(new StatementWatch(timeout, System.nanoTime() - start));
        } catch (SQLException e) {
            slots.release();
            throw new DatabaseException(ErrorDetails.of("Could not open a session: " + e.getMessage(), ""), e);
        } catch (RuntimeException e) {
            slots.release();
            throw e;
        }
    }

    /**
     * A session that fills the tables. It is bounded by the files, not by the time that a query may take.
     *
     * @return the session, to be closed
     */
    Session loadingSession() {
        Session session = session(LOADING);
        try {
            session.run(Session.FETCH_AT_ONCE);
            return session;
        } catch (SQLException e) {
            session.close();
            throw new DatabaseException(ErrorDetails.of("Could not open a session: " + e.getMessage(), ""), e);
        }
    }

    private synchronized Session opened(StatementWatch watch) throws SQLException {
        if (closed) {
            throw new IllegalStateException("The database is closed");
        }
        Session session = new Session(connection(), watch, planners, rewriter, this::beforeScript, this::left);
        sessions.add(session);
        watch.measure(room);
        watchdog.add(watch);
        return session;
    }

    private DuckDBConnection connection() throws SQLException {
        DuckDBConnection connection = root.duplicate();
        if (options.isInMemory()) {
            return connection;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("USE " + TablesFile.CATALOG);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void left(Session session, StatementWatch watch) {
        synchronized (this) {
            sessions.remove(session);
        }
        watchdog.remove(watch);
        slots.release();
        endIfLast();
    }

    /** When a session was last at work; now, where one is, or fills the tables. */
    private synchronized long lastUse() {
        long now = System.nanoTime();
        return sessions.stream()
                .mapToLong(session -> session.isFor(LOADING) ? now : session.idleSince())
                .max()
                .orElse(now);
    }

    /** Whether {@link #close()} was called. */
    synchronized boolean isClosed() {
        return closed;
    }

    /** The path of a file of our own, which is gone when the database is closed. */
    Path privateFile(String name) {
        return directory.resolve(name);
    }

    /** Notes files that the tables are views of; a locked instance can read them, and no others. */
    synchronized void readsInPlace(Collection<Path> files) {
        filesInPlace.addAll(files);
    }

    /** Whether tables can be made when they are needed: neither an instance without files nor a file changes once it is filled. */
    boolean canDefer() {
        return options.databaseFile().isEmpty() && !options.isWithoutFiles();
    }

    /** Notes tables to be made when they are needed. */
    synchronized void defer(DeferredTables later) {
        deferred = Stream.concat(deferred.stream(), Stream.of(later)).toList();
    }

    private void beforeScript(String script, StatementWatch watch) {
        deferred.forEach(later -> later.before(this::connection, script, watch));
    }

    /** Notes that the tables are those of an archive, so that statements can be answered from its columns. */
    synchronized void hasPayloadColumns() {
        rewriter = options.isRewriting() ? Optional.of(new Rewriter()) : Optional.empty();
    }

    /**
     * To be called when the tables are made: a file that is to be kept gets its name, and an instance without files is shut.
     *
     * @throws DatabaseException if that fails
     */
    public synchronized void filled() {
        try (Statement statement = root.createStatement()) {
            tables.publish(statement);
            if (options.isWithoutFiles()) {
                tables.lock(statement);
                EngineLock.apply(statement, filesInPlace);
            }
        } catch (SQLException | IOException e) {
            throw new DatabaseException(
                    ErrorDetails.of("Could not finish the database: " + e.getMessage(), "Check its file and the disk"),
                    e);
        }
    }

    /**
     * Stops what runs, closes all sessions, and removes the private directory. Where a statement is being planned, which
     * cannot be stopped, its thread does the rest.
     */
    @Override
    public void close() {
        List<Session> open;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            open = List.copyOf(sessions);
        }
        watchdog.close();
        try {
            open.forEach(Session::close);
        } finally {
            endIfLast();
        }
    }

    private void endIfLast() {
        synchronized (this) {
            if (!closed || !sessions.isEmpty() || !ended.compareAndSet(false, true)) {
                return;
            }
        }
        planners.shutdown();
        try {
            root.close();
        } catch (SQLException e) {
            throw new DatabaseException(ErrorDetails.of("Could not close the database: " + e.getMessage(), ""), e);
        } finally {
            tables.close();
            directory.close();
        }
    }

    private static Thread planner(Runnable work) {
        Thread thread = new Thread(work, "carto-activity-duckdb-planner");
        thread.setDaemon(true);
        return thread;
    }
}
