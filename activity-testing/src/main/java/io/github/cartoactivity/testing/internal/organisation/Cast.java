package io.github.cartoactivity.testing.internal.organisation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everybody and everything that there is on one day. Who or what is picked exists at the moment it is picked for; where
 * luck does not find one, it is the founder, or the thing that is never deleted. Immutable.
 */
final class Cast {
    private static final int TRIES = 4;

    private final @Nullable Person[] people;
    private final List<Person> members = new ArrayList<>();
    private final List<Person> editors = new ArrayList<>();
    private final List<Person> admins = new ArrayList<>();
    private final Map<ThingKind, List<Thing>> things = new EnumMap<>(ThingKind.class);
    private final @Nullable Thing[] connections;

    Cast(People everybody, Map<ThingKind, Things> everything, long day) {
        people = new Person[everybody.places()];
        for (int place = 0; place < people.length; place++) {
            Person person = everybody.on(place, day);
            people[place] = person;
            if (person != null) {
                join(person, (day + 1) * Profile.DAY - 1);
            }
        }
        everything.forEach((kind, all) -> {
            List<Thing> existing = new ArrayList<>();
            for (int place = 0; place < all.places(); place++) {
                Thing thing = all.on(place, day);
                if (thing != null) {
                    existing.add(thing);
                }
            }
            things.put(kind, existing);
        });
        List<Thing> existing = all(ThingKind.CONNECTION);
        connections = new Thing[existing.get(existing.size() - 1).life().place() + 1];
        existing.forEach(connection -> connections[connection.life().place()] = connection);
    }

    private void join(Person person, long endOfDay) {
        members.add(person);
        if (person.mayEditAt(endOfDay)) {
            editors.add(person);
        }
        if (person.mayAdministerAt(endOfDay)) {
            admins.add(person);
        }
    }

    List<Person> members() {
        return members;
    }

    List<Thing> all(ThingKind kind) {
        return things.getOrDefault(kind, List.of());
    }

    Person founder() {
        return members.get(0);
    }

    /** The thing of a kind that is never deleted. */
    Thing evergreen(ThingKind kind) {
        return all(kind).get(0);
    }

    Person member(Dice dice, long millis) {
        return pick(members, person -> person.isMemberAt(millis), dice);
    }

    Person editor(Dice dice, long millis) {
        return pick(editors, person -> person.isMemberAt(millis) && person.mayEditAt(millis), dice);
    }

    Person admin(Dice dice, long millis) {
        return pick(admins, person -> person.isMemberAt(millis) && person.mayAdministerAt(millis), dice);
    }

    /** The person who looks after a thing at a moment: its maker, or whoever sits next to the empty place. */
    Person ownerOf(Thing thing, long millis) {
        for (int i = 0; i < TRIES; i++) {
            Person person = people[(thing.ownerPlace() + i) % people.length];
            if (person != null && person.isMemberAt(millis) && person.mayEditAt(millis)) {
                return person;
            }
        }
        return founder();
    }

    /** The connection that a thing reads from at a moment. */
    Thing connectionOf(Thing thing, long millis) {
        if (thing.kind() == ThingKind.CONNECTION) {
            return thing;
        }
        Thing connection = thing.connectionPlace() < connections.length ? connections[thing.connectionPlace()] : null;
        return connection != null && connection.existsAt(millis) ? connection : evergreen(ThingKind.CONNECTION);
    }

    /** Any thing of a kind; some are picked far more often than others. */
    Thing thing(ThingKind kind, Dice dice, long millis) {
        List<Thing> pool = all(kind);
        for (int i = 0; i < TRIES; i++) {
            double share = dice.share();
            Thing thing = pool.get((int) (pool.size() * share * share));
            if (thing.existsAt(millis)) {
                return thing;
            }
        }
        return evergreen(kind);
    }

    private Person pick(List<Person> pool, Predicate<Person> fits, Dice dice) {
        for (int i = 0; i < TRIES && !pool.isEmpty(); i++) {
            Person person = dice.pick(pool);
            if (fits.test(person)) {
                return person;
            }
        }
        return founder();
    }
}
