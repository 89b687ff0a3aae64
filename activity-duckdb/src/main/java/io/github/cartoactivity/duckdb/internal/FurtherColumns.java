package io.github.cartoactivity.duckdb.internal;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The columns of export files beyond the documented ones. They are kept under their names; one whose name an archive
 * needs for itself has {@code source_} put before it. Where files disagree about a type, it is text.
 */
final class FurtherColumns {
    private static final String PARTITION = "day";
    private static final Pattern TEXT = Pattern.compile("\\b(VARCHAR|JSON|VARIANT)\\b");

    /** DuckDB's own: the place of a row in a table, and the file that a row came from. */
    private static final List<String> PSEUDO_COLUMNS = List.of("rowid", "filename", "file_row_number", "file_index");

    private final Map<String, String> types;
    private final Map<String, String> stored = new LinkedHashMap<>();

    private FurtherColumns(TableShape shape, Map<String, String> types) {
        this.types = types;
        Set<String> reserved = reserved(shape, Integer.MAX_VALUE);
        for (String name : types.keySet()) {
            String candidate = name;
            while (!reserved.add(candidate.toLowerCase(Locale.ROOT))) {
                candidate = "source_" + candidate;
            }
            stored.put(name, candidate);
        }
    }

    static FurtherColumns of(TableShape shape, List<SourceFile> files) {
        Map<String, String> types = new LinkedHashMap<>();
        for (SourceFile file : files) {
            Set<String> names = file.columns().keySet();
            file.columns().forEach((name, type) -> {
                if (shape.column(name, names).isEmpty()) {
                    types.merge(name, type, (one, other) -> one.equals(other) ? one : "VARCHAR");
                }
            });
        }
        return new FurtherColumns(shape, types);
    }

    /** Those that a file of an archive has, read into a table. There they get the names that they would get now. */
    static FurtherColumns stored(TableShape shape, Session session, String table, int version) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        Set<String> reserved = reserved(shape, version);
        try (Cursor cursor = session.cursor("DESCRIBE " + table)) {
            while (cursor.advance()) {
                String name = String.valueOf(cursor.value(0));
                if (!reserved.contains(name.toLowerCase(Locale.ROOT))) {
                    types.put(name, String.valueOf(cursor.value(1)));
                }
            }
        }
        FurtherColumns further = new FurtherColumns(shape, types);
        for (Map.Entry<String, String> name : further.stored.entrySet()) {
            if (!name.getKey().equals(name.getValue())) {
                session.run("ALTER TABLE " + table + " RENAME COLUMN " + Quoted.identifier(name.getKey()) + " TO "
                        + Quoted.identifier(name.getValue()));
            }
        }
        return further;
    }

    /** Names that an archive's files of a version need for themselves. */
    private static Set<String> reserved(TableShape shape, int version) {
        return Stream.of(
                        shape.columns().stream().map(TableShape.Column::name),
                        Stream.of(PayloadColumn.values())
                                .filter(column -> column.isIn(version))
                                .map(PayloadColumn::columnName),
                        Stream.of(PayloadColumn.ODD, PARTITION, StagedTable.POSITION),
                        PSEUDO_COLUMNS.stream())
                .flatMap(names -> names)
                .collect(Collectors.toSet());
    }

    /** Names and types, for a table. */
    Stream<String> definitions() {
        return types.entrySet().stream().map(entry -> Quoted.identifier(name(entry.getKey())) + " " + entry.getValue());
    }

    /** The names of those that are text, or have text somewhere in them, with their types. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        types.forEach((name, type) -> {
            if (TEXT.matcher(type).find()) {
                texts.put(name(name), type);
            }
        });
        return texts;
    }

    /** Names, to go on a select list. */
    String names() {
        return stored.values().stream()
                .map(name -> ", " + Quoted.identifier(name))
                .collect(Collectors.joining());
    }

    /** What to select from a file, to go on a select list; null where the file has no such column. */
    String select(SourceFile file) {
        return types.entrySet().stream()
                .map(entry -> ", CAST("
                        + (file.columns().containsKey(entry.getKey()) ? Quoted.identifier(entry.getKey()) : "NULL")
                        + " AS " + entry.getValue() + ")")
                .collect(Collectors.joining());
    }

    private String name(String inFile) {
        return Optional.ofNullable(stored.get(inFile)).orElse(inFile);
    }
}
