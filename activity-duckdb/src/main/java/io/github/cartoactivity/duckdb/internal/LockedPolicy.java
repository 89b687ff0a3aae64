package io.github.cartoactivity.duckdb.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cartoactivity.model.ExportCategory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lets through a single query over the tables. DuckDB itself parses it; what cannot be written as a tree of a query is
 * refused, and so are table functions other than those that make rows out of values, functions that tell about the
 * machine or act on it, and DuckDB's own views. This stands before the locks of DuckDB ({@link EngineLock}), not in their place.
 */
final class LockedPolicy implements StatementPolicy {
    private static final int MAX_LENGTH = 100_000;

    private static final Set<String> TABLE_FUNCTIONS =
            Set.of("range", "generate_series", "unnest", "json_each", "json_tree", "repeat", "repeat_row");
    private static final Set<String> FORBIDDEN = Set.of(
            "current_setting",
            "json_serialize_plan",
            "write_log",
            "getvariable",
            "nextval",
            "currval",
            "setval",
            "get_block_size",
            "query",
            "query_table",
            "json_execute_serialized_sql",
            "getenv",
            "sleep_ms",
            "current_connection_id",
            "current_query_id");

    private static final Set<String> FORBIDDEN_SCHEMAS = Set.of("pg_catalog", "information_schema");
    private static final Set<String> FORBIDDEN_CATALOGS = Set.of("system", "temp");
    private static final List<String> FORBIDDEN_PREFIXES =
            List.of("pragma_", "duckdb_", "pg_get_", "pg_sleep", "__internal");

    private volatile Set<String> catalogueViews = Set.of();

    @Override
    public List<String> statements(String script) throws SQLException {
        if (script.length() > MAX_LENGTH) {
            throw refused("A statement of " + script.length() + " characters");
        }
        List<String> statements = Statements.split(script);
        if (statements.size() != 1) {
            throw refused(statements.isEmpty() ? "No statement at all" : "More than one statement at once");
        }
        return statements;
    }

    @Override
    public void check(Connection connection, String sql) throws SQLException {
        JsonNode tree = QueryTree.of(connection, sql);
        if (tree.path("error").asBoolean()) {
            String problem = tree.path("error_message").asText();
            throw problem.startsWith("Only SELECT")
                    ? refused("A statement other than a query")
                    : new SQLException("Parser Error: " + problem);
        }
        if (catalogueViews.isEmpty()) {
            catalogueViews = catalogueViews(connection);
        }
        check(tree);
    }

    @Override
    public String bounded(String sql, long maxRows) {
        return "SELECT * FROM (" + sql + "\n) AS answer LIMIT " + (maxRows + 1);
    }

    /** DuckDB's own views, which tell about files and settings. */
    private static Set<String> catalogueViews(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT view_name FROM duckdb_views() WHERE internal")) {
            while (result.next()) {
                names.add(result.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return Set.copyOf(names);
    }

    private void check(JsonNode node) throws SQLException {
        String type = node.path("type").asText("");
        if (type.equals("TABLE_FUNCTION")) {
            String name = name(node.path("function"));
            if (!TABLE_FUNCTIONS.contains(name)) {
                throw refused("The table function " + name);
            }
        } else if (type.equals("FUNCTION") && isForbidden(name(node))) {
            throw refused("The function " + name(node));
        } else if (type.equals("BASE_TABLE") && isForbiddenTable(node)) {
            throw refused("The table " + lower(node.path("table_name")));
        } else if (type.equals("SHOW_REF") && isSetting(node)) {
            throw refused("SHOW " + lower(node.path("table_name")));
        } else if (QueryTree.isStatement(type) && !QueryTree.isQuery(type)) {
            throw refused("A statement that changes data");
        }
        for (JsonNode child : node) {
            check(child);
        }
    }

    /** DuckDB takes a name that is no table's for a file's. */
    private boolean isForbiddenTable(JsonNode table) {
        String name = lower(table.path("table_name"));
        return isForbidden(name)
                || catalogueViews.contains(name)
                || FORBIDDEN_SCHEMAS.contains(lower(table.path("schema_name")))
                || FORBIDDEN_CATALOGS.contains(lower(table.path("catalog_name")))
                || name.chars().anyMatch(letter -> "./\\:*?[".indexOf(letter) >= 0);
    }

    /** {@code SHOW x} tells a setting where there is no table of that name. */
    private static boolean isSetting(JsonNode show) {
        String name = lower(show.path("table_name"));
        return show.path("show_type").asText("").equals("SHOW")
                && Stream.of(ExportCategory.values())
                        .map(table -> table.wireName().toLowerCase(Locale.ROOT))
                        .noneMatch(table -> name.equals(table) || name.equals(table + "history"))
                && !name.equals("events");
    }

    private static boolean isForbidden(String name) {
        return FORBIDDEN.contains(name) || FORBIDDEN_PREFIXES.stream().anyMatch(name::startsWith);
    }

    private static String name(JsonNode function) {
        return lower(function.path("function_name"));
    }

    private static String lower(JsonNode text) {
        return text.asText("").toLowerCase(Locale.ROOT);
    }

    private static SQLException refused(String what) {
        return new SQLException("Permission Error: " + what + " is not allowed in a locked database");
    }
}
