package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.client.Export;
import io.github.cartoactivity.client.ExportFile;
import io.github.cartoactivity.client.FinalNewline;
import io.github.cartoactivity.client.spi.HeaderText;
import io.github.cartoactivity.duckdb.internal.SourceFile.Encoding;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out what files hold: which table, which columns, how written. */
final class Sources {
    private final Session session;
    private final FinalNewline finalNewline;

    Sources(Session session, FinalNewline finalNewline) throws SQLException {
        this.session = session;
        this.finalNewline = finalNewline;
        Spellings.define(session);
    }

    /** Files somebody downloaded; which table each is, is seen from its columns. */
    List<SourceFile> loose(Collection<Path> filesOrDirectories) {
        List<SourceFile> files = FileScan.of(filesOrDirectories, FileScan.TABLES).stream()
                .map(this::loose)
                .toList();
        RepeatedDays.refuseTwins(files);
        return files;
    }

    /** The files of an export, each with the days of its job. */
    List<SourceFile> of(Export export) {
        return of(export.files());
    }

    /** Files of an export, each with the days of its job. */
    List<SourceFile> of(List<ExportFile> files) {
        return files.stream().map(this::exported).toList();
    }

    private SourceFile loose(Path path) {
        FileProbe probe = new FileProbe(path);
        Encoding encoding = probe.encoding();
        Map<String, String> columns = columns(probe, path, encoding);
        TableShape shape = TableShape.recognise(columns.keySet())
                .orElseThrow(() -> probe.broken(
                        "The file holds none of the four tables; its columns are " + names(columns),
                        "Expected are " + expected(),
                        null));
        checkTypes(probe, shape, columns);
        new TextCheck(path).whole(encoding, shape.category(), finalNewline);
        return new SourceFile(path, encoding, columns, shape, Optional.empty());
    }

    /** A file that is known to be a table. */
    SourceFile file(ExportCategory category, Path path) {
        return file(category, path, Optional.empty());
    }

    private SourceFile exported(ExportFile file) {
        boolean timed = file.category().isTimed();
        return file(file.category(), file.path(), timed ? Optional.of(file.range()) : Optional.empty());
    }

    private SourceFile file(ExportCategory category, Path path, Optional<DateRange> range) {
        FileProbe probe = new FileProbe(path);
        Encoding encoding = probe.encoding();
        Map<String, String> columns = columns(probe, path, encoding);
        TableShape shape = TableShape.of(category);
        if (!shape.fits(columns.keySet())) {
            throw probe.broken(
                    "The file is not the table " + category.wireName() + "; its columns are " + names(columns),
                    "Expected are " + shape.requiredNames(),
                    null);
        }
        checkTypes(probe, shape, columns);
        new TextCheck(path).whole(encoding, category, finalNewline);
        return new SourceFile(path, encoding, columns, shape, range);
    }

    private Map<String, String> columns(FileProbe probe, Path path, Encoding encoding) {
        Map<String, String> columns = new LinkedHashMap<>();
        if (encoding == Encoding.PARQUET) {
            parquetColumns(probe, path, columns);
        } else {
            for (String name : probe.csvHeader(encoding)) {
                if (columns.put(name, "VARCHAR") != null) {
                    throw probe.broken("The file has two columns named " + name, "Download it again", null);
                }
            }
        }
        return columns;
    }

    private void parquetColumns(FileProbe probe, Path path, Map<String, String> columns) {
        String sql = "DESCRIBE SELECT * FROM " + SourceSql.parquet(List.of(path));
        try (Cursor cursor = session.cursor(sql)) {
            while (cursor.advance()) {
                columns.put(String.valueOf(cursor.value(0)), String.valueOf(cursor.value(1)));
            }
        } catch (SQLException e) {
            throw probe.broken("The Parquet file cannot be read: " + QueryErrors.clean(e), "Download it again", e);
        }
    }

    private static void checkTypes(FileProbe probe, TableShape shape, Map<String, String> columns) {
        for (TableShape.Column column : shape.columns()) {
            String type = column.find(columns.keySet()).map(columns::get).orElse("VARCHAR");
            if (!SourceSql.isReadable(column, type)) {
                throw probe.broken(
                        "The column " + column.name() + " holds " + QueryErrors.cut(type, 40)
                                + ", which cannot be read as " + column.kind(),
                        "Give the column another type when the file is written",
                        null);
            }
        }
    }

    private static String names(Map<String, String> columns) {
        return HeaderText.of(List.copyOf(columns.keySet()));
    }

    private static String expected() {
        return Stream.of(ExportCategory.values())
                .map(category -> TableShape.of(category).requiredNames())
                .collect(Collectors.joining("; or "));
    }
}
