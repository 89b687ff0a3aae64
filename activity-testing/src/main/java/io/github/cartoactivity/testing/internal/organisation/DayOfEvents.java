package io.github.cartoactivity.testing.internal.organisation;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What happens on one day, in the order of time: milestones, what people begin, and what follows from that. Not
 * thread-safe.
 */
final class DayOfEvents implements Iterator<Happening> {
    private final Rhythm rhythm;
    private final Scenes scenes;
    private final EventMix mix;
    private final Dice dice;
    private final long settledAt;
    private final long lastMilli;
    private final Iterator<Happening> milestones;
    private final PriorityQueue<Happening> sequels = new PriorityQueue<>(Comparator.comparingLong(Happening::at));
    private @Nullable Happening milestone;
    private int begun;
    private long nextBeginning;
    private @Nullable Happening next;

    DayOfEvents(World world, long day) {
        dice = new Dice(Dice.hash(world.profile().key("events"), day));
        Cast cast = world.castOf(day);
        scenes = new Scenes(world, cast);
        mix = world.mix();
        rhythm = new Rhythm(world.profile(), day, mix.eventsForEach());
        settledAt = world.profile().settledAt();
        lastMilli = (day + 1) * Profile.DAY - 1;
        List<Happening> planned = Milestones.of(world, cast, day, dice);
        milestones = planned.iterator();
        milestone = milestones.hasNext() ? milestones.next() : null;
        nextBeginning = beginning();
        next = advance();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Happening next() {
        Happening current = next;
        if (current == null) {
            throw new NoSuchElementException();
        }
        for (Sequel sequel : Sequel.of(current.type())) {
            if (dice.chance(sequel.probability())) {
                long at = Math.min(current.at() + sequel.delay(dice), lastMilli);
                sequels.add(current.followedBy(sequel.type(), at));
            }
        }
        next = advance();
        return current;
    }

    private @Nullable Happening advance() {
        while (true) {
            long milestoneAt = milestone == null ? Long.MAX_VALUE : milestone.at();
            Happening sequel = sequels.peek();
            long sequelAt = sequel == null ? Long.MAX_VALUE : sequel.at();
            if (milestone != null && milestoneAt <= sequelAt && milestoneAt <= nextBeginning) {
                Happening current = milestone;
                milestone = milestones.hasNext() ? milestones.next() : null;
                return current;
            }
            if (sequel != null && sequelAt <= nextBeginning) {
                sequels.remove();
                if (sequel.isPossible()) {
                    return sequel;
                }
            } else if (nextBeginning == Long.MAX_VALUE) {
                return null;
            } else {
                long at = nextBeginning;
                nextBeginning = beginning();
                return scenes.any(mix.draw(dice), at, dice);
            }
        }
    }

    /** When the next event begins something; never, once the day's number is reached. */
    private long beginning() {
        while (begun < rhythm.events()) {
            long at = rhythm.at(begun, dice.share());
            begun++;
            if (at >= settledAt) {
                return at;
            }
        }
        return Long.MAX_VALUE;
    }
}
