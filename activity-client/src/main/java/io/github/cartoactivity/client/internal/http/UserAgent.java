package io.github.cartoactivity.client.internal.http;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/** How requests name their sender: library and version, Java version. */
final class UserAgent {
    static final String VALUE =
            "carto-activity-java/" + version() + " (java/" + Runtime.version().feature() + ")";

    private UserAgent() {}

    private static String version() {
        return Optional.ofNullable(UserAgent.class.getModule().getDescriptor())
                .flatMap(ModuleDescriptor::rawVersion)
                .or(() -> Optional.ofNullable(UserAgent.class.getPackage().getImplementationVersion()))
                .orElse("dev");
    }
}
