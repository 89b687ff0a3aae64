package io.github.cartoactivity.duckdb.internal.rewrite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cartoactivity.duckdb.internal.PayloadView;
import java.sql.SQLException;

/**
 * What stands in the place of an extraction: the archive's column where that is what the payload gives, and otherwise
 * the same extraction out of the text that the archive has for such rows. So a payload is never looked into, and where
 * the extraction would fail or give something unusual, it does so here too, for the same rows and no others.
 */
final class Replacement {
    private static final String PATTERN = """
            SELECT CASE WHEN odd IS NULL THEN own ELSE "original" END,
                   CASE WHEN odd IS NOT NULL THEN "original" WHEN own IS NOT NULL THEN to_json(own) END""";

    private final JsonNode patterns;

    private Replacement(JsonNode patterns) {
        this.patterns = patterns;
    }

    /** Replacements as the tree of this version of DuckDB has them. */
    static Replacement of(SqlTree trees) throws SQLException, NotRewritable {
        return new Replacement(trees.parse(PATTERN).at("/statements/0/node/select_list"));
    }

    /** Changes the expression of what was found. */
    void apply(QueryWalk.Found found) {
        Extraction extraction = found.extraction();
        String table = found.owner().name();
        String alias = found.expression().path("alias").asText();
        ObjectNode original = found.expression().deepCopy();
        original.put("alias", "");
        point(original.findParents("column_names").get(0), table, PayloadView.text(extraction.value()));
        ObjectNode replacement =
                patterns.path(extraction.form() == Extraction.Form.TEXT ? 0 : 1).deepCopy();
        for (JsonNode reference : replacement.findParents("column_names")) {
            switch (reference.path("column_names").path(0).asText()) {
                case "odd" -> point(reference, table, PayloadView.text(extraction.value()));
                case "own" -> point(reference, table, PayloadView.value(extraction.value()));
                default -> become((ObjectNode) reference, original);
            }
        }
        become(found.expression(), replacement);
        found.expression().put("alias", alias);
    }

    private static void point(JsonNode reference, String table, String column) {
        ArrayNode names = ((ObjectNode) reference).putArray("column_names");
        names.add(table).add(column);
    }

    private static void become(ObjectNode node, ObjectNode other) {
        node.removeAll();
        node.setAll(other);
    }
}
