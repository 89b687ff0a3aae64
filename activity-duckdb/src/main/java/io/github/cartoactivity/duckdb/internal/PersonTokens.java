package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.internal.people.People;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Replaces people in the columns of a table. Texts are looked through in Java, called by DuckDB's threads. */
final class PersonTokens {
    private static final String IN_TEXT = "carto_people_in_text";
    private static final String TEXT = "VARCHAR";

    /** Types whose values are one text. */
    private static final Set<String> FLAT = Set.of(TEXT, "JSON");

    private final Session session;
    private final String table;

    PersonTokens(Session session, String table) {
        this.session = session;
        this.table = table;
    }

    /** Gives everybody whom the payloads of events name as the one who did something. */
    void inPayloads(Consumer<String> person) throws SQLException {
        each(
                "SELECT DISTINCT user_id FROM (SELECT " + PayloadColumn.select() + " FROM ("
                        + PayloadColumn.parsed("(SELECT data FROM " + table + ")") + ")) WHERE user_id IS NOT NULL",
                person);
    }

    /** Gives what stands in a column. */
    void inColumn(String column, Consumer<String> person) throws SQLException {
        String name = Quoted.identifier(column);
        each("SELECT DISTINCT " + name + " FROM " + table + " WHERE " + name + " IS NOT NULL", person);
    }

    /** Replaces what stands in a column of text. Gives the number of rows that were changed. */
    long inText(String column, People people) throws SQLException {
        return inText(column, TEXT, people);
    }

    /**
     * Replaces what stands in a column that is text, or has text in it: that is looked through as JSON and made into the
     * column's type again. A value that is none of that type without the people becomes null, rather than that they stay.
     */
    long inText(String column, String type, People people) throws SQLException {
        session.function(IN_TEXT, people::inText);
        String name = Quoted.identifier(column);
        boolean isNested = !FLAT.contains(type);
        String text = "CAST(" + (isNested ? "to_json(" + name + ")" : name) + " AS VARCHAR)";
        String changed = isNested ? "TRY_CAST(changed AS JSON)" : "changed";
        return update(
                column,
                "SELECT position, TRY_CAST(" + changed + " AS " + type + ") AS alias FROM (SELECT rowid AS position, "
                        + IN_TEXT + "(" + text + ") AS changed FROM " + table + " WHERE " + name
                        + " IS NOT NULL) WHERE changed IS NOT NULL");
    }

    /** Replaces whole values of a column. Gives the number of rows that were changed. */
    long inValues(String column, Function<String, Optional<String>> alias) throws SQLException {
        Map<String, String> aliases = new LinkedHashMap<>();
        inColumn(column, word -> alias.apply(word).ifPresent(other -> aliases.put(word, other)));
        session.run("CREATE OR REPLACE TEMP TABLE aliases (word VARCHAR, alias VARCHAR)");
        if (!aliases.isEmpty()) {
            session.run("INSERT INTO aliases VALUES "
                    + aliases.entrySet().stream()
                            .map(entry -> "(" + Quoted.literal(entry.getKey()) + ", " + Quoted.literal(entry.getValue())
                                    + ")")
                            .collect(Collectors.joining(", ")));
        }
        return update(
                column,
                "SELECT " + table + ".rowid AS position, aliases.alias AS alias FROM " + table
                        + " JOIN aliases ON aliases.word = " + table + "." + Quoted.identifier(column));
    }

    private long update(String column, String changes) throws SQLException {
        session.run("CREATE OR REPLACE TEMP TABLE changes AS " + changes);
        session.run("UPDATE " + table + " SET " + Quoted.identifier(column) + " = changes.alias"
                + " FROM changes WHERE " + table + ".rowid = changes.position");
        return session.count("SELECT count(*) FROM changes");
    }

    private void each(String query, Consumer<String> value) throws SQLException {
        try (Cursor cursor = session.cursor(query)) {
            while (cursor.advance()) {
                value.accept(String.valueOf(cursor.value(0)));
            }
        }
    }
}
