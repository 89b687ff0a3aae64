package io.github.cartoactivity.testing.internal.organisation;

import io.github.cartoactivity.testing.internal.organisation.Lifetimes.Life;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Everybody who is, was and will be in the organisation. Thread-safe: remembers only what it could make anew. */
final class People {
    private static final List<String> FIRST_NAMES = List.of(
            "ana", "bruno", "carmen", "dmitri", "elif", "femi", "giulia", "hiro", "ines", "jonas", "kavya", "luis",
            "mei", "noah", "olga", "pablo", "qadir", "rosa", "sofia", "tomas", "uma", "victor", "wanjiru", "yusuf");
    private static final List<String> LAST_NAMES = List.of(
            "alonso", "becker", "costa", "dubois", "eriksen", "ferrari", "garcia", "haddad", "ito", "jensen", "kaya",
            "lopez", "moreau", "novak", "okafor", "petrov", "quispe", "rossi", "silva", "tanaka", "vega", "weber");
    private static final double SHORT_ROLE_CHANGE = 0.5;
    private static final double SHORT_GROUPS_CHANGE = 0.25;

    private final Lifetimes lifetimes;
    private final AtomicReferenceArray<@Nullable Person> lastSeen;
    private final Groups groups;
    private final long founded;

    People(Profile profile, Groups groups) {
        this.lifetimes = new Lifetimes(profile, "user", 0, profile.users(), 1, 120, 900);
        this.lastSeen = new AtomicReferenceArray<>(lifetimes.places());
        this.groups = groups;
        this.founded = profile.settledAt();
    }

    int places() {
        return lifetimes.places();
    }

    /** The person in a place on some part of a day; null when nobody is there. */
    @Nullable
    Person on(int place, long day) {
        Person last = lastSeen.get(place);
        if (last != null && last.life().touches(day)) {
            return last;
        }
        Life life = lifetimes.on(place, day);
        Person person = life == null ? null : person(life);
        lastSeen.set(place, person);
        return person;
    }

    /** Everybody who joined until a moment, those who have left again too. */
    List<Person> everUntil(long millis) {
        return lifetimes.begunUntil(millis).stream().map(this::person).toList();
    }

    /** The id of the first member, who never leaves. */
    String founderId() {
        return everUntil(founded).get(0).id();
    }

    private Person person(Life life) {
        long key = life.key();
        int place = life.place();
        boolean brief = lifetimes.isShort(place);
        boolean promoted = brief || (place != 0 && Dice.below(10, Dice.hash(key, 10)) < 3);
        boolean regrouped = brief || (place != 0 && Dice.below(10, Dice.hash(key, 11)) < 4);
        String firstRole = place == 0 ? "Superadmin" : place == 2 ? "Admin" : brief ? "Viewer" : role(key);
        return new Person(
                life,
                id(place, key),
                email(place, key),
                firstRole,
                promoted ? promoted(firstRole) : firstRole,
                promoted ? life.moment(brief ? SHORT_ROLE_CHANGE : share(key, 12)) : Long.MAX_VALUE,
                brief ? List.of() : groups.some(Dice.hash(key, 13)),
                brief ? groups.first() : groups.some(Dice.hash(key, regrouped ? 14 : 13)),
                regrouped ? life.moment(brief ? SHORT_GROUPS_CHANGE : share(key, 15)) : Long.MAX_VALUE);
    }

    /** The first places use one login method each, so that even a small organisation has all of them. */
    private static String id(int place, long key) {
        int method = place < 3 ? place : Dice.below(3, Dice.hash(key, 16));
        return switch (method) {
            case 0 -> "auth0|" + Ids.hex(key, 24);
            case 1 -> "google-oauth2|" + Ids.digits(key, 21);
            default -> "saml-ACME|" + Ids.hex(key, 20);
        };
    }

    private static String email(int place, long key) {
        String first = FIRST_NAMES.get(Dice.below(FIRST_NAMES.size(), Dice.hash(key, 17)));
        String last = LAST_NAMES.get(Dice.below(LAST_NAMES.size(), Dice.hash(key, 18)));
        return first + "." + last + "." + place + Ids.hex(key, 3) + "@acme.example";
    }

    private static String role(long key) {
        int lot = Dice.below(100, Dice.hash(key, 19));
        return lot < 8 ? "Admin" : lot < 30 ? "Editor" : lot < 50 ? "Builder" : "Viewer";
    }

    private static String promoted(String role) {
        return switch (role) {
            case "Viewer" -> "Builder";
            case "Admin" -> "Editor";
            default -> "Admin";
        };
    }

    private static double share(long key, int number) {
        return 0.1 + Dice.below(80, Dice.hash(key, number)) / 100.0;
    }
}
