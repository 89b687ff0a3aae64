package io.github.cartoactivity.duckdb.internal.archive;

import io.github.cartoactivity.duckdb.ArchiveException;
import io.github.cartoactivity.duckdb.PseudonymKey;
import io.github.cartoactivity.duckdb.SyncOptions;
import io.github.cartoactivity.duckdb.internal.StagedTable;
import io.github.cartoactivity.model.ExportCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What becomes of people in a sync's tables before anything is kept: who was forgotten stays so, and everybody gets a
 * pseudonym where that was asked for.
 */
final class PeopleFilter {
    private final ArchiveLayout layout;
    private final Optional<PseudonymKey> everybody;
    private final Optional<PseudonymKey> key;
    private Forgotten forgotten;

    private PeopleFilter(
            ArchiveLayout layout, Optional<PseudonymKey> everybody, Optional<PseudonymKey> key, Forgotten forgotten) {
        this.layout = layout;
        this.everybody = everybody;
        this.key = key;
        this.forgotten = forgotten;
    }

    /**
     * The filter of a sync.
     *
     * @throws ArchiveException if people were forgotten and the sync does not have the key
     */
    static PeopleFilter of(ArchiveLayout layout, SyncOptions options) {
        Forgotten forgotten = Forgotten.read(layout);
        Optional<PseudonymKey> key = options.forgetting().or(options::pseudonyms);
        forgotten.requireKey(key);
        return new PeopleFilter(layout, options.pseudonyms(), key, forgotten);
    }

    /** Whether files as they were received tell of people who are not to be kept. */
    boolean hidesPeople() {
        return everybody.isPresent() || !forgotten.pseudonyms().isEmpty();
    }

    /** Applies it to a table. Users come before events, because they tell addresses that were not known. */
    void apply(StagedTable table, ExportCategory category) {
        if (key.isPresent() && !forgotten.pseudonyms().isEmpty()) {
            if (category == ExportCategory.USER_LIST) {
                remove(table, key.get());
            } else {
                Function<String, Optional<String>> those = PersonAliases.ofForgotten(key.get(), forgotten.pseudonyms());
                table.replacePeople(
                        either(those, everybody.map(PersonAliases::ofEverybody)),
                        either(those, everybody.map(PersonAliases::ofEveryId)));
                return;
            }
        }
        everybody.ifPresent(one -> table.replacePeople(PersonAliases.ofEverybody(one), PersonAliases.ofEveryId(one)));
    }

    private static Function<String, Optional<String>> either(
            Function<String, Optional<String>> those, Optional<Function<String, Optional<String>>> others) {
        return word -> those.apply(word).or(() -> others.flatMap(alias -> alias.apply(word)));
    }

    private void remove(StagedTable table, PseudonymKey known) {
        List<String> addresses = new ArrayList<>();
        for (String user : table.users()) {
            if (forgotten.pseudonyms().contains(known.pseudonym(user))) {
                table.emails(user).forEach(email -> addresses.add(known.pseudonymOfEmail(email)));
                table.removePerson(user);
            }
        }
        if (!forgotten.pseudonyms().containsAll(addresses)) {
            forgotten = forgotten.with(known, addresses);
            forgotten.write(layout);
        }
    }
}
