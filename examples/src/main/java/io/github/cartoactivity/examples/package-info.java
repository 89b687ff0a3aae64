/**
 * Programs to copy from, one file per question. {@link io.github.cartoactivity.examples.Quickstart} is the shortest. Each
 * runs against the account that the environment names, or with {@code examples/run --fake NAME} against a fake one.
 */
@NullMarked
package io.github.cartoactivity.examples;

import org.jspecify.annotations.NullMarked;
