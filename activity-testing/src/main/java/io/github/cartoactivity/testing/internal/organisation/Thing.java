package io.github.cartoactivity.testing.internal.organisation;

import io.github.cartoactivity.testing.internal.organisation.LifeEvents.Origin;
import io.github.cartoactivity.testing.internal.organisation.Lifetimes.Life;
import java.util.List;
import java.util.Optional;

/**
 * A map, workflow, connection, token, application or AI agent.
 *
 * @param kind which of these
 * @param life from its creation to its deletion
 * @param id its id
 * @param name its name
 * @param ownerPlace the place of the person who made it
 * @param connectionPlace the place of the connection that it reads from
 * @param firstPrivacy who may see it until that changes
 * @param privacy who may see it after that
 * @param privacyChangeAt when that changes; {@link Long#MAX_VALUE} for never
 */
record Thing(
        ThingKind kind,
        Life life,
        String id,
        String name,
        int ownerPlace,
        int connectionPlace,
        String firstPrivacy,
        String privacy,
        long privacyChangeAt) {

    boolean existsAt(long millis) {
        return life.isAt(millis);
    }

    String privacyAt(long millis) {
        return millis < privacyChangeAt ? firstPrivacy : privacy;
    }

    boolean isPublicAt(long millis) {
        return privacyAt(millis).equals("public");
    }

    /** How it was made; empty for from nothing. The short lives have one origin each, so that all are seen. */
    Optional<Origin> origin(List<Origin> origins) {
        int place = life.place();
        if (place == 0 || origins.isEmpty()) {
            return Optional.empty();
        }
        if (place <= origins.size()) {
            return Optional.of(origins.get(place - 1));
        }
        int lot = trait(0, 2 * origins.size());
        return lot < origins.size() ? Optional.of(origins.get(lot)) : Optional.empty();
    }

    /** A property that stays for the whole life: a number from 0 up to, not including, a bound. */
    int trait(int number, int bound) {
        return Dice.below(bound, Dice.hash(life.key(), 100L + number));
    }
}
