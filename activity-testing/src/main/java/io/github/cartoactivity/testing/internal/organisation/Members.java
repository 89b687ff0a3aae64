package io.github.cartoactivity.testing.internal.organisation;

import io.github.cartoactivity.model.GroupRecord;
import io.github.cartoactivity.model.UserRecord;
import java.time.Instant;
import java.util.List;

/** The two tables without time: users and groups, as they are at a moment. */
public final class Members {
    /** So that what goes on for ever has an end. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private final World world;

    /** The members of a world. */
    public Members(World world) {
        this.world = world;
    }

    /** Who is there at a moment. */
    public List<UserRecord> at(Instant asOf) {
        long millis = millis(asOf);
        return world.people().everUntil(millis).stream()
                .filter(person -> person.isMemberAt(millis))
                .map(person -> person.record(millis))
                .toList();
    }

    /** Everybody who joined until a moment, as they were last. */
    public List<UserRecord> everUntil(Instant until) {
        long millis = millis(until);
        return world.people().everUntil(millis).stream()
                .map(person -> person.record(Math.min(millis, person.life().to() - 1)))
                .toList();
    }

    /** The groups that there are at a moment. */
    public List<GroupRecord> groupsAt(Instant asOf) {
        return world.groups().at(millis(asOf));
    }

    private static long millis(Instant moment) {
        if (moment.isAfter(LAST)) {
            return LAST.toEpochMilli();
        }
        return moment.isBefore(Instant.EPOCH) ? 0 : moment.toEpochMilli();
    }
}
