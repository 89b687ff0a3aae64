package io.github.cartoactivity.testing.internal.organisation;

import io.github.cartoactivity.testing.internal.organisation.Lifetimes.Life;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Everything of one kind that is, was and will be in the organisation. Thread-safe: remembers only what it could make anew. */
final class Things {
    private static final List<String> SUBJECTS = List.of(
            "Store catchments",
            "Delivery routes",
            "Flood risk",
            "Footfall",
            "Site selection",
            "Churn by district",
            "5G coverage",
            "Crop health",
            "Parcel prices",
            "Road incidents",
            "Wind farms",
            "Bike sharing");
    private static final List<String> PLACES =
            List.of("Madrid", "New York", "Nairobi", "Tokyo", "Lima", "Berlin", "Sydney", "Montréal");
    private static final double SHORT_CHANGE = 0.5;

    private final ThingKind kind;
    private final ThingPlan plan;
    private final Lifetimes lifetimes;
    private final AtomicReferenceArray<@Nullable Thing> lastSeen;
    private final int people;
    private final int connections;

    Things(ThingKind kind, Profile profile, int people) {
        this.kind = kind;
        this.plan = ThingPlan.of(kind);
        this.lifetimes = plan.lifetimes(kind, profile);
        this.lastSeen = new AtomicReferenceArray<>(lifetimes.places());
        this.people = people;
        this.connections = ThingPlan.of(ThingKind.CONNECTION)
                .lifetimes(ThingKind.CONNECTION, profile)
                .places();
    }

    int places() {
        return lifetimes.places();
    }

    /** The thing in a place on some part of a day; null when there is none. */
    @Nullable
    Thing on(int place, long day) {
        Thing last = lastSeen.get(place);
        if (last != null && last.life().touches(day)) {
            return last;
        }
        Life life = lifetimes.on(place, day);
        Thing thing = life == null ? null : thing(life);
        lastSeen.set(place, thing);
        return thing;
    }

    private Thing thing(Life life) {
        long key = life.key();
        boolean brief = lifetimes.isShort(life.place());
        boolean changes = brief || (life.place() != 0 && Dice.below(10, Dice.hash(key, 20)) < 3);
        List<String> privacies = plan.privacies();
        int first = life.place() == 0 ? privacies.size() - 1 : Dice.below(privacies.size(), Dice.hash(key, 21));
        int second = changes ? (first + 1) % privacies.size() : first;
        return new Thing(
                kind,
                life,
                Ids.uuid(key),
                name(key),
                Dice.below(people, Dice.hash(key, 22)),
                Dice.below(connections, Dice.hash(key, 23)),
                privacies.get(first),
                privacies.get(second),
                changes
                        ? life.moment(brief ? SHORT_CHANGE : 0.1 + Dice.below(80, Dice.hash(key, 24)) / 100.0)
                        : Long.MAX_VALUE);
    }

    private static String name(long key) {
        return SUBJECTS.get(Dice.below(SUBJECTS.size(), Dice.hash(key, 25))) + " "
                + PLACES.get(Dice.below(PLACES.size(), Dice.hash(key, 26)));
    }
}
