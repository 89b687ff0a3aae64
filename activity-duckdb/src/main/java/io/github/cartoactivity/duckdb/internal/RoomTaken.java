package io.github.cartoactivity.duckdb.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** How much room DuckDB takes on the disk, in its directories: for tables, and for what does not fit into memory. */
record RoomTaken(Set<Path> directories) implements LongSupplier {
    private static final int DEPTH = 2;

    @Override
    public long getAsLong() {
        return directories.stream().mapToLong(RoomTaken::bytes).sum();
    }

    private static long bytes(Path directory) {
        try (Stream<Path> files = Files.walk(directory, DEPTH)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // What goes away just now takes no room.
        }
    }
}
