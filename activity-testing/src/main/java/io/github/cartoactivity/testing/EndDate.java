package io.github.cartoactivity.testing;

/** How the server reads a job's {@code endDate}; versions of CARTO's endpoint differ in it. */
public enum EndDate {
    /** Rows before it. */
    EXCLUSIVE,
    /** Rows before it and exactly at it, which takes in the daily usage rows of one day more. */
    INCLUSIVE_INSTANT,
    /** All rows of the day that begins with it, as far as they have happened. */
    INCLUSIVE_DAY
}
