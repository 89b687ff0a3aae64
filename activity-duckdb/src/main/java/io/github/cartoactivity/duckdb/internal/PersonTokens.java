package io.github.cartoactivity.duckdb.internal;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Replaces ids and e-mail addresses in a table. In text they are found as whole words, in valid and in malformed JSON
 * alike, so that {@code auth0|5f1} is never taken for a part of {@code auth0|5f12}; ways to write {@code @}, {@code |}
 * and {@code /} in JSON and in links are understood.
 */
final class PersonTokens {
    private static final String LETTER = "\\p{L}\\p{N}";
    private static final String ID = "[" + LETTER + "_-]+(?:\\||%7[Cc])[" + LETTER + "._@+=|-]*[" + LETTER + "=]";
    private static final String ADDRESS =
            "[" + LETTER + "_][" + LETTER + "._%+''-]*(?:@|%40)[" + LETTER + "-]+(?:\\.[" + LETTER + "-]+)+";
    private static final String WORD = "'" + ID + "|" + ADDRESS + "'";

    private final Session session;
    private final String table;

    PersonTokens(Session session, String table) {
        this.session = session;
        this.table = table;
    }

    /** Replaces what stands in a column of text. Gives the number of rows that were changed. */
    long inText(String column, Function<String, Optional<String>> alias) throws SQLException {
        String words = "SELECT rowid AS position, " + plain(Quoted.identifier(column)) + " AS text FROM " + table;
        prepare(
                "SELECT DISTINCT unnest(regexp_extract_all(text, " + WORD + ")) FROM (" + words + ")",
                afterQuotes(alias));
        String parts = "SELECT position, text, unnest(words) AS word, generate_subscripts(words, 1) AS place FROM"
                + " (SELECT position, text, regexp_extract_all(text, " + WORD + ") AS words FROM (" + words + "))";
        String joined = "SELECT position, array_to_string(list_transform(list_zip(string_split_regex(any_value(text), "
                + WORD + "), list_append(list(coalesce(alias, word) ORDER BY place), '')), lambda part: part[1] ||"
                + " part[2]), '') AS text FROM (" + parts + ") LEFT JOIN aliases USING (word)"
                + " GROUP BY position HAVING count(alias) > 0";
        return update(column, "text", joined);
    }

    /** Replaces whole values of a column. Gives the number of rows that were changed. */
    long inValues(String column, Function<String, Optional<String>> alias) throws SQLException {
        String name = Quoted.identifier(column);
        prepare("SELECT DISTINCT " + name + " FROM " + table + " WHERE " + name + " IS NOT NULL", alias);
        return update(
                column,
                "alias",
                "SELECT " + table + ".rowid AS position, aliases.alias AS alias FROM " + table
                        + " JOIN aliases ON aliases.word = " + table + "." + name);
    }

    private long update(String column, String with, String changes) throws SQLException {
        session.run("CREATE OR REPLACE TEMP TABLE changes AS " + changes);
        session.run("UPDATE " + table + " SET " + Quoted.identifier(column) + " = changes." + with
                + " FROM changes WHERE " + table + ".rowid = changes.position");
        return session.count("SELECT count(*) FROM changes");
    }

    private void prepare(String words, Function<String, Optional<String>> alias) throws SQLException {
        Map<String, String> aliases = new LinkedHashMap<>();
        try (Cursor cursor = session.cursor(words)) {
            while (cursor.advance()) {
                String word = String.valueOf(cursor.value(0));
                alias.apply(word).ifPresent(other -> aliases.put(word, other));
            }
        }
        session.run("CREATE OR REPLACE TEMP TABLE aliases (word VARCHAR, alias VARCHAR)");
        if (!aliases.isEmpty()) {
            session.run("INSERT INTO aliases VALUES "
                    + aliases.entrySet().stream()
                            .map(entry -> "(" + Quoted.literal(entry.getKey()) + ", " + Quoted.literal(entry.getValue())
                                    + ")")
                            .collect(Collectors.joining(", ")));
        }
    }

    /** A name may have an apostrophe in it, but what stands before one may also be SQL, as in {@code E'ann@acme.com'}. */
    private static Function<String, Optional<String>> afterQuotes(Function<String, Optional<String>> alias) {
        return word -> {
            Optional<String> found = alias.apply(word);
            for (int quote = word.indexOf('\''); found.isEmpty() && quote >= 0; quote = word.indexOf('\'', quote + 1)) {
                String before = word.substring(0, quote + 1);
                found = alias.apply(word.substring(quote + 1)).map(other -> before + other);
            }
            return found;
        };
    }

    private static String plain(String text) {
        String plain = text;
        for (Map.Entry<String, String> escape : Map.of("\\u0040", "@", "\\u007c", "|", "\\u007C", "|", "\\/", "/")
                .entrySet()) {
            plain = "replace(" + plain + ", " + Quoted.literal(escape.getKey()) + ", "
                    + Quoted.literal(escape.getValue()) + ")";
        }
        return plain;
    }
}
