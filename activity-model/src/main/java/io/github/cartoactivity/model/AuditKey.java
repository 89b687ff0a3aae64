package io.github.cartoactivity.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The documented keys of an audit comment, in the order in which CARTO writes them. */
enum AuditKey {
    PARTNER("GPN"),
    ACCOUNT_ID("ACCID"),
    USER_ID("USERID"),
    METRIC("CM"),
    CONNECTION_ID("connectionId"),
    MAP_ID("mapId"),
    WORKFLOW_ID("workflowId");

    private static final Map<String, AuditKey> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(key -> lower(key.wireName), Function.identity()));

    private final String wireName;

    AuditKey(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    /** The key that a name means, whatever its letter case. */
    static Optional<AuditKey> ofName(String name) {
        return Optional.ofNullable(BY_NAME.get(lower(name)));
    }

    @Override
    public String toString() {
        return wireName;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
