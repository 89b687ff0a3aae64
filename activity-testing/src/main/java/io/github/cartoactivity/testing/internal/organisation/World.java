package io.github.cartoactivity.testing.internal.organisation;

import java.util.EnumMap;
import java.util.Map;

/** Everything that an organisation's life is made from. Immutable, so that days can be made side by side. */
public final class World {
    private final Profile profile;
    private final Groups groups;
    private final People people;
    private final Map<ThingKind, Things> things = new EnumMap<>(ThingKind.class);
    private final EventMix mix;
    private final Payloads payloads = new Payloads();

    /** The world of a profile. */
    public World(Profile profile) {
        this.profile = profile;
        groups = new Groups(profile);
        people = new People(profile, groups);
        for (ThingKind kind : ThingKind.values()) {
            things.put(kind, new Things(kind, profile, people.places()));
        }
        mix = new EventMix(profile);
    }

    Profile profile() {
        return profile;
    }

    Groups groups() {
        return groups;
    }

    People people() {
        return people;
    }

    EventMix mix() {
        return mix;
    }

    Payloads payloads() {
        return payloads;
    }

    Cast castOf(long day) {
        return new Cast(people, things, day);
    }
}
