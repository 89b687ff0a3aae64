package io.github.cartoactivity.duckdb.internal.archive;

import io.github.cartoactivity.duckdb.ArchiveException;
import io.github.cartoactivity.duckdb.PseudonymKey;
import io.github.cartoactivity.duckdb.SyncOptions;
import io.github.cartoactivity.duckdb.internal.StagedTable;
import io.github.cartoactivity.duckdb.internal.people.People;
import io.github.cartoactivity.model.ExportCategory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What becomes of people in a sync's tables before anything is kept: who was forgotten stays so, and everybody gets a
 * pseudonym where that was asked for.
 */
final class PeopleFilter {
    private final ArchiveLayout layout;
    private final boolean hidesEverybody;
    private final Optional<PseudonymKey> key;
    private final People people;
    private Forgotten forgotten;

    private PeopleFilter(
            ArchiveLayout layout, Optional<PseudonymKey> everybody, Optional<PseudonymKey> key, Forgotten forgotten) {
        this.layout = layout;
        this.hidesEverybody = everybody.isPresent();
        this.key = key;
        this.forgotten = forgotten;
        this.people = PersonAliases.of(key, this::isForgotten, everybody);
    }

    private boolean isForgotten(String pseudonym) {
        return forgotten.pseudonyms().contains(pseudonym);
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
        return hidesEverybody || !forgotten.pseudonyms().isEmpty();
    }

    /** Applies it to a table. Users come before events, because they tell who there is and which addresses are new. */
    void apply(StagedTable table, ExportCategory category) {
        if (!hidesPeople()) {
            return;
        }
        if (category == ExportCategory.USER_LIST && key.isPresent()) {
            remove(table, key.get());
        }
        table.replacePeople(people);
    }

    private void remove(StagedTable table, PseudonymKey known) {
        Set<String> gone = table.users().stream()
                .filter(user -> isForgotten(known.pseudonym(user)))
                .collect(Collectors.toSet());
        List<String> addresses = gone.stream()
                .flatMap(user -> table.emails(user).stream())
                .map(known::pseudonymOfEmail)
                .toList();
        if (!forgotten.pseudonyms().containsAll(addresses)) {
            forgotten = forgotten.with(known, addresses);
            forgotten.write(layout);
        }
        table.meet(people);
        gone.forEach(table::removePerson);
    }
}
