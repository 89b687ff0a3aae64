package io.github.cartoactivity.testing.internal.organisation;

import io.github.cartoactivity.model.GroupRecord;
import io.github.cartoactivity.model.UserRecord;
import java.time.Instant;
import java.util.List;

/** The two tables without time: users and groups, as they are at a moment. */
public final class Members {
    private final World world;

    /** The members of a world. */
    public Members(World world) {
        this.world = world;
    }

    /** Who is there at a moment. */
    public List<UserRecord> at(Instant asOf) {
        long millis = asOf.toEpochMilli();
        return world.people().everUntil(millis).stream()
                .filter(person -> person.isMemberAt(millis))
                .map(person -> person.record(millis))
                .toList();
    }

    /** Everybody who joined until a moment, as they were last. */
    public List<UserRecord> everUntil(Instant until) {
        long millis = until.toEpochMilli();
        return world.people().everUntil(millis).stream()
                .map(person -> person.record(Math.min(millis, person.life().to() - 1)))
                .toList();
    }

    /** The groups that there are at a moment. */
    public List<GroupRecord> groupsAt(Instant asOf) {
        return world.groups().at(asOf.toEpochMilli());
    }
}
