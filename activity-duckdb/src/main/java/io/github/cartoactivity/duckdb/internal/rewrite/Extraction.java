package io.github.cartoactivity.duckdb.internal.rewrite;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cartoactivity.duckdb.internal.PayloadColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An expression that takes one value out of a column of payloads.
 *
 * @param column the reference to the column of payloads
 * @param value what it takes
 * @param form what it gives
 */
record Extraction(JsonNode column, PayloadColumn value, Form form) {
    private static final Set<String> TEXT = Set.of("->>", "json_extract_string", "json_extract_path_text");
    private static final Set<String> JSON = Set.of("->", "json_extract", "json_extract_path");

    /** What an extraction gives. */
    enum Form {
        /** The value itself. */
        TEXT,
        /** The value as JSON, with quotation marks. */
        JSON
    }

    /** The extraction that an expression is, if it is one. */
    static Optional<Extraction> of(JsonNode expression) {
        Optional<Form> form = form(expression);
        List<String> place = new ArrayList<>();
        if (form.isEmpty() || !addFields(path(expression), place)) {
            return Optional.empty();
        }
        JsonNode source = source(expression);
        while (form(source).equals(Optional.of(Form.JSON))) {
            List<String> outer = new ArrayList<>();
            if (!addFields(path(source), outer)) {
                return Optional.empty();
            }
            place.addAll(0, outer);
            source = source(source);
        }
        JsonNode column = isCastToJson(source) ? source.path("child") : source;
        return column.path("class").asText().equals("COLUMN_REF")
                ? value(place).map(value -> new Extraction(column, value, form.get()))
                : Optional.empty();
    }

    /** Whether an expression is written with the arrow that a look into JSON shares with functions without a name. */
    static boolean isArrow(JsonNode expression) {
        return expression.path("class").asText().equals("LAMBDA");
    }

    private static Optional<PayloadColumn> value(List<String> place) {
        return Stream.of(PayloadColumn.values())
                .filter(column -> column.firstPlace().equals(place))
                .findFirst();
    }

    private static Optional<Form> form(JsonNode node) {
        if (isArrow(node)) {
            boolean single = node.path("syntax_type").asText().equals("SINGLE_ARROW");
            return single ? Optional.of(Form.JSON) : Optional.empty();
        }
        boolean plain = node.path("class").asText().equals("FUNCTION")
                && node.path("qualified_name").path("path").size() == 1
                && node.path("arguments").size() == 2
                && node.path("filter").isNull()
                && node.path("order_bys").path("orders").isEmpty()
                && !node.path("distinct").asBoolean();
        String name = Relation.lower(node.path("function_name").asText());
        if (!plain || !(TEXT.contains(name) || JSON.contains(name))) {
            return Optional.empty();
        }
        return Optional.of(TEXT.contains(name) ? Form.TEXT : Form.JSON);
    }

    private static JsonNode source(JsonNode node) {
        return isArrow(node) ? node.path("lhs") : argument(node, 0);
    }

    private static JsonNode path(JsonNode node) {
        return isArrow(node) ? node.path("expr") : argument(node, 1);
    }

    /** The expression of an argument that has no name. */
    private static JsonNode argument(JsonNode function, int index) {
        JsonNode argument = function.path("arguments").path(index);
        return argument.path("name").asText().isEmpty() ? argument.path("expression") : argument.path("nothing");
    }

    private static boolean isCastToJson(JsonNode node) {
        JsonNode type = node.path("type_expr");
        return node.path("class").asText().equals("CAST")
                && Relation.lower(type.path("type_name").asText()).equals("json")
                && type.path("qualified_name").path("path").size() == 1
                && type.path("children").isEmpty();
    }

    /** Adds the fields that a path goes through, where it is one of plain names. */
    private static boolean addFields(JsonNode path, List<String> fields) {
        JsonNode literal = path.path("literal");
        if (!path.path("class").asText().equals("CONSTANT")
                || !literal.path("kind").asText().equals("STRING")) {
            return false;
        }
        String text = literal.path("text").asText();
        List<String> found = List.of(text);
        if (text.startsWith("$.")) {
            found = List.of(text.substring(2).split("\\.", -1));
        } else if (text.startsWith("/")) {
            found = List.of(text.substring(1).split("/", -1));
        }
        fields.addAll(found);
        return found.stream().allMatch(name -> name.chars().allMatch(Extraction::isPlain));
    }

    private static boolean isPlain(int letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    }
}
