package io.github.cartoactivity.duckdb.query;

import io.github.cartoactivity.duckdb.ActivityDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The statements of one group of questions, each a file of SQL named after its method. */
final class Questions {
    private final ActivityDatabase database;
    private final String group;

    Questions(ActivityDatabase database, String group) {
        this.database = database;
        this.group = group;
    }

    <T extends Record> TypedQuery<T> ask(String name, Class<T> type, @Nullable Object... values) {
        return new TypedQuery<>(database, type, sql(name), values);
    }

    /** A question about a table that may have another name than in its file. */
    <T extends Record> TypedQuery<T> askOf(
            String table, String named, String name, Class<T> type, @Nullable Object... values) {
        return new TypedQuery<>(database, type, sql(name).replace(named, table), values);
    }

    private String sql(String name) {
        String file = group + "/" + name + ".sql";
        try (InputStream in = Questions.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The library is damaged: " + file + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
