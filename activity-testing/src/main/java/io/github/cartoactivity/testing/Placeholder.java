package io.github.cartoactivity.testing;

/** Placeholder. */
final class Placeholder {
    private Placeholder() {}
}
