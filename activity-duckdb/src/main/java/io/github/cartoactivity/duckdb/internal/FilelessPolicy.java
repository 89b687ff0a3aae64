package io.github.cartoactivity.duckdb.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets through queries of every form, and what makes and changes temporary tables. {@link EngineLock} keeps them away from
 * files; what it could not refuse, because tables are views of files in place, is a statement that writes these files. Such
 * statements begin with a word of their own, so the words are known that a statement may begin with.
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

    private static final Pattern BLANKS = Pattern.compile("(?s)\\A(?:\\s++|--[^\\n]*+(?:\\n|\\z)|/\\*.*?\\*/)+");
    private static final Pattern WORD = Pattern.compile("\\A(?:\\(\\s*)*(\\w+)");
    private static final Pattern TEMPORARY = Pattern.compile(
            "(?is)\\Acreate\\s+(or\\s+replace\\s+)?temp(orary)?\\s+(table|view|macro|function|sequence|type)\\b.*");
    private static final Pattern EXPLAIN =
            Pattern.compile("(?is)\\Aexplain\\s+(analyze\\s+)?(\\([^)]*\\)\\s*)?(?=[\\w(])");

    @Override
    public List<String> statements(String script) throws SQLException {
        return OPEN.statements(script);
    }

    @Override
    public void check(Connection connection, String sql) throws SQLException {
        String plain = BLANKS.matcher(sql).replaceFirst("");
        String explained = EXPLAIN.matcher(plain).replaceFirst("");
        Matcher word = WORD.matcher(explained);
        String first = word.find() ? word.group(1).toLowerCase(Locale.ROOT) : "";
        if (!WORDS.contains(first) && !TEMPORARY.matcher(explained).matches()) {
            throw new SQLException("Permission Error: " + first.toUpperCase(Locale.ROOT)
                    + " is not allowed in a database without files"
                    + (first.equals("create") ? ", but for what is TEMP" : ""));
        }
    }

    @Override
    public String bounded(String sql, long maxRows) {
        return sql;
    }
}
