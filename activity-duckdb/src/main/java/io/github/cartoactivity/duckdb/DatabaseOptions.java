package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.client.FinalNewline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a local database behaves. Immutable; every {@code with...} method gives a copy.
 *
 * <pre>{@code
 * DatabaseOptions options = DatabaseOptions.defaults()
 *         .withMemoryLimit(512L << 20)
 *         .withTimeout(Duration.ofSeconds(30));
 * }</pre>
 */
public final class DatabaseOptions {
    private static final DatabaseOptions DEFAULTS = new DatabaseOptions(new Settings());

    private final Settings settings;

    private DatabaseOptions(Settings settings) {
        this.settings = settings;
    }

    /**
     * The defaults: tables in a private file that is removed on close, the smaller of 1 GiB and half of DuckDB's own
     * limit as memory, all processors, 10 minutes per statement, a million rows in memory, 8 statements at once.
     *
     * @return the defaults
     */
    public static DatabaseOptions defaults() {
        return DEFAULTS;
    }

    /**
     * How much memory DuckDB may use outside the Java heap. What does not fit is spilled to the private directory.
     *
     * @param bytes at least 64 MiB
     * @return a copy
     * @throws IllegalArgumentException if it is less
     */
    public DatabaseOptions withMemoryLimit(long bytes) {
        require(bytes >= 64L << 20, "A memory limit needs at least 64 MiB, not " + bytes + " bytes");
        return changed(copy -> copy.memoryLimit = bytes);
    }

    /**
     * How many threads DuckDB may use.
     *
     * @param count at least 1
     * @return a copy
     * @throws IllegalArgumentException if it is less
     */
    public DatabaseOptions withThreads(int count) {
        require(count >= 1, "A database needs at least one thread, not " + count);
        return changed(copy -> copy.threads = count);
    }

    /**
     * Where the database makes its private directory (mode 0700, removed on close), for its tables and for what does
     * not fit into memory. By default the directory for temporary files of the JVM.
     *
     * @param directory an existing directory
     * @return a copy
     */
    public DatabaseOptions withSpillDirectory(Path directory) {
        return changed(copy -> copy.spillDirectory = directory);
    }

    /**
     * How long a statement may work until its answer is complete; the time that a caller takes between two rows of a
     * stream does not count.
     *
     * @param limit more than zero
     * @return a copy
     * @throws IllegalArgumentException if it is zero or negative
     */
    public DatabaseOptions withTimeout(Duration limit) {
        require(!limit.isZero() && !limit.isNegative(), "A time-out must be positive, not " + limit);
        return changed(copy -> copy.timeout = limit);
    }

    /**
     * How many rows a statement may give where its whole answer is held in memory (rows, records, JSON text). More are
     * a {@link QueryLimitException}, never a cut answer. Streams and writers are not limited.
     *
     * @param count at least 1
     * @return a copy
     * @throws IllegalArgumentException if it is less
     */
    public DatabaseOptions withMaxRows(long count) {
        require(count >= 1, "A row limit must be at least 1, not " + count);
        return changed(copy -> copy.maxRows = count);
    }

    /**
     * How many statements may be in flight at once, open streams included. Others wait, no longer than their time-out.
     *
     * @param count at least 1
     * @return a copy
     * @throws IllegalArgumentException if it is less
     */
    public DatabaseOptions withMaxStatements(int count) {
        require(count >= 1, "A database needs at least one statement at a time, not " + count);
        return changed(copy -> copy.maxStatements = count);
    }

    /**
     * Holds the tables in memory instead of in a private file. Faster to fill, but every row counts against the memory
     * limit. A locked database has its tables in a file all the same, because only that can be made read-only.
     *
     * @return a copy
     */
    public DatabaseOptions inMemory() {
        return changed(copy -> {
            copy.inMemory = true;
            copy.databaseFile = null;
        });
    }

    /**
     * Keeps the tables in a file of the caller, as a DuckDB database that DuckDB from 1.4 on can open: for its shell, for
     * notebooks and dashboards. The file appears when it is whole, readable by its owner only, and stays after closing;
     * an older DuckDB database of that name is replaced, anything else is refused. Everything is copied into it, from an
     * archive too, and its tables cannot be changed through this database.
     *
     * @param file the file, in an existing directory
     * @return a copy
     */
    public DatabaseOptions withDatabaseFile(Path file) {
        return changed(copy -> {
            copy.inMemory = false;
            copy.databaseFile = file;
        });
    }

    /**
     * How much may be spilled to the private directory when memory is not enough. A statement that needs more fails
     * with a {@link QueryLimitException}. By default nine tenths of the free disk.
     *
     * @param bytes more than zero
     * @return a copy
     * @throws IllegalArgumentException if it is not
     */
    public DatabaseOptions withSpillLimit(long bytes) {
        require(bytes > 0, "A spill limit must be positive, not " + bytes);
        return changed(copy -> copy.spillLimit = bytes);
    }

    /**
     * For statements from people who are not trusted. Only single queries over the four tables are run: no files, no
     * network, no settings, no extensions, nothing that writes; functions that tell about the machine are refused, and
     * so is every table function but those that make rows of values. Row limits hold for streams and writers too.
     * Exports and loose files are copied while opening; the files of an archive are read where they are.
     *
     * <p>Set {@link #withTimeout}, {@link #withMemoryLimit}, {@link #withSpillLimit}, {@link #withMaxRows} and {@link
     * #withMaxStatements} to what a stranger may use. The time-out holds always; a query whose constants take long to
     * compute keeps one of the statements busy until that is done.
     *
     * @return a copy
     */
    public DatabaseOptions locked() {
        return changed(copy -> copy.locked = true);
    }

    /**
     * Keeps statements away from files, network, extensions and settings, but for that lets them be what they like:
     * several at once, {@code PIVOT}, {@code EXPLAIN}, temporary tables and views. For statements of one's own, or that
     * come from somebody trusted not to be a nuisance; strangers need {@link #locked()}. The tables cannot be changed:
     * a statement that could write a file is refused, wherever it stands ({@code EXPLAIN ANALYZE COPY}, {@code COPY} within
     * {@code WITH}), and so is a statement other than a query that has the name of such a one in it, be it as the name of
     * a column. Exports and loose files are copied while opening; the files of an archive are read where they are.
     *
     * @return a copy
     */
    public DatabaseOptions withoutFiles() {
        return changed(copy -> copy.withoutFiles = true);
    }

    /**
     * Runs statements over an archive just as they are written. By default one that takes ids out of payloads, as in
     * {@code json_extract_string(data, '$.userId')}, is answered from the archive's own columns where it has the same
     * answer; see {@link SqlQuery#explain()}.
     *
     * @return a copy
     */
    public DatabaseOptions withoutRewriting() {
        return changed(copy -> copy.rewriting = false);
    }

    /**
     * What to make of a CSV file whose last line has no end; the same rule as that of rows in Java.
     *
     * @param wanted when to take it for a cut file
     * @return a copy
     */
    public DatabaseOptions withFinalNewline(FinalNewline wanted) {
        return changed(copy -> copy.finalNewline = wanted);
    }

    /**
     * When a CSV file whose last line has no end is taken for a cut one.
     *
     * @return the rule, by default {@link FinalNewline#REQUIRED_UNLESS_QUOTED}
     */
    public FinalNewline finalNewline() {
        return settings.finalNewline;
    }

    /**
     * DuckDB's memory limit.
     *
     * @return bytes, or 0 for the default
     */
    public long memoryLimit() {
        return settings.memoryLimit;
    }

    /**
     * DuckDB's threads.
     *
     * @return a count, or 0 for as many as there are processors
     */
    public int threads() {
        return settings.threads;
    }

    /**
     * Where the private directory is made.
     *
     * @return the directory, or empty for the JVM's own
     */
    public Optional<Path> spillDirectory() {
        return Optional.ofNullable(settings.spillDirectory);
    }

    /**
     * The time-out of a statement that has none of its own.
     *
     * @return the time-out
     */
    public Duration timeout() {
        return settings.timeout;
    }

    /**
     * The row limit of a statement that has none of its own.
     *
     * @return a count
     */
    public long maxRows() {
        return settings.maxRows;
    }

    /**
     * Statements in flight at once.
     *
     * @return a count
     */
    public int maxStatements() {
        return settings.maxStatements;
    }

    /**
     * Where the tables are.
     *
     * @return true for memory, false for a private file
     */
    public boolean isInMemory() {
        return settings.inMemory && !isWithoutFiles();
    }

    /**
     * The file that keeps the tables.
     *
     * @return the file, or empty for a private one
     */
    public Optional<Path> databaseFile() {
        return Optional.ofNullable(settings.databaseFile);
    }

    /**
     * How much may be spilled.
     *
     * @return bytes, or 0 for the default
     */
    public long spillLimit() {
        return settings.spillLimit;
    }

    /**
     * Whether only queries over the tables are run.
     *
     * @return true for a locked database
     */
    public boolean isLocked() {
        return settings.locked;
    }

    /**
     * Whether statements are kept away from files.
     *
     * @return true for a database without files, and for a locked one
     */
    public boolean isWithoutFiles() {
        return settings.withoutFiles || settings.locked;
    }

    /**
     * Whether statements over an archive may be answered from its own columns.
     *
     * @return false if they run as they are written
     */
    public boolean isRewriting() {
        return settings.rewriting;
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalArgumentException(problem);
        }
    }

    private DatabaseOptions changed(Consumer<Settings> change) {
        Settings copy = new Settings(settings);
        change.accept(copy);
        return new DatabaseOptions(copy);
    }

    /** The values; never changed once they are in an options object. */
    private static final class Settings {
        private long memoryLimit;
        private int threads;
        private @Nullable Path spillDirectory;
        private Duration timeout = Duration.ofMinutes(10);
        private long maxRows = 1_000_000;
        private int maxStatements = 8;
        private boolean inMemory;
        private @Nullable Path databaseFile;
        private long spillLimit;
        private boolean locked;
        private boolean withoutFiles;
        private boolean rewriting = true;
        private FinalNewline finalNewline = FinalNewline.REQUIRED_UNLESS_QUOTED;

        private Settings() {}

        private Settings(Settings other) {
            memoryLimit = other.memoryLimit;
            threads = other.threads;
            spillDirectory = other.spillDirectory;
            timeout = other.timeout;
            maxRows = other.maxRows;
            maxStatements = other.maxStatements;
            inMemory = other.inMemory;
            databaseFile = other.databaseFile;
            spillLimit = other.spillLimit;
            locked = other.locked;
            withoutFiles = other.withoutFiles;
            rewriting = other.rewriting;
            finalNewline = other.finalNewline;
        }
    }
}
