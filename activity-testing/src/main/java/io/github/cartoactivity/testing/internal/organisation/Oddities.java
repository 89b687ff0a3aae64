package io.github.cartoactivity.testing.internal.organisation;

import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ActivityEventType;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.EventData;
import io.github.cartoactivity.testing.Oddity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes some events odd. Which ones follows from the day and their number, and leaves all others as they are. */
final class Oddities {
    private static final int ONE_IN = 150;
    private static final Duration LATE = Duration.ofDays(2);
    private static final List<String> UNKNOWN_TYPES = List.of("DataSourceDeleted", "HologramShared", "mapcreated");
    private static final List<String> MALFORMED =
            List.of("{\"userId\":\"auth0|", "not json", "{'userId':1}", "}{", "\"");

    private final long key;
    private final World world;
    private final Set<Oddity> wanted;
    private final Instant asOf;

    Oddities(World world, Set<Oddity> wanted, Instant asOf) {
        this.key = world.profile().key("oddities");
        this.world = world;
        this.wanted = wanted;
        this.asOf = asOf;
    }

    /** Hands an event on: as it is, odd, twice, or not yet. */
    void pass(ActivityEvent event, long day, int number, Collection<ActivityEvent> out) {
        if (wanted.isEmpty()) {
            out.add(event);
            return;
        }
        Dice dice = new Dice(Dice.hash(Dice.hash(key, day), number));
        if (hits(Oddity.LATE_EVENTS, dice)
                && asOf.isBefore(DateRange.readyAt(LocalDate.ofEpochDay(day)).plus(LATE))) {
            return;
        }
        ActivityEvent passed = hits(Oddity.UNKNOWN_TYPES, dice)
                ? ActivityEvent.of(dice.pick(UNKNOWN_TYPES), event.ts(), event.data())
                : event;
        passed = withData(passed, dice);
        out.add(passed);
        if (hits(Oddity.EQUAL_EVENTS, dice)) {
            out.add(passed);
        }
    }

    /** What a day begins with. */
    void begin(long day, Collection<ActivityEvent> out) {
        if (wanted.contains(Oddity.DAY_EDGES) && day > world.profile().firstDay()) {
            out.add(atEdge(Instant.ofEpochMilli(day * Profile.DAY)));
        }
    }

    /** What a day ends with. */
    void end(long day, Collection<ActivityEvent> out) {
        if (wanted.contains(Oddity.DAY_EDGES)) {
            out.add(atEdge(Instant.ofEpochMilli((day + 1) * Profile.DAY).minusNanos(1_000)));
        }
    }

    private ActivityEvent atEdge(Instant ts) {
        String founder = world.people().founderId();
        String data = "{\"userId\":\"" + founder + "\"}";
        ActivityEventType type = ActivityEventType.MAPS_LISTED;
        return new ActivityEvent(type, type.wireName(), ts, EventData.of(data));
    }

    private ActivityEvent withData(ActivityEvent event, Dice dice) {
        String raw = event.data().raw().orElse("");
        if (hits(Oddity.SPECIAL_CHARACTERS, dice)) {
            return with(
                    event,
                    raw.substring(0, raw.length() - 1) + (raw.length() > 2 ? "," : "")
                            + "\"note\":\"Ñandú, \\\"quoted\\\" \uD83D\uDDFA \\n\",\n\r\n \"tab\":\"\\t;'--\"}");
        }
        if (hits(Oddity.NO_DATA, dice)) {
            return with(event, null);
        }
        if (hits(Oddity.EMPTY_DATA, dice)) {
            return with(event, "");
        }
        return hits(Oddity.MALFORMED_DATA, dice) ? with(event, dice.pick(MALFORMED)) : event;
    }

    private static ActivityEvent with(ActivityEvent event, @Nullable String data) {
        return new ActivityEvent(event.type(), event.typeName(), event.ts(), EventData.of(data));
    }

    private boolean hits(Oddity oddity, Dice dice) {
        return dice.below(ONE_IN) == 0 && wanted.contains(oddity);
    }
}
