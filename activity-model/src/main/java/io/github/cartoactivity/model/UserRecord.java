package io.github.cartoactivity.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user who is in the organisation when the export is made. Who has left is not in it.
 *
 * <p>Source: CARTO's "Activity Data Reference", section "User List".
 *
 * @param userId the id that events and usage rows refer to
 * @param email the address; null where the export gives none
 * @param createdAt when the user was created; null where the export gives none
 * @param role the role, {@link UserRole#UNKNOWN} for a name that this version does not know
 * @param roleName the role's name exactly as received; null where the export gives none
 * @param groupIds ids of the groups the user belongs to, never null, often empty
 */
public record UserRecord(
        UserId userId,
        @Nullable String email,
        @Nullable Instant createdAt,
        UserRole role,
        @Nullable String roleName,
        List<String> groupIds)
        implements ExportRow {

    /** Copies the list of groups. */
    public UserRecord {
        groupIds = List.copyOf(groupIds);
    }

    /**
     * A user whose role is read from its name.
     *
     * @param userId the id
     * @param email the address, or null
     * @param createdAt when the user was created, or null
     * @param roleName the role's name as received, or null
     * @param groupIds ids of the user's groups
     * @return the user
     */
    public static UserRecord of(
            UserId userId,
            @Nullable String email,
            @Nullable Instant createdAt,
            @Nullable String roleName,
            List<String> groupIds) {
        return new UserRecord(userId, email, createdAt, UserRole.of(roleName), roleName, groupIds);
    }

    @Override
    public ExportCategory category() {
        return ExportCategory.USER_LIST;
    }
}
