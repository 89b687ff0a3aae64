package io.github.cartoactivity.duckdb.query;

import java.util.Locale;

/** What days are gathered into. */
public enum Granularity {
    /** A UTC day. */
    DAY,
    /** A week from Monday to Sunday. */
    WEEK,
    /** A calendar month. */
    MONTH;

    /** The unit's name for {@code date_trunc}. */
    String unit() {
        return name().toLowerCase(Locale.ROOT);
    }
}
