package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.duckdb.PseudonymKey;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The key that {@code --forget-key} names. */
final class KeyFile {
    static final Option OPTION =
            Option.value("--forget-key", "FILE", "the key that people are forgotten with: 16 random bytes or more");

    private KeyFile() {}

    static Optional<PseudonymKey> read(Arguments arguments) throws IOException {
        Optional<Path> file = arguments.path(OPTION.name());
        return file.isEmpty() ? Optional.empty() : Optional.of(read(file.get()));
    }

    private static PseudonymKey read(Path file) throws IOException {
        try {
            return PseudonymKey.fromFile(file);
        } catch (NoSuchFileException e) {
            throw new UsageException(OPTION.name() + " names a file that is not there, " + file);
        } catch (IllegalArgumentException e) {
            throw new UsageException(OPTION.name() + " " + file + ": " + e.getMessage());
        }
    }
}
