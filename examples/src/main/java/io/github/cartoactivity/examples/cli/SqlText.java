package io.github.cartoactivity.examples.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Where a statement comes from: the command line itself, {@code @file}, or {@code -} for standard input. */
final class SqlText {
    static final Option OPTION =
            Option.value("--sql", "SQL", "the statement; @FILE reads it from a file, - from standard input");

    private static final int MAX_BYTES = 1 << 20;

    private SqlText() {}

    static String read(Arguments arguments, Console console) throws IOException {
        String given = arguments.required(OPTION.name());
        String sql = given.equals("-") ? text(console.in()) : given.startsWith("@") ? file(given.substring(1)) : given;
        if (sql.isBlank()) {
            throw new UsageException("the statement is empty");
        }
        return sql;
    }

    private static String file(String name) throws IOException {
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            return text(in);
        } catch (NoSuchFileException e) {
            throw new UsageException("there is no file " + name);
        } catch (IOException e) {
            throw new UsageException("the statement could not be read from " + name + ": " + e.getMessage());
        }
    }

    private static String text(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new UsageException("the statement is longer than " + Figures.bytes(MAX_BYTES));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
