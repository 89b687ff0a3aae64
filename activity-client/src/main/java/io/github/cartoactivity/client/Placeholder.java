package io.github.cartoactivity.client;

/** Placeholder. */
final class Placeholder {
    private Placeholder() {}
}
