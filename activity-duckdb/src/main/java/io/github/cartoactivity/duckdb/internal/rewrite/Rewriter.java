package io.github.cartoactivity.duckdb.internal.rewrite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cartoactivity.duckdb.internal.rewrite.QueryWalk.Found;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Answers statements over an archive from its columns instead of out of payloads. A statement that is not certain to
 * give the same rows, types and names stays as it is. For use by many threads.
 */
public final class Rewriter {
    private static final int MAX_LENGTH = 50_000;
    private static final int MAX_REPLACED = 500;
    private static final List<String> WORDS =
            List.of("userid", "mapid", "workflowid", "connectionid", "provider", "batchapiresponse");

    private final NameCheck names = new NameCheck();

    /**
     * To be called before every statement of a caller, because it may change what names mean.
     *
     * @param connection where it will run
     * @param sql one statement
     */
    public void beforeRunning(Connection connection, String sql) {
        names.beforeRunning(connection, sql);
    }

    /**
     * What a statement would become.
     *
     * @param connection where it would run
     * @param sql one statement
     * @return another statement that has the same answer, or the same one; never an error
     */
    public Rewrite rewrite(Connection connection, String sql) {
        try {
            checkWords(sql);
            if (!names.isAsBefore(connection)) {
                throw new NotRewritable("A statement before it may have changed what its names mean");
            }
            return rewritten(connection, sql);
        } catch (NotRewritable e) {
            return Rewrite.none(sql, e.why());
        } catch (SQLException | RuntimeException e) {
            return Rewrite.none(sql, "It could not be looked through: " + firstLine(e));
        } catch (StackOverflowError e) {
            return Rewrite.none(sql, "It is too deeply nested");
        }
    }

    /** Most statements need no second look. */
    private static void checkWords(String sql) throws NotRewritable {
        String lower = sql.toLowerCase(Locale.ROOT);
        if (!lower.contains("activity")
                || !lower.contains("data")
                || WORDS.stream().noneMatch(lower::contains)) {
            throw new NotRewritable("It takes nothing out of payloads that the archive has a column for");
        }
        if (sql.length() > MAX_LENGTH) {
            throw new NotRewritable("It is longer than " + MAX_LENGTH + " characters");
        }
    }

    private static Rewrite rewritten(Connection connection, String sql) throws SQLException, NotRewritable {
        SqlTree trees = new SqlTree(connection);
        ObjectNode tree = trees.parse(sql);
        QueryWalk walk = QueryWalk.through(tree);
        List<Found> wanted = wanted(walk);
        List<JsonNode> before = new ArrayList<>();
        walk.unnamed().forEach(item -> before.add(item.deepCopy()));
        List<String> notes = notes(trees, wanted);
        Replacement replacement = Replacement.of(trees);
        wanted.forEach(replacement::apply);
        wanted.stream().map(Found::owner).distinct().forEach(FromClause::widen);
        for (int i = before.size() - 1; i >= 0; i--) {
            ObjectNode item = walk.unnamed().get(i);
            if (!item.equals(before.get(i))) {
                item.put("alias", trees.name(before.get(i)));
            }
        }
        String text = trees.text(tree);
        requireSameColumns(connection, sql, text);
        return new Rewrite(text, true, notes);
    }

    private static List<Found> wanted(QueryWalk walk) throws NotRewritable {
        List<Found> wanted = walk.found().stream()
                .filter(found -> found.owner().obstacles().isEmpty())
                .toList();
        if (wanted.isEmpty()) {
            Set<String> why = new TreeSet<>();
            walk.found().forEach(found -> why.addAll(found.owner().obstacles()));
            throw new NotRewritable(
                    why.isEmpty()
                            ? "Nothing in it certainly takes out of the archive's payloads what there is a column for"
                            : "The table has to stay as it is: " + String.join("; ", why));
        }
        if (wanted.size() > MAX_REPLACED) {
            throw new NotRewritable("It has more than " + MAX_REPLACED + " places to rewrite");
        }
        return wanted;
    }

    private static List<String> notes(SqlTree trees, List<Found> wanted) throws SQLException, NotRewritable {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Found found : wanted) {
            ObjectNode plain = found.expression().deepCopy();
            plain.put("alias", "");
            String note = trees.name(plain) + " is read from the column "
                    + found.extraction().value().columnName();
            counts.merge(note, 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + (entry.getValue() > 1 ? ", " + entry.getValue() + " times" : ""))
                .toList();
    }

    /** The last word: DuckDB understands both, and says that they have the same columns. */
    private static void requireSameColumns(Connection connection, String sql, String rewritten)
            throws SQLException, NotRewritable {
        List<String> expected;
        try {
            expected = columns(connection, sql);
        } catch (SQLException e) {
            throw new NotRewritable("DuckDB refuses it: " + firstLine(e));
        }
        if (!expected.equals(columns(connection, rewritten))) {
            throw new NotRewritable("Rewritten it would have other columns");
        }
    }

    private static List<String> columns(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            ResultSetMetaData metadata = statement.getMetaData();
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= metadata.getColumnCount(); i++) {
                columns.add(metadata.getColumnLabel(i));
                columns.add(metadata.getColumnTypeName(i));
            }
            columns.add(Integer.toString(statement.getParameterMetaData().getParameterCount()));
            return columns;
        }
    }

    private static String firstLine(Throwable problem) {
        return Stream.ofNullable(problem.getMessage())
                .flatMap(String::lines)
                .findFirst()
                .orElse(problem.toString());
    }
}
