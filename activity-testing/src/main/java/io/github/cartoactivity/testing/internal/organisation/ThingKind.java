package io.github.cartoactivity.testing.internal.organisation;

/** What an organisation's people make, use and delete. */
enum ThingKind {
    CONNECTION,
    MAP,
    WORKFLOW,
    TOKEN,
    APP,
    AGENT
}
