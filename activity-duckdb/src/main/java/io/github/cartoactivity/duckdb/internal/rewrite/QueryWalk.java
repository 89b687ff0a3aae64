package io.github.cartoactivity.duckdb.internal.rewrite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Goes through a query and finds the extractions whose payloads are certainly those of the archive. */
final class QueryWalk {
    /**
     * An extraction that can be replaced.
     *
     * @param expression the node to change
     * @param extraction what it is
     * @param owner the reference to the archive's events that it belongs to
     */
    record Found(ObjectNode expression, Extraction extraction, Relation owner) {}

    /** What stands in a SELECT and has no columns to speak of by itself. */
    private static final Set<String> NOT_EXPRESSIONS = Set.of("from_table", "cte_map");

    private final FromClause from;
    private final List<Found> found = new ArrayList<>();
    private final List<ObjectNode> unnamed = new ArrayList<>();
    private final List<Relation> events = new ArrayList<>();
    private final Set<String> singleNames = new HashSet<>();
    private final Set<String> longNames = new HashSet<>();
    private final Set<String> starred = new HashSet<>();

    private QueryWalk(FromClause from) {
        this.from = from;
    }

    /** Goes through a statement. */
    static QueryWalk through(ObjectNode tree) throws NotRewritable {
        QueryWalk walk = new QueryWalk(FromClause.over(tree));
        walk.names(tree);
        walk.query(tree.at("/statements/0/node"), null);
        walk.events.forEach(walk::judge);
        return walk;
    }

    /** All that can be replaced; relations that something speaks against have a note of it. */
    List<Found> found() {
        return List.copyOf(found);
    }

    /** The references to the archive's events. */
    List<Relation> events() {
        return List.copyOf(events);
    }

    /** The items of select lists that have no name but the one that DuckDB makes of their text. */
    List<ObjectNode> unnamed() {
        return List.copyOf(unnamed);
    }

    /** Notes the names that could stand for a whole row of a relation. */
    private void names(JsonNode node) {
        JsonNode parts = node.path("column_names");
        if (parts.size() == 1) {
            singleNames.add(Relation.lower(parts.path(0).asText()));
        }
        for (int i = 0; i < parts.size() - 2; i++) {
            longNames.add(Relation.lower(parts.path(i).asText()));
            longNames.add(Relation.lower(parts.path(i + 1).asText()));
        }
        if (node.path("class").asText().equals("STAR")) {
            starred.add(Relation.lower(node.path("relation_name").asText()));
        }
        node.forEach(this::names);
    }

    private void judge(Relation relation) {
        String name = Relation.lower(relation.name());
        if (starred.contains(name)) {
            relation.keep(relation.name() + ".* shows all of its columns");
        }
        if (singleNames.contains(name)) {
            relation.keep(relation.name() + " may stand for its whole row");
        }
        if (longNames.contains(name)) {
            relation.keep("a column is named with the schema of " + relation.name());
        }
    }

    private void query(JsonNode node, @Nullable Scope outer) {
        for (JsonNode cte : node.path("cte_map").path("map")) {
            query(cte.path("value").path("query_node"), null);
        }
        switch (node.path("type").asText()) {
            case "SELECT_NODE" -> select(node, outer);
            case "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE" -> {
                Stream.of("left", "right").forEach(side -> query(node.path(side), null));
                node.path("children").forEach(child -> query(child, null));
            }
            default -> {
                // Nothing that is known, so nothing in it is changed.
            }
        }
    }

    private void select(JsonNode node, @Nullable Scope outer) {
        Scope scope = new Scope(outer);
        List<JsonNode> conditions = from.read(node.path("from_table"), scope, inner -> query(inner, null));
        scope.relations().stream().filter(Relation::isActivity).forEach(events::add);
        if (!node.path("sample").isNull()) {
            scope.doubt();
        }
        for (JsonNode item : node.path("select_list")) {
            scope.addAlias(item.path("alias").asText());
            if (item.path("alias").asText().isEmpty() && item instanceof ObjectNode object) {
                unnamed.add(object);
            }
        }
        conditions.forEach(condition -> expression(condition, scope));
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!NOT_EXPRESSIONS.contains(field.getKey())) {
                expression(field.getValue(), scope);
            }
        }
    }

    private void expression(JsonNode node, Scope scope) {
        String type = node.path("class").asText();
        if (isOrderByAll(node)) {
            return;
        }
        if (type.equals("STAR") && node.path("relation_name").asText().isEmpty()) {
            scope.relations().forEach(relation -> relation.keep("* or COLUMNS shows all of its columns"));
        }
        if (type.equals("SUBQUERY")) {
            query(node.path("subquery").path("node"), scope);
            expression(node.path("child"), scope);
            return;
        }
        Optional<Found> one = found(node, scope);
        if (one.isPresent()) {
            found.add(one.get());
            return;
        }
        if (Extraction.isArrow(node)) {
            return; // It may be a function whose parameters hide the names of columns.
        }
        for (JsonNode argument : node.path("arguments")) {
            if (!Extraction.isArrow(argument.path("expression"))) {
                expression(argument, scope);
            }
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!field.getKey().equals("arguments")) {
                expression(field.getValue(), scope);
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            expression(node.path(i), scope);
        }
    }

    private static Optional<Found> found(JsonNode node, Scope scope) {
        Optional<Extraction> extraction = Extraction.of(node);
        return extraction
                .flatMap(one -> scope.owner(one.column()))
                .map(owner -> new Found((ObjectNode) node, extraction.orElseThrow(), owner));
    }

    /** The star of ORDER BY ALL means the columns of the answer. */
    private static boolean isOrderByAll(JsonNode node) {
        return node.path("null_order").isTextual()
                && node.path("expression").path("class").asText().equals("STAR");
    }
}
