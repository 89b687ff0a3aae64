package io.github.cartoactivity.testing.internal.files;

import io.github.cartoactivity.testing.CsvVariant;
import io.github.cartoactivity.testing.TimestampStyle;
import java.util.EnumSet;
import java.util.Set;

/**
 * How CSV files look.
 *
 * @param variants in what they differ from the plainest
 * @param timestamps how instants are spelled
 */
public record CsvStyle(Set<CsvVariant> variants, TimestampStyle timestamps) {

    /** The plainest CSV there is. */
    public static final CsvStyle PLAIN = new CsvStyle(Set.of(), TimestampStyle.ISO);

    /** Copies the set. */
    public CsvStyle {
        variants = Set.copyOf(variants);
    }

    /** Whether a variant is asked for. */
    public boolean has(CsvVariant variant) {
        return variants.contains(variant);
    }

    /** The same style with other bytes for the same rows. */
    CsvStyle rewritten() {
        Set<CsvVariant> others = EnumSet.noneOf(CsvVariant.class);
        others.addAll(variants);
        if (!others.remove(CsvVariant.QUOTE_ALL)) {
            others.add(CsvVariant.QUOTE_ALL);
        }
        return new CsvStyle(others, timestamps);
    }
}
