package io.github.cartoactivity.duckdb.internal.rewrite;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something in a FROM clause. It is the archive's {@code activity} if it has a node, which is then the one to change;
 * otherwise it is known by its columns, or not known at all.
 */
final class Relation {
    private final String name;
    private final Optional<Set<String>> columns;
    private final @Nullable ObjectNode activity;
    private final Set<String> obstacles = new LinkedHashSet<>();

    private Relation(String name, Optional<Set<String>> columns, @Nullable ObjectNode activity) {
        this.name = name;
        this.columns = columns;
        this.activity = activity;
    }

    /** The archive's events. */
    static Relation activity(String name, Set<String> columns, ObjectNode node) {
        return new Relation(name, Optional.of(columns), node);
    }

    /** Another one of CARTO's tables. */
    static Relation table(String name, Set<String> columns) {
        return new Relation(name, Optional.of(columns), null);
    }

    /** A subquery, a function, a table or view of whoever wrote the statement. */
    static Relation unknown(String name) {
        return new Relation(name, Optional.empty(), null);
    }

    /** The name by which its columns are called, as it is written. */
    String name() {
        return name;
    }

    boolean isCalled(String other) {
        return lower(name).equals(lower(other));
    }

    boolean isActivity() {
        return activity != null;
    }

    /** The table reference to change. */
    ObjectNode node() {
        if (activity == null) {
            throw new IllegalStateException(name + " is not the archive's");
        }
        return activity;
    }

    boolean certainlyLacks(String column) {
        return columns.isPresent() && !columns.get().contains(lower(column));
    }

    /** Notes why the reference has to stay. */
    void keep(String why) {
        obstacles.add(why);
    }

    Set<String> obstacles() {
        return Set.copyOf(obstacles);
    }

    /** Names are compared as DuckDB does, without case. */
    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
