package io.github.cartoactivity.duckdb.internal.archive;

import io.github.cartoactivity.duckdb.DamageCheck;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What an archive has of the wanted days before a sync.
 *
 * @param present days that both timed tables have, as far as was looked
 * @param damaged days with a file that is not as it was written
 * @param known days with any file
 * @param damagedSnapshots files of users and groups that are not as they were written, and cannot be fetched again
 * @param hasUsers whether there is a sound snapshot of the users
 */
record Inventory(
        Set<LocalDate> present,
        Set<LocalDate> damaged,
        Set<LocalDate> known,
        Set<Path> damagedSnapshots,
        boolean hasUsers) {
    static final Inventory NONE = new Inventory(Set.of(), Set.of(), Set.of(), Set.of(), false);

    static Inventory take(ArchiveLayout layout, DateRange wanted, DamageCheck check) {
        Set<LocalDate> damaged = new HashSet<>();
        Set<LocalDate> known = new HashSet<>();
        Set<LocalDate> present = new HashSet<>(wanted.stream().toList());
        for (ExportCategory category : ExportCategory.values()) {
            if (category.isTimed()) {
                Map<LocalDate, Path> days = layout.days(category).subMap(wanted.from(), wanted.toExclusive());
                days.forEach((day, file) -> {
                    if (!isSound(file, category, day, check)) {
                        damaged.add(day);
                    }
                });
                known.addAll(days.keySet());
                present.retainAll(days.keySet());
            }
        }
        present.removeAll(damaged);
        Set<Path> damagedSnapshots = damagedSnapshots(layout, check);
        boolean hasUsers = !damagedSnapshots.containsAll(
                layout.days(ExportCategory.USER_LIST).values());
        return new Inventory(present, damaged, known, damagedSnapshots, hasUsers);
    }

    private static Set<Path> damagedSnapshots(ArchiveLayout layout, DamageCheck check) {
        Set<Path> damaged = new HashSet<>();
        for (ExportCategory category : ExportCategory.values()) {
            if (!category.isTimed()) {
                layout.days(category).forEach((day, file) -> {
                    if (!isSound(file, category, day, check)) {
                        damaged.add(file);
                    }
                });
            }
        }
        return damaged;
    }

    private static boolean isSound(Path file, ExportCategory category, LocalDate day, DamageCheck check) {
        Predicate<StoredDay> close = switch (check) {
            case ENDINGS -> stored -> true;
            case CHECKSUMS -> StoredDay::isIntact;
        };
        return StoredDay.look(file, category, day).filter(close).isPresent();
    }
}
