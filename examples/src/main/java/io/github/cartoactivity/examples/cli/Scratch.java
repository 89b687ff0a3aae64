package io.github.cartoactivity.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A private directory that is gone after use.
 *
 * @param directory where it is
 */
record Scratch(Path directory) implements AutoCloseable {

    static Scratch make() throws IOException {
        return new Scratch(Files.createTempDirectory("carto-activity-"));
    }

    @Override
    public void close() throws IOException {
        CacheDirectory.remove(directory);
    }
}
