package io.github.cartoactivity.duckdb.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets through queries of every form, and what makes and changes temporary tables. {@link EngineLock} keeps them away from
 * files; what it cannot refuse, because tables are views of files in place, is a statement that writes these files.
 *
 * <p>A statement is given to DuckDB without its comments, so that nothing can be a comment for one and none for the other.
 * It has to begin with a known word. Of a query DuckDB's own parser says what is in it; of any other statement words that
 * could touch a file stand nowhere but within texts, and not even there where a text could be read in two ways.
 */
final class FilelessPolicy implements StatementPolicy {
    private static final Set<String> WORDS = Set.of(
            "select",
            "with",
            "from",
            "values",
            "table",
            "describe",
            "desc",
            "show",
            "summarize",
            "pivot",
            "unpivot",
            "insert",
            "update",
            "delete",
            "drop");

    private static final Pattern WORD = Pattern.compile("\\A[\\s(]*+([A-Za-z_]+)");
    private static final Pattern TEMPORARY = Pattern.compile(
            "(?i)\\A\\s*create\\s+(or\\s+replace\\s+)?temp(orary)?\\s+(table|view|macro|function|sequence|type)\\b");

    private static final String OPTION = "(analyze|format|text|json|html|graphviz|yaml|mermaid|true|false|on|off)";
    private static final Pattern EXPLAIN = Pattern.compile("(?i)\\A\\s*explain\\b(\\s*analyze\\b)?(\\s*\\(\\s*" + OPTION
            + "(\\s+" + OPTION + "|\\s*,\\s*" + OPTION + ")*\\s*\\))?");

    private static final Pattern TOUCHES_FILES = Pattern.compile(
            "(?i)(?<![A-Za-z_])((copy|export|import|attach|detach|install|load|pragma|call|execute|prepare"
                    + "|json_execute_serialized_sql)(?![A-Za-z_0-9])|query\\W*\\()");

    private static final Set<String> RUN_TEXT = Set.of("query", "json_execute_serialized_sql");
    private static final Set<String> CHANGES = Set.of("INSERT_QUERY_NODE", "UPDATE_QUERY_NODE", "DELETE_QUERY_NODE");

    @Override
    public List<String> statements(String script) throws SQLException {
        return OPEN.statements(Statements.withoutComments(script));
    }

    @Override
    public void check(Connection connection, String sql) throws SQLException {
        String code = Statements.code(sql);
        Matcher explain = EXPLAIN.matcher(code);
        int from = explain.find() ? explain.end() : 0;
        Matcher word = WORD.matcher(code.substring(from));
        String first = word.find() ? word.group(1).toLowerCase(Locale.ROOT) : "";
        JsonNode tree = QueryTree.of(connection, sql.substring(from));
        if (!WORDS.contains(first) && !TEMPORARY.matcher(code.substring(from)).find()) {
            if (from == 0 && tree.path("error_type").asText().equals("parser")) {
                throw new SQLException(
                        "Parser Error: " + tree.path("error_message").asText());
            }
            throw refused(first.toUpperCase(Locale.ROOT), first.equals("create") ? ", but for what is TEMP" : "");
        }
        if (tree.path("error").asBoolean()) {
            checkWords(sql, code);
        } else {
            check(tree);
        }
    }

    @Override
    public String bounded(String sql, long maxRows) {
        return sql;
    }

    /** A dollar sign may begin a text, and a backslash may keep a quote from ending it. */
    private static void checkWords(String sql, String code) throws SQLException {
        boolean twoWays = code.indexOf('$') >= 0 || sql.indexOf('\\') >= 0;
        Matcher word = TOUCHES_FILES.matcher(twoWays ? sql : code);
        if (word.find()) {
            throw refused(word.group().toUpperCase(Locale.ROOT), "");
        }
    }

    private static void check(JsonNode node) throws SQLException {
        String type = node.path("type").asText("");
        String function = node.path("function_name").asText("").toLowerCase(Locale.ROOT);
        if (QueryTree.isStatement(type) && !QueryTree.isQuery(type) && !CHANGES.contains(type)) {
            throw refused(type.substring(0, type.indexOf('_')), " within a query");
        }
        if (RUN_TEXT.contains(function)) {
            throw refused("The function " + function, "");
        }
        for (JsonNode child : node) {
            check(child);
        }
    }

    private static SQLException refused(String what, String further) {
        return new SQLException("Permission Error: " + what + " is not allowed in a database without files" + further);
    }
}
