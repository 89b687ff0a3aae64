package io.github.cartoactivity.model;

/** Placeholder. */
public enum ActivityEventType {
    /** A map was created. */
    MAP_CREATED("MapCreated"),
    /** Unknown. */
    UNKNOWN("");

    private final String wireName;

    ActivityEventType(String wireName) {
        this.wireName = wireName;
    }

    /**
     * The name.
     *
     * @return name
     */
    public String wireName() {
        return wireName;
    }

    /**
     * The type.
     *
     * @param wireName name
     * @return the type
     */
    public static ActivityEventType of(String wireName) {
        return MAP_CREATED.wireName.equals(wireName) ? MAP_CREATED : UNKNOWN;
    }
}
