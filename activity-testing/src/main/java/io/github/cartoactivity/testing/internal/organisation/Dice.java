package io.github.cartoactivity.testing.internal.organisation;

import java.util.List;

/** Random numbers that follow from a key (SplitMix64): the same key, the same numbers. Not thread-safe. */
final class Dice {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    Dice(long key) {
        this.state = key;
    }

    /** A number that follows from a key and from which number of that key it is. */
    static long hash(long key, long number) {
        return mix(mix(key + GOLDEN) + number * GOLDEN);
    }

    /** A number from 0 up to, not including, a bound, that follows from a key. */
    static int below(int bound, long key) {
        return (int) Math.floorMod(key >>> 7, (long) bound);
    }

    long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** A number from 0 up to, not including, a bound. */
    int below(int bound) {
        return (int) (((next() >>> 33) * bound) >>> 31);
    }

    /** A number from 0 up to, not including, 1. */
    double share() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    boolean chance(double probability) {
        return share() < probability;
    }

    <T> T pick(List<T> values) {
        return values.get(below(values.size()));
    }

    private static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
