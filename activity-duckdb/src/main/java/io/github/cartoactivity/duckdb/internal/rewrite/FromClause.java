package io.github.cartoactivity.duckdb.internal.rewrite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cartoactivity.duckdb.internal.PayloadView;
import io.github.cartoactivity.duckdb.internal.TableColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads what a FROM clause brings into a scope. */
final class FromClause {
    private static final String ACTIVITY = "activity";
    private static final Set<String> PLAIN_JOINS = Set.of("REGULAR", "CROSS", "ASOF");

    private final Map<String, Set<String>> tables = TableColumns.byName();
    private final Set<String> shadowed;

    private FromClause(Set<String> shadowed) {
        this.shadowed = shadowed;
    }

    /** A reader for a statement, whose common table expressions hide tables of the same names. */
    static FromClause over(JsonNode tree) throws NotRewritable {
        Set<String> shadowed = new HashSet<>();
        addShadowed(tree, shadowed);
        if (shadowed.contains(ACTIVITY)) {
            throw new NotRewritable("A common table expression is called " + ACTIVITY + " too");
        }
        return new FromClause(shadowed);
    }

    private static void addShadowed(JsonNode node, Set<String> shadowed) {
        for (JsonNode cte : node.path("cte_map").path("map")) {
            shadowed.add(Relation.lower(cte.path("key").asText()));
        }
        node.forEach(child -> addShadowed(child, shadowed));
    }

    /**
     * Adds all relations.
     *
     * @param node the clause
     * @param scope the scope to add them to
     * @param subqueries takes the queries that stand in it
     * @return the conditions of its joins
     */
    List<JsonNode> read(JsonNode node, Scope scope, Consumer<JsonNode> subqueries) {
        List<JsonNode> conditions = new ArrayList<>();
        read(node, scope, subqueries, conditions);
        return conditions;
    }

    private void read(JsonNode node, Scope scope, Consumer<JsonNode> subqueries, List<JsonNode> conditions) {
        switch (node.path("type").asText()) {
            case "EMPTY" -> {
                // SELECT without FROM
            }
            case "BASE_TABLE" -> scope.add(table(node));
            case "JOIN" -> {
                read(node.path("left"), scope, subqueries, conditions);
                read(node.path("right"), scope, subqueries, conditions);
                conditions.add(node.path("condition"));
                if (!PLAIN_JOINS.contains(node.path("ref_type").asText())
                        || !node.path("using_columns").isEmpty()) {
                    scope.doubt();
                }
            }
            case "SUBQUERY" -> {
                subqueries.accept(node.path("subquery").path("node"));
                scope.add(Relation.unknown(node.path("alias").asText()));
            }
            default -> unknown(node, scope);
        }
    }

    /** A function or a pivot may take whole rows of what stands beside it. */
    private static void unknown(JsonNode node, Scope scope) {
        scope.add(Relation.unknown(node.path("alias").asText()));
        if (node.findValuesAsText("class").contains("STAR")) {
            scope.doubt();
        }
    }

    private Relation table(JsonNode node) {
        String table = node.path("table_name").asText();
        String alias = node.path("alias").asText();
        String name = alias.isEmpty() ? table : alias;
        Optional<Set<String>> columns = Optional.ofNullable(tables.get(Relation.lower(table)))
                .filter(known -> !shadowed.contains(Relation.lower(table)) && isPlain(node));
        if (columns.isEmpty()) {
            return Relation.unknown(name);
        }
        return table.equalsIgnoreCase(ACTIVITY) && node instanceof ObjectNode reference
                ? Relation.activity(name, columns.get(), reference)
                : Relation.table(name, columns.get());
    }

    /** Whether it is a table of the usual schema as it is, with its own columns and all of its rows. */
    private static boolean isPlain(JsonNode node) {
        String schema = Relation.lower(node.path("schema_name").asText());
        return node.path("catalog_name").asText().isEmpty()
                && (schema.isEmpty() || schema.equals("main"))
                && node.path("column_name_alias").isEmpty()
                && node.path("sample").isNull()
                && node.path("at_clause").isNull();
    }

    /** Makes a reference to the archive's events one to their view with further columns. */
    static void widen(Relation relation) {
        ObjectNode node = relation.node();
        node.put("alias", relation.name());
        node.put("schema_name", PayloadView.SCHEMA);
        node.put("table_name", PayloadView.NAME);
        node.putObject("qualified_name")
                .putArray("path")
                .add(PayloadView.SCHEMA)
                .add(PayloadView.NAME);
    }
}
