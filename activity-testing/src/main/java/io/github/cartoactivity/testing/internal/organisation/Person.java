package io.github.cartoactivity.testing.internal.organisation;

import io.github.cartoactivity.model.UserId;
import io.github.cartoactivity.model.UserRecord;
import io.github.cartoactivity.model.UserRole;
import io.github.cartoactivity.testing.internal.organisation.Lifetimes.Life;
import java.time.Instant;
import java.util.List;

/**
 * Somebody who is in the organisation for a while.
 *
 * @param life from joining to leaving
 * @param id the user id
 * @param email the address
 * @param firstRole the role until it changes
 * @param role the role after that
 * @param roleChangeAt when it changes; {@link Long#MAX_VALUE} for never
 * @param firstGroups the groups until they change
 * @param groups the groups after that
 * @param groupsChangeAt when they change; {@link Long#MAX_VALUE} for never
 */
record Person(
        Life life,
        String id,
        String email,
        String firstRole,
        String role,
        long roleChangeAt,
        List<String> firstGroups,
        List<String> groups,
        long groupsChangeAt) {

    boolean isMemberAt(long millis) {
        return life.isAt(millis);
    }

    String roleAt(long millis) {
        return millis < roleChangeAt ? firstRole : role;
    }

    boolean mayEditAt(long millis) {
        return UserRole.of(roleAt(millis)) != UserRole.VIEWER;
    }

    boolean mayAdministerAt(long millis) {
        UserRole now = UserRole.of(roleAt(millis));
        return now == UserRole.ADMIN || now == UserRole.SUPERADMIN;
    }

    /** The person as the list of users shows them at a moment. */
    UserRecord record(long millis) {
        return UserRecord.of(
                new UserId(id),
                email,
                Instant.ofEpochMilli(life.from()),
                roleAt(millis),
                millis < groupsChangeAt ? firstGroups : groups);
    }
}
