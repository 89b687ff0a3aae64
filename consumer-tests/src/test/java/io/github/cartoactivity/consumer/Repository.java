package io.github.cartoactivity.consumer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checkout that is being built. */
final class Repository {
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    static final List<String> PUBLISHED =
            List.of("activity-model", "activity-client", "activity-parquet", "activity-duckdb", "activity-testing");

    private Repository() {}

    /** All Java files of the published modules, without tests. */
    static List<Path> mainSources() {
        return PUBLISHED.stream()
                .flatMap(module -> javaFiles(ROOT.resolve(module).resolve("src/main/java")).stream())
                .toList();
    }

    static List<Path> javaFiles(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a source file belongs to a package that its module exports. */
    static boolean isExported(Path source) {
        return !source.toString().contains("/internal/");
    }
}
