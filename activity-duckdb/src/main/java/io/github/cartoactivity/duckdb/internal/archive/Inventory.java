package io.github.cartoactivity.duckdb.internal.archive;

import io.github.cartoactivity.duckdb.DamageCheck;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an archive has of the wanted days before a sync.
 *
 * @param present days that both timed tables have, as far as was looked
 * @param settled those of them that were fetched so long after they ended that no late events are expected
 * @param damaged days with a file that is not as it was written
 * @param known days with any file
 * @param damagedSnapshots files of users and groups that are not as they were written, and cannot be fetched again
 * @param hasUsers whether there is a sound snapshot of the users
 */
record Inventory(
        Set<LocalDate> present,
        Set<LocalDate> settled,
        Set<LocalDate> damaged,
        Set<LocalDate> known,
        Set<Path> damagedSnapshots,
        boolean hasUsers) {
    static final Inventory NONE = new Inventory(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), false);

    static Inventory take(ArchiveLayout layout, DateRange wanted, DamageCheck check, int lookBack) {
        Set<LocalDate> damaged = new HashSet<>();
        Set<LocalDate> known = new HashSet<>();
        Set<LocalDate> unsettled = new HashSet<>();
        Set<LocalDate> present = new HashSet<>(wanted.stream().toList());
        timed().forEach(category -> {
            Map<LocalDate, Path> days = layout.days(category).subMap(wanted.from(), wanted.toExclusive());
            days.forEach((day, file) -> {
                Optional<StoredDay> sound = StoredDay.look(file, category, day, check);
                if (sound.isEmpty()) {
                    damaged.add(day);
                } else if (sound.get().facts().fetched().isBefore(day.plusDays(lookBack))) {
                    unsettled.add(day);
                }
            });
            known.addAll(days.keySet());
            present.retainAll(days.keySet());
        });
        present.removeAll(damaged);
        Set<LocalDate> settled = new HashSet<>(present);
        settled.removeAll(unsettled);
        Set<Path> damagedSnapshots = damagedSnapshots(layout, check);
        boolean hasUsers = !damagedSnapshots.containsAll(
                layout.days(ExportCategory.USER_LIST).values());
        return new Inventory(present, settled, damaged, known, damagedSnapshots, hasUsers);
    }

    private static Stream<ExportCategory> timed() {
        return Stream.of(ExportCategory.values()).filter(ExportCategory::isTimed);
    }

    private static Set<Path> damagedSnapshots(ArchiveLayout layout, DamageCheck check) {
        Set<Path> damaged = new HashSet<>();
        Stream.of(ExportCategory.values())
                .filter(category -> !category.isTimed())
                .forEach(category -> layout.days(category).forEach((day, file) -> {
                    if (StoredDay.look(file, category, day, check).isEmpty()) {
                        damaged.add(file);
                    }
                }));
        return damaged;
    }
}
