package io.github.cartoactivity.testing;

/** How a CSV export spells instants. All but {@link #ISO}, {@link #MICROS_OFFSET} and {@link #EPOCH_MICROS} lose digits. */
public enum TimestampStyle {
    /** {@code 2025-10-01T12:34:56.789Z}, with six digits where the instant has them. */
    ISO,
    /** {@code 2025-10-01 12:34:56.789 UTC}. */
    MILLIS_UTC,
    /** {@code 2025-10-01 12:34:56.789123+00}. */
    MICROS_OFFSET,
    /** {@code 2025-10-01 12:34:56}. */
    SECONDS,
    /** {@code 2025-10-01} for daily usage, {@link #ISO} elsewhere. */
    BARE_DAYS,
    /** {@code 1759322096789}. */
    EPOCH_MILLIS,
    /** {@code 1759322096789123}. */
    EPOCH_MICROS
}
