package io.github.cartoactivity.duckdb;

/** How closely a sync looks at the days that are there already, before it takes them for good. */
public enum DamageCheck {
    /** Every file has to end as a whole file of its day does. Takes a millisecond for thirty days. */
    ENDINGS,
    /**
     * Every bit of every file has to be as it was written. Reads the whole archive within the wanted days, some 500 MB a
     * second where the disk can give that.
     */
    CHECKSUMS
}
