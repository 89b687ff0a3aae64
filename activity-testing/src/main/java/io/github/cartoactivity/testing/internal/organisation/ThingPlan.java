package io.github.cartoactivity.testing.internal.organisation;

import java.util.List;

/**
 * How many things of a kind there are, and how long they live.
 *
 * @param order which kind this is of those whose first thing the founder makes one after the other
 * @param perUser how many there are for each user
 * @param atLeast how many there are besides
 * @param shortPlaces how many of them live shortly; one for each way in which they can be made
 * @param minDays how long the others live, at least
 * @param maxDays how long the others live, at most
 * @param privacies who may see them, from few to many
 */
record ThingPlan(
        int order, double perUser, int atLeast, int shortPlaces, int minDays, int maxDays, List<String> privacies) {
    private static final List<String> OWN = List.of("private");
    private static final List<String> SHARED = List.of("private", "shared");
    private static final List<String> PUBLIC = List.of("private", "shared", "public");

    static ThingPlan of(ThingKind kind) {
        return switch (kind) {
            case CONNECTION -> new ThingPlan(1, 0.2, 4, 1, 200, 900, SHARED);
            case MAP -> new ThingPlan(2, 2, 10, 7, 60, 400, PUBLIC);
            case WORKFLOW -> new ThingPlan(3, 1, 6, 4, 90, 500, SHARED);
            case TOKEN -> new ThingPlan(4, 0.25, 3, 1, 30, 360, OWN);
            case APP -> new ThingPlan(5, 0.1, 3, 1, 100, 700, PUBLIC);
            case AGENT -> new ThingPlan(6, 0.08, 3, 1, 60, 300, SHARED);
        };
    }

    Lifetimes lifetimes(ThingKind kind, Profile profile) {
        int places = (int) (atLeast + perUser * profile.users());
        return new Lifetimes(profile, kind.name(), order, places, shortPlaces, minDays, maxDays);
    }
}
