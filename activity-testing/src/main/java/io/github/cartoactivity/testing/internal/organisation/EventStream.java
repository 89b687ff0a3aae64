package io.github.cartoactivity.testing.internal.organisation;

import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.EventData;
import io.github.cartoactivity.testing.Oddity;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The events of a range, day after day, made while they are read. Not thread-safe. */
public final class EventStream implements Iterator<ActivityEvent> {
    private final World world;
    private final Oddities oddities;
    private final PayloadText text = new PayloadText();
    private final long lastDay;
    private final Deque<ActivityEvent> ready = new ArrayDeque<>();
    private long day;
    private @Nullable DayOfEvents today;
    private Dice words = new Dice(0);
    private int number;

    /** The events of a range as they are known at a moment. */
    public EventStream(World world, Set<Oddity> oddities, DateRange range, Instant asOf) {
        this.world = world;
        this.oddities = new Oddities(world, oddities, asOf);
        this.day = Math.max(range.from().toEpochDay(), world.profile().firstDay()) - 1;
        this.lastDay = range.last().toEpochDay();
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty()) {
            if (today != null && today.hasNext()) {
                Happening happening = today.next();
                String payload = world.payloads().of(happening, text, words);
                ActivityEvent event = new ActivityEvent(
                        happening.type(),
                        happening.type().wireName(),
                        Instant.ofEpochMilli(happening.at()),
                        EventData.of(payload));
                oddities.pass(event, day, number, ready);
                number++;
            } else if (!nextDay()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public ActivityEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    private boolean nextDay() {
        if (today != null) {
            today = null;
            oddities.end(day, ready);
            return true;
        }
        if (day >= lastDay) {
            return false;
        }
        day++;
        number = 0;
        words = new Dice(Dice.hash(world.profile().key("words"), day));
        today = new DayOfEvents(world, day);
        oddities.begin(day, ready);
        return true;
    }
}
