package io.github.cartoactivity.client;

/**
 * What to make of a CSV file whose last line has no end. Most writers end it, and then a missing end means that the file
 * was cut; some do not, and then nothing tells a whole value from the first half of one.
 */
public enum FinalNewline {
    /** The last line must end. */
    REQUIRED,
    /**
     * The last line must end, unless its last value stands in quotes and, if it is JSON, is whole as such. The default. A text
     * in quotes that is no JSON and holds quotes itself could still have been cut at one of them.
     */
    REQUIRED_UNLESS_QUOTED,
    /** The last line need not end. Only for files whose length was checked by other means. */
    OPTIONAL
}
