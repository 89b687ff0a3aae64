package io.github.cartoactivity.parquet.internal;

/**
 * Makes a cell of a stored value: a text, an instant, a number or a list, or, where the value is bad, the {@code
 * BadRowException} that says why. Each column uses one of the methods, that of its stored type.
 */
abstract class CellConverter {

    Object ofInt(int value) {
        throw new IllegalStateException("a column of integers");
    }

    Object ofLong(long value) {
        throw new IllegalStateException("a column of longs");
    }

    Object ofFloat(float value) {
        throw new IllegalStateException("a column of floats");
    }

    Object ofDouble(double value) {
        throw new IllegalStateException("a column of doubles");
    }

    /** From bytes that are only there during the call. */
    Object ofBytes(byte[] bytes, int from, int length) {
        throw new IllegalStateException("a column of bytes");
    }
}
