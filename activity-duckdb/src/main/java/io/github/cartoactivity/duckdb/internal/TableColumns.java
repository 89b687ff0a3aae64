package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.model.ExportCategory;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The columns of the tables that every database has. */
public final class TableColumns {
    private static final Map<String, Set<String>> BY_NAME =
            Stream.of(ExportCategory.values()).collect(Collectors.toMap(TableColumns::table, TableColumns::columns));

    private TableColumns() {}

    /**
     * The four tables of an export.
     *
     * @return names of columns by name of table, all in lower case
     */
    public static Map<String, Set<String>> byName() {
        return BY_NAME;
    }

    private static String table(ExportCategory category) {
        return category.wireName().toLowerCase(Locale.ROOT);
    }

    private static Set<String> columns(ExportCategory category) {
        Set<String> columns = new HashSet<>();
        TableShape.of(category)
                .columns()
                .forEach(column -> columns.add(column.name().toLowerCase(Locale.ROOT)));
        return Set.copyOf(columns);
    }
}
