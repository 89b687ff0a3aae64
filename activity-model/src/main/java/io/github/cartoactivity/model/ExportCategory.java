package io.github.cartoactivity.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The four tables of an Activity Data export.
 *
 * <p>Source: CARTO's "Activity Data Reference".
 */
public enum ExportCategory {
    /** What happened: every event with its time and payload. */
    ACTIVITY("activity"),
    /** What was used: API use per day, user and metric. */
    API_USAGE("apiUsage"),
    /** Who is in the organisation at the time of the export. */
    USER_LIST("userList"),
    /** Which groups the organisation has; absent where groups are not enabled. */
    GROUP_LIST("groupList");

    private static final Map<String, ExportCategory> BY_KEY =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(c -> key(c.wireName), Function.identity()));

    private final String wireName;

    ExportCategory(String wireName) {
        this.wireName = wireName;
    }

    /**
     * The name that CARTO's API and command-line tool use, for example {@code apiUsage}.
     *
     * @return the wire name
     */
    public String wireName() {
        return wireName;
    }

    /**
     * Whether rows of this table carry a time, so that a range of days selects some of them. Users and groups are
     * snapshots and do not.
     *
     * @return true for {@link #ACTIVITY} and {@link #API_USAGE}
     */
    public boolean isTimed() {
        return this == ACTIVITY || this == API_USAGE;
    }

    /**
     * Finds a category by the name somebody used for it: {@code apiUsage}, {@code api_usage} and {@code APIUSAGE} are
     * the same.
     *
     * @param name any text
     * @return the category, or empty when the name is none of the four
     */
    public static Optional<ExportCategory> ofName(String name) {
        return Optional.ofNullable(BY_KEY.get(key(name)));
    }

    private static String key(String name) {
        return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }
}
