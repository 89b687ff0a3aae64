package io.github.cartoactivity.duckdb.internal;

import java.io.File;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** How much room DuckDB takes on the disk, in its directories: for tables, and for what does not fit into memory. */
record RoomTaken(Set<Path> directories) implements LongSupplier {
    private static final int DEPTH = 2;

    @Override
    public long getAsLong() {
        return directories.stream()
                .mapToLong(directory -> bytes(directory.toFile(), DEPTH))
                .sum();
    }

    /** Files come and go meanwhile; unlike a stream of paths, this goes on then. */
    private static long bytes(File file, int depth) {
        File[] inside = depth > 0 ? file.listFiles() : null;
        return inside == null
                ? file.length()
                : Stream.of(inside).mapToLong(one -> bytes(one, depth - 1)).sum();
    }
}
