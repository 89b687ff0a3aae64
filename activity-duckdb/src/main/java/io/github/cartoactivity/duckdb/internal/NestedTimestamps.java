package io.github.cartoactivity.duckdb.internal;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the timestamps inside lists, structs and maps of an answer exact: the query is wrapped so that they come as
 * text; see {@link ValueType}.
 *
 * @param sql the wrapped query
 * @param types the types that the columns had before
 */
record NestedTimestamps(String sql, List<String> types) {

    /** The wrapped query, or empty where there is nothing to wrap. */
    static Optional<NestedTimestamps> of(String sql, @Nullable ResultSetMetaData columns) throws SQLException {
        if (columns == null) {
            return Optional.empty();
        }
        List<String> types = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            types.add(columns.getColumnTypeName(i));
            names.add(columns.getColumnLabel(i));
        }
        return types.stream().anyMatch(NestedTimestamps::isNested)
                ? Optional.of(new NestedTimestamps(wrapped(sql, names, types), types))
                : Optional.empty();
    }

    private static String wrapped(String sql, List<String> names, List<String> types) {
        List<String> aliases = new ArrayList<>();
        List<String> items = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String alias = "c" + i;
            String type = types.get(i);
            String item = isNested(type)
                    ? "CAST(" + alias + " AS " + ValueTypeParser.parse(type).textual() + ")"
                    : alias;
            aliases.add(alias);
            items.add(item + " AS " + Quoted.identifier(names.get(i)));
        }
        // The line break ends a comment at the end of the query.
        return "SELECT " + String.join(", ", items) + " FROM (" + sql + "\n) AS answer(" + String.join(", ", aliases)
                + ")";
    }

    private static boolean isNested(String type) {
        ValueType parsed = ValueTypeParser.parse(type);
        return !(parsed instanceof ValueType.Plain) && parsed.hasTimestamp();
    }
}
