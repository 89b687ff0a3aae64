package io.github.cartoactivity.duckdb.internal.rewrite;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the names in one SELECT mean, as far as that is certain. */
final class Scope {
    private final @Nullable Scope outer;
    private final List<Relation> relations = new ArrayList<>();
    private final Set<String> aliases = new HashSet<>();
    private boolean doubtful;

    /**
     * A scope without relations.
     *
     * @param outer the one around it, whose names a subquery in an expression may use; null for none
     */
    Scope(@Nullable Scope outer) {
        this.outer = outer;
    }

    void add(Relation relation) {
        doubtful |= relations.stream().anyMatch(other -> other.isCalled(relation.name()));
        relations.add(relation);
    }

    /** A name that the select list gives to something, which other clauses may mean instead of a column. */
    void addAlias(String alias) {
        aliases.add(Relation.lower(alias));
    }

    /** From here on no name is certain: columns of several relations are made one. */
    void doubt() {
        doubtful = true;
    }

    boolean isDoubtful() {
        return doubtful;
    }

    List<Relation> relations() {
        return List.copyOf(relations);
    }

    /** The archive's events, if that is what a reference to their column {@code data} certainly means. */
    Optional<Relation> owner(JsonNode reference) {
        JsonNode names = reference.path("column_names");
        String column = names.path(names.size() - 1).asText();
        if (doubtful || !Relation.lower(column).equals("data")) {
            return Optional.empty();
        }
        return switch (names.size()) {
            case 1 -> ofUnqualified();
            case 2 -> ofQualified(names.path(0).asText());
            default -> Optional.empty();
        };
    }

    /** A second relation with such a column would make the statement ambiguous, which DuckDB refuses. */
    private Optional<Relation> ofUnqualified() {
        List<Relation> events = relations.stream().filter(Relation::isActivity).toList();
        boolean certain = events.size() == 1 && !aliases.contains("data");
        return certain ? Optional.of(events.get(0)) : Optional.empty();
    }

    /** A name that no relation has could be that of a column with fields; where none can be, it is one of outside. */
    private Optional<Relation> ofQualified(String qualifier) {
        List<Relation> called =
                relations.stream().filter(one -> one.isCalled(qualifier)).toList();
        if (!called.isEmpty()) {
            return called.size() == 1 && called.get(0).isActivity() ? Optional.of(called.get(0)) : Optional.empty();
        }
        Scope around = outer;
        if (around == null || around.doubtful || aliases.contains(Relation.lower(qualifier))) {
            return Optional.empty();
        }
        boolean outside = relations.stream().allMatch(one -> one.certainlyLacks(qualifier));
        return outside ? around.ofQualified(qualifier) : Optional.empty();
    }
}
