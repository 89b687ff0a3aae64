package io.github.cartoactivity.testing.internal.organisation;

import io.github.cartoactivity.model.GroupRecord;
import java.util.ArrayList;
import java.util.List;

/** The groups: some from the first day on, and a new one for each four weeks. Groups never end. */
final class Groups {
    private static final List<String> ALIASES = List.of(
            "Analysts",
            "Field Operations",
            "Marketing",
            "Retail \"North\"",
            "Señalización",
            "Data Platform",
            "Sales, EMEA");
    private static final int FIRST_EXTRA_DAY = 3;

    private final Profile profile;
    private final long key;

    Groups(Profile profile) {
        this.profile = profile;
        this.key = profile.key("group");
    }

    boolean areEnabled() {
        return profile.groups() > 0;
    }

    /** The groups that exist at a moment. */
    List<GroupRecord> at(long millis) {
        List<GroupRecord> groups = new ArrayList<>();
        if (areEnabled()) {
            for (int number = 0; createdAt(number) <= millis; number++) {
                groups.add(new GroupRecord(id(number), alias(number)));
            }
        }
        return groups;
    }

    /** The numbers of the groups that come into being on a day. */
    List<Integer> createdOn(long day) {
        List<Integer> created = new ArrayList<>();
        if (areEnabled()) {
            for (int number = 0; createdAt(number) < (day + 1) * Profile.DAY; number++) {
                if (createdAt(number) >= day * Profile.DAY) {
                    created.add(number);
                }
            }
        }
        return created;
    }

    /** When a group comes into being. */
    long createdAt(int number) {
        if (number < profile.groups()) {
            return profile.foundedAt() + 2_000 + number;
        }
        long day = profile.firstDay() + FIRST_EXTRA_DAY + (long) Lifetimes.CYCLE * (number - profile.groups());
        return day * Profile.DAY + Profile.DAY / 2;
    }

    String id(int number) {
        return Ids.uuid(Dice.hash(key, number));
    }

    /** The id of one group that exists from the first day on, where groups are enabled. */
    List<String> first() {
        return areEnabled() ? List.of(id(0)) : List.of();
    }

    /** Ids of some of the groups that exist from the first day on, as a lot decides. */
    List<String> some(long lot) {
        if (!areEnabled()) {
            return List.of();
        }
        int first = Dice.below(profile.groups(), lot);
        int second = Dice.below(profile.groups(), Dice.hash(lot, 1));
        return switch (Dice.below(3, Dice.hash(lot, 2))) {
            case 0 -> List.of();
            case 1 -> List.of(id(first));
            default -> first == second ? List.of(id(first)) : List.of(id(first), id(second));
        };
    }

    private static String alias(int number) {
        String alias = ALIASES.get(number % ALIASES.size());
        int round = number / ALIASES.size();
        return round == 0 ? alias : alias + " " + (round + 1);
    }
}
