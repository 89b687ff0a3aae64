package io.github.cartoactivity.model;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a user may do in the organisation. Older exports know Admin, Editor and Viewer; newer ones also Superadmin and
 * Builder.
 *
 * <p>Source: CARTO's "Activity Data Reference", section "User List".
 */
public enum UserRole {
    /** Owns the organisation. */
    SUPERADMIN,
    /** Manages users, connections and settings; may export Activity Data. */
    ADMIN,
    /** Creates maps and workflows; the newer name of {@link #EDITOR}. */
    BUILDER,
    /** Creates maps and workflows. */
    EDITOR,
    /** Looks at what others share. */
    VIEWER,
    /** A role that this version does not know, or none at all. */
    UNKNOWN;

    /**
     * The role that a name in an export means, whatever its letter case.
     *
     * @param name the name, may be null
     * @return the role, {@link #UNKNOWN} for any other text
     */
    public static UserRole of(@Nullable String name) {
        if (name == null) {
            return UNKNOWN;
        }
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "superadmin" -> SUPERADMIN;
            case "admin" -> ADMIN;
            case "builder" -> BUILDER;
            case "editor" -> EDITOR;
            case "viewer" -> VIEWER;
            default -> UNKNOWN;
        };
    }
}
