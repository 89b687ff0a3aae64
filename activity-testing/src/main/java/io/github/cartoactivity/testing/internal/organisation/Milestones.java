package io.github.cartoactivity.testing.internal.organisation;

import io.github.cartoactivity.model.ActivityEventType;
import io.github.cartoactivity.testing.internal.organisation.Happening.Change;
import io.github.cartoactivity.testing.internal.organisation.LifeEvents.Focus;
import io.github.cartoactivity.testing.internal.organisation.LifeEvents.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What has to happen on a day: somebody joins, changes role or leaves, something is made, shared or deleted, and each
 * other type has its turn once in four weeks.
 */
final class Milestones {
    /** The types of event that happen as milestones only. */
    static final Set<ActivityEventType> TYPES = types();

    private static final int TURN_STEP = 5;
    private static final long TURNS_BEGIN = Profile.DAY / 24 * 9;
    private static final long TURNS_MILLIS = Profile.DAY / 24 * 8;

    private final Cast cast;
    private final long from;
    private final long to;
    private final List<Happening> list = new ArrayList<>();

    private Milestones(Cast cast, long day) {
        this.cast = cast;
        this.from = day * Profile.DAY;
        this.to = from + Profile.DAY;
    }

    /** The milestones of a day, in the order of their time. */
    static List<Happening> of(World world, Cast cast, long day, Dice dice) {
        Milestones milestones = new Milestones(cast, day);
        cast.members().forEach(milestones::person);
        for (ThingKind kind : ThingKind.values()) {
            cast.all(kind).forEach(milestones::thing);
        }
        world.groups().createdOn(day).forEach(number -> milestones.group(world.groups(), number));
        milestones.turns(world, day, dice);
        milestones.list.sort(Comparator.comparingLong(Happening::at));
        return milestones.list;
    }

    private void person(Person person) {
        personal(ActivityEventType.USER_CREATED, person.life().from(), person, Change.NONE);
        personal(
                ActivityEventType.USER_ROLE_UPDATED,
                person.roleChangeAt(),
                person,
                Change.of(person.firstRole(), person.role()));
        if (!person.firstGroups().equals(person.groups())) {
            personal(ActivityEventType.SYNC_USER_GROUPS, person.groupsChangeAt(), person, Change.NONE);
        }
        personal(ActivityEventType.USER_DELETED, person.life().to(), person, Change.NONE);
    }

    private void personal(ActivityEventType type, long at, Person person, Change change) {
        Thing warehouse = cast.evergreen(ThingKind.CONNECTION);
        add(new Happening(type, at, person, warehouse, warehouse, at, change));
    }

    private void thing(Thing thing) {
        LifeEvents events = LifeEvents.of(thing.kind());
        long born = thing.life().from();
        add(about(thing, events.created(), born));
        thing.origin(events.origins()).ifPresent(origin -> add(about(thing, origin, born + origin.delay())));
        Happening changed = about(thing, events.changed(), thing.privacyChangeAt());
        add(new Happening(
                changed.type(),
                changed.at(),
                changed.actor(),
                thing,
                changed.connection(),
                changed.story(),
                Change.of(thing.firstPrivacy(), thing.privacy())));
        add(about(thing, events.deleted(), thing.life().to()));
    }

    private Happening about(Thing thing, ActivityEventType type, long at) {
        Thing connection = cast.connectionOf(thing, at);
        return new Happening(type, at, cast.ownerOf(thing, at), thing, connection, at, Change.NONE);
    }

    private Happening about(Thing thing, Origin origin, long at) {
        Person actor = cast.ownerOf(thing, at);
        ThingKind sourceKind = Scenes.subjectOf(origin.type());
        Thing subject = origin.focus() == Focus.THING ? thing : cast.evergreen(sourceKind);
        Thing connection = cast.connectionOf(thing, at);
        return new Happening(origin.type(), at, actor, subject, connection, at, Change.with(thing.id()));
    }

    private void group(Groups groups, int number) {
        Thing warehouse = cast.evergreen(ThingKind.CONNECTION);
        long at = groups.createdAt(number);
        add(new Happening(
                ActivityEventType.GROUP_CREATED,
                at,
                cast.founder(),
                warehouse,
                warehouse,
                at,
                Change.with(groups.id(number))));
    }

    /** The types whose turn it is today: each once in four weeks. */
    private void turns(World world, long day, Dice dice) {
        List<ActivityEventType> types = world.mix().types();
        long cycleDay = (day - world.profile().firstDay()) % Lifetimes.CYCLE;
        for (int i = 0; i < types.size(); i++) {
            if ((long) i * TURN_STEP % Lifetimes.CYCLE == cycleDay) {
                long at = from + TURNS_BEGIN + Math.floorMod(dice.next(), TURNS_MILLIS);
                add(new Scenes(world, cast).evergreen(types.get(i), at, dice));
            }
        }
    }

    private void add(Happening happening) {
        if (happening.at() >= from && happening.at() < to) {
            list.add(happening);
        }
    }

    private static Set<ActivityEventType> types() {
        Set<ActivityEventType> types = EnumSet.of(
                ActivityEventType.USER_CREATED,
                ActivityEventType.USER_ROLE_UPDATED,
                ActivityEventType.SYNC_USER_GROUPS,
                ActivityEventType.USER_DELETED,
                ActivityEventType.GROUP_CREATED);
        types.addAll(LifeEvents.types());
        return types;
    }
}
