package io.github.cartoactivity.duckdb;

/** Placeholder. */
final class Placeholder {
    private Placeholder() {}
}
