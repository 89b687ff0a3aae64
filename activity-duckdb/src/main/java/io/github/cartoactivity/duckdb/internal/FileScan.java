package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.DataFileException;
import io.github.cartoactivity.duckdb.DatabaseException;
import io.github.cartoactivity.model.ErrorDetails;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds the data files among what a caller named. A named file is taken whatever it is called; in a directory those
 * count that have one of the endings and do not begin with a dot or an underscore. Each file counts once, by whatever way
 * it is found.
 */
final class FileScan {
    private static final int MAX_DEPTH = 8;
    private static final int MAX_FILES = 50_000;

    /** The endings of exports. */
    static final List<String> TABLES = List.of(".csv", ".csv.gz", ".parquet");

    private final List<String> endings;
    private final Map<Object, Path> found = new LinkedHashMap<>();

    private FileScan(List<String> endings) {
        this.endings = endings;
    }

    /** The files, in the order given; those of a directory by name. */
    static List<Path> of(Collection<Path> filesOrDirectories, List<String> endings) {
        FileScan scan = new FileScan(endings);
        for (Path path : filesOrDirectories) {
            try {
                scan.add(path);
            } catch (IOException | UncheckedIOException e) {
                throw new DataFileException(
                        path,
                        e instanceof NoSuchFileException
                                ? ErrorDetails.of("There is no such file or directory", "Check the path")
                                : ErrorDetails.of("Could not be read: " + e, "Check that it is there and readable"),
                        e);
            }
        }
        if (scan.found.isEmpty() && !filesOrDirectories.isEmpty()) {
            throw new DataFileException(
                    filesOrDirectories.iterator().next(),
                    ErrorDetails.of(
                            "There is no data file in it",
                            "Expected are files that end in " + String.join(", ", endings) + "; check the path"),
                    null);
        }
        return List.copyOf(scan.found.values());
    }

    private void add(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            found.putIfAbsent(path.toRealPath(), path);
            return;
        }
        try (Stream<Path> tree = Files.walk(path, MAX_DEPTH)) {
            for (Path file : (Iterable<Path>) tree.filter(this::isDataFile).sorted()::iterator) {
                found.putIfAbsent(file.toRealPath(), file);
                if (found.size() > MAX_FILES) {
                    throw new DatabaseException(
                            ErrorDetails.of("More than " + MAX_FILES + " data files", "Name a smaller directory")
                                    .with("directory", path),
                            null);
                }
            }
        }
    }

    private boolean isDataFile(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        return !name.startsWith(".")
                && !name.startsWith("_")
                && endings.stream().anyMatch(name::endsWith)
                && Files.isRegularFile(path);
    }
}
