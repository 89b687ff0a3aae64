package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.client.spi.PrivateDirectory;
import io.github.cartoactivity.client.spi.PrivateFiles;
import io.github.cartoactivity.duckdb.DatabaseException;
import io.github.cartoactivity.duckdb.DatabaseOptions;
import io.github.cartoactivity.model.ErrorDetails;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Where the tables are kept: a file in a private directory, which is the database's own or, for a file that the caller
 * wants to keep, one beside that file, so that it appears there whole. Attached by statements rather than by the
 * driver's URL, in which a semicolon begins options.
 */
final class TablesFile implements AutoCloseable {
    /** The name of the tables' catalogue; not a name that a statement over the tables would use. */
    static final String CATALOG = "carto_activity";

    private static final String NAME = "tables.duckdb";

    /** A quarter of DuckDB's own size, so that several threads share a table of usage, which is small. */
    private static final int ROWS_OF_A_THREAD = 30_720;

    private static final int MAGIC_AT = 8;
    private static final String MAGIC = "DUCK";

    private final Path file;
    private final Optional<Path> target;
    private final Optional<PrivateDirectory> workshop;

    private TablesFile(Path file, Optional<Path> target, Optional<PrivateDirectory> workshop) {
        this.file = file;
        this.target = target;
        this.workshop = workshop;
    }

    /** Finds the place; nothing is made yet but a directory. */
    static TablesFile in(DatabaseOptions options, PrivateDirectory directory) throws IOException {
        if (options.databaseFile().isEmpty()) {
            return new TablesFile(directory.resolve(NAME), Optional.empty(), Optional.empty());
        }
        Path target = options.databaseFile().get().toAbsolutePath();
        refuseOtherFiles(target);
        PrivateDirectory workshop = PrivateDirectory.create(Optional.ofNullable(target.getParent()));
        return new TablesFile(workshop.resolve(NAME), Optional.of(target), Optional.of(workshop));
    }

    /** Where the file is while the tables are made. */
    Path directory() {
        return file.resolveSibling("");
    }

    /** Makes the file and attaches it. One that is to be kept can be read by DuckDB from 1.4 on. */
    void create(Statement statement) throws SQLException {
        String manner = target.isPresent() ? "STORAGE_VERSION 'v1.4.0'" : "ROW_GROUP_SIZE " + ROWS_OF_A_THREAD;
        statement.execute("ATTACH " + Quoted.literal(file.toString()) + " AS " + CATALOG + " (" + manner + ")");
    }

    /** Gives a file that is to be kept its name, and attaches it again, for reading only. */
    void publish(Statement statement) throws SQLException, IOException {
        if (target.isPresent()) {
            statement.execute("DETACH " + CATALOG);
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            PrivateFiles.syncFile(file);
            PrivateFiles.publish(file, target.get());
            Files.deleteIfExists(writeAheadLog(target.get()));
            close();
            attachReadOnly(statement);
        }
    }

    /** Attaches the file again, so that no statement can change it. */
    void lock(Statement statement) throws SQLException {
        statement.execute("DETACH " + CATALOG);
        attachReadOnly(statement);
    }

    /** Removes the directory beside the caller's file; the database's own is removed with the database. */
    @Override
    public void close() {
        workshop.ifPresent(PrivateDirectory::close);
    }

    private void attachReadOnly(Statement statement) throws SQLException {
        Path published = target.orElse(file);
        statement.execute("ATTACH " + Quoted.literal(published.toString()) + " AS " + CATALOG + " (READ_ONLY)");
    }

    /** What a process that was killed may have left beside the file that is replaced; it fits no other. */
    private static Path writeAheadLog(Path target) {
        return target.resolveSibling(target.getFileName() + ".wal");
    }

    private static void refuseOtherFiles(Path target) throws IOException {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        FileHolder holder = FileHolder.of(target);
        if (!holder.isHere()) {
            refuseOtherKinds(target);
        }
        if (holder.isWriting()) {
            throw new DatabaseException(
                    ErrorDetails.of(
                                    "A process has the database file open for writing",
                                    "Close it there, or name another file")
                            .with("file", target)
                            .with("process", holder.processes()),
                    null);
        }
    }

    private static void refuseOtherKinds(Path target) throws IOException {
        String magic = "";
        if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            try (InputStream in = Files.newInputStream(target)) {
                in.skipNBytes(MAGIC_AT);
                magic = new String(in.readNBytes(MAGIC.length()), StandardCharsets.ISO_8859_1);
            } catch (EOFException e) {
                magic = "";
            }
        }
        if (!magic.equals(MAGIC)) {
            throw new DatabaseException(
                    ErrorDetails.of("What is there is no DuckDB database", "Name another file, or remove it")
                            .with("file", target),
                    null);
        }
    }
}
