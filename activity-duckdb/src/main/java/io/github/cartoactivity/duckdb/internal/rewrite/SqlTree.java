package io.github.cartoactivity.duckdb.internal.rewrite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Statements as trees, by DuckDB's own parser. */
final class SqlTree {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> PLACES = List.of("query_location", "query_location_length");

    private final Connection connection;

    SqlTree(Connection connection) {
        this.connection = connection;
    }

    /** The tree of a query. */
    ObjectNode parse(String sql) throws SQLException, NotRewritable {
        try {
            JsonNode tree = JSON.readTree(call("SELECT json_serialize_sql(CAST(? AS VARCHAR))", sql));
            if (tree.path("error").asBoolean() || !(tree instanceof ObjectNode query)) {
                throw new NotRewritable(
                        "It is no query: " + tree.path("error_message").asText());
            }
            if (query.path("statements").size() != 1) {
                throw new NotRewritable("It is more than one query");
            }
            return query;
        } catch (JsonProcessingException e) {
            throw new NotRewritable("It is too deeply nested");
        }
    }

    /** A statement for a tree, which is certain to mean the tree: it was parsed again and compared. */
    String text(ObjectNode tree) throws SQLException, NotRewritable {
        String sql = call("SELECT json_deserialize_sql(CAST(? AS JSON))", tree.toString());
        if (!withoutPlaces(parse(sql)).equals(withoutPlaces(tree))) {
            throw new NotRewritable("DuckDB cannot write it down again as it was");
        }
        return sql;
    }

    /** How DuckDB writes an expression, which is also what it calls a column that has no other name. */
    String name(JsonNode expression) throws SQLException, NotRewritable {
        ObjectNode query = parse("SELECT 1");
        ((ObjectNode) query.at("/statements/0/node")).putArray("select_list").add(expression.deepCopy());
        String sql = call("SELECT json_deserialize_sql(CAST(? AS JSON))", query.toString());
        if (!sql.startsWith("SELECT ")) {
            throw new NotRewritable("The name of an unnamed column is not known");
        }
        return sql.substring("SELECT ".length());
    }

    private String call(String function, String argument) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(function)) {
            statement.setString(1, argument);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? String.valueOf(result.getString(1)) : "";
            }
        }
    }

    private static JsonNode withoutPlaces(ObjectNode tree) {
        JsonNode copy = tree.deepCopy();
        copy.findParents(PLACES.get(0)).forEach(node -> ((ObjectNode) node).remove(PLACES));
        return copy;
    }
}
