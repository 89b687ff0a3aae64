package io.github.cartoactivity.testing.internal.organisation;

/** Writes one field of a payload. */
@FunctionalInterface
interface FieldWriter {

    void write(PayloadText out, Happening happening, Dice dice);
}
