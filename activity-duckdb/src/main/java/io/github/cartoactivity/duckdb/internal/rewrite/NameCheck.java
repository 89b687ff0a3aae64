package io.github.cartoactivity.duckdb.internal.rewrite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Watches over what the names in a rewritten statement mean. As long as only queries have run, they mean what they meant
 * when the tables were made; after anything else they are compared with that. For use by many threads.
 */
final class NameCheck {
    private static final String MEANING = """
            SELECT CAST([current_setting('search_path'), current_catalog(), current_schema()]
                || ARRAY(SELECT concat_ws(' ', database_name, schema_name, view_name, sql) AS meaning
                    FROM duckdb_views() WHERE lower(view_name) IN ('activity', 'payloads') ORDER BY meaning)
                || ARRAY(SELECT concat_ws(' ', database_name, schema_name, table_name) AS meaning
                    FROM duckdb_tables() WHERE lower(table_name) IN ('activity', 'payloads') ORDER BY meaning)
                || ARRAY(SELECT concat_ws(' ', database_name, schema_name, function_name) AS meaning
                    FROM duckdb_functions() WHERE NOT internal AND lower(function_name) IN ('->', '->>', 'to_json',
                      'json_extract', 'json_extract_path', 'json_extract_string', 'json_extract_path_text')
                    ORDER BY meaning)
                || ARRAY(SELECT concat_ws(' ', database_name, schema_name, type_name) AS meaning
                    FROM duckdb_types() WHERE NOT internal AND lower(type_name) = 'json' ORDER BY meaning)
                AS VARCHAR)""";

    private static final Set<String> QUERIES = Set.of("select", "with", "from", "values");

    private Optional<String> before = Optional.empty();

    /** To be called before every statement of a caller. */
    synchronized void beforeRunning(Connection connection, String sql) {
        if (before.isEmpty() && !QUERIES.contains(firstWord(sql))) {
            before = Optional.of(meaning(connection).orElse("unknown"));
        }
    }

    /** Whether names mean what they meant at first. */
    boolean isAsBefore(Connection connection) {
        Optional<String> first;
        synchronized (this) {
            first = before;
        }
        return first.isEmpty() || meaning(connection).equals(first);
    }

    private static Optional<String> meaning(Connection connection) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(MEANING)) {
            return result.next() ? Optional.of(String.valueOf(result.getString(1))) : Optional.empty();
        } catch (SQLException e) {
            return Optional.empty(); // Not even that can be asked, so nothing is certain.
        }
    }

    /** The word that a statement begins with; none where it begins with something else, a comment for one. */
    private static String firstWord(String sql) {
        String text = sql.strip();
        int end = 0;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
