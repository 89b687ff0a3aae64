package io.github.cartoactivity.duckdb.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/** What DuckDB itself understands by a query. A query may have statements that write among its {@code WITH} parts. */
final class QueryTree {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NODE = "_NODE";
    private static final Set<String> QUERIES =
            Set.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE");

    private QueryTree() {}

    /**
     * The tree of a text, which is only read, not run.
     *
     * @param sql one or more statements
     * @return the tree, or one whose {@code error} is true where any of them is no query
     */
    static JsonNode of(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT json_serialize_sql(CAST(? AS VARCHAR))")) {
            statement.setString(1, sql);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return JSON.readTree(result.getString(1));
            }
        } catch (IOException e) {
            throw new SQLException("The statement could not be understood", e);
        }
    }

    /** Whether a node of this type is a statement, or one within another, and no part of one. */
    static boolean isStatement(String type) {
        return type.endsWith(NODE);
    }

    /** Whether such a statement does nothing but read. */
    static boolean isQuery(String type) {
        return QUERIES.contains(type);
    }
}
