package io.github.cartoactivity.duckdb.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The copy of DuckDB's native library that the driver unpacks, some 80 MB among the temporary files. The driver removes it
 * when the JVM ends in order, so every killed process would leave one. Linux needs the name of a library only until it is
 * loaded, so there the name is removed then.
 */
final class UnpackedLibrary {
    private static final Path MAPPINGS = Path.of("/proc/self/maps");
    private static final String NAME = "libduckdb_java\\d+\\.so";

    private static final AtomicBoolean DONE = new AtomicBoolean();

    private UnpackedLibrary() {}

    /** Removes the name of the copy that this process has loaded, once; to be called when it is loaded. */
    static void removeName() {
        if (DONE.getAndSet(true)) {
            return;
        }
        try {
            Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
            for (Path library : loaded()) {
                if (temporary.equals(library.getParent())) {
                    Files.deleteIfExists(library);
                }
            }
        } catch (IOException e) {
            // Another system, or another's file; the driver removes its copy at the end.
        }
    }

    private static List<Path> loaded() throws IOException {
        if (!Files.isReadable(MAPPINGS)) {
            return List.of();
        }
        return Files.readAllLines(MAPPINGS).stream()
                .filter(line -> line.indexOf('/') >= 0)
                .map(line -> Path.of(line.substring(line.indexOf('/'))))
                .filter(path -> String.valueOf(path.getFileName()).matches(NAME))
                .distinct()
                .toList();
    }
}
