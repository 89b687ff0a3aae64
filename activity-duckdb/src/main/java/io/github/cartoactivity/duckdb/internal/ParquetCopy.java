package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.DatabaseException;
import io.github.cartoactivity.duckdb.DatabaseOptions;
import io.github.cartoactivity.duckdb.internal.TableShape.Column;
import io.github.cartoactivity.duckdb.internal.TableShape.Kind;
import io.github.cartoactivity.model.ErrorDetails;
import io.github.cartoactivity.model.ExportCategory;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Copies one file of one table to a Parquet file. */
public final class ParquetCopy {
    private final Session session;
    private final SourceFile source;

    private ParquetCopy(Session session, SourceFile source) {
        this.session = session;
        this.source = source;
    }

    /**
     * Copies a file.
     *
     * @param category its table
     * @param source the file to read
     * @param target the file to write
     */
    public static void write(ExportCategory category, Path source, Path target) {
        DatabaseOptions options = DatabaseOptions.defaults().inMemory();
        try (Engine engine = Engine.start(options);
                Session session = engine.loadingSession();
                PublishedFile file = PublishedFile.begin(target)) {
            new ParquetCopy(session, new Sources(session, options.finalNewline()).file(category, source))
                    .write(file.part());
            file.publish();
        } catch (IOException | SQLException e) {
            throw new DatabaseException(
                    ErrorDetails.of("Could not write a Parquet file: " + e, "Check its directory")
                            .with("file", target),
                    e);
        }
    }

    private void write(Path target) {
        FileRead.of(
                source.path(),
                session.watch(),
                maxLine -> session.run("COPY (" + query(maxLine) + ") TO " + Quoted.literal(target.toString())
                        + " (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)"));
    }

    private String query(long maxLine) throws SQLException {
        String rows = "(SELECT " + SourceSql.wholeSelectList(source) + " FROM " + SourceSql.scan(source, maxLine) + ")";
        List<String> casts = new ArrayList<>();
        for (String name : source.columns().keySet()) {
            Optional<Column> number = source.shape()
                    .column(name, source.columns().keySet())
                    .filter(column -> column.kind() == Kind.NUMBER);
            if (number.isPresent()) {
                String column = Quoted.identifier(number.get().name());
                String type = NumberColumn.type(session, rows, number.get().name());
                casts.add("CAST(" + column + " AS " + type + ") AS " + column);
            }
        }
        return casts.isEmpty() ? rows : "SELECT * REPLACE (" + String.join(", ", casts) + ") FROM " + rows;
    }
}
