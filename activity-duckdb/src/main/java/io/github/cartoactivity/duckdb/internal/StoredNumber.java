package io.github.cartoactivity.duckdb.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an archive holds numbers: as {@code DECIMAL(38, 9)} in every file, so that all days have one schema for whatever
 * reads them, and as the narrowest exact type of all days in a database, so that products do not overflow. Only a file
 * with numbers that do not fit has their own type.
 */
public final class StoredNumber {
    private static final String USUAL = "DECIMAL(38, 9)";
    private static final int USUAL_FRACTION = 9;
    private static final int USUAL_WHOLE = 29;
    private static final int LONG_DIGITS = 18;
    private static final int MAX_DIGITS = 38;
    private static final int MAX_PRODUCT_FRACTION = 20;
    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\((\\d+), ?(\\d+)\\)");

    private StoredNumber() {}

    /**
     * Lets nothing but a type of ours pass, because a type becomes part of a statement.
     *
     * @param type what a file says
     * @return the same
     * @throws IllegalArgumentException if that is no such type
     */
    public static String requireType(String type) {
        if (!type.equals("BIGINT")
                && !type.equals("DOUBLE")
                && !DECIMAL.matcher(type).matches()) {
            throw new IllegalArgumentException("Not a type of numbers");
        }
        return type;
    }

    /**
     * The type in a file.
     *
     * @param narrowest the narrowest type for the file's numbers
     * @return DuckDB's type
     */
    public static String inFile(String narrowest) {
        Digits digits = Digits.of(narrowest);
        return digits.whole <= USUAL_WHOLE && digits.fraction <= USUAL_FRACTION ? USUAL : narrowest;
    }

    /**
     * The type for all files together.
     *
     * @param narrowest the narrowest types of the files
     * @return DuckDB's type; BIGINT for none
     */
    public static String forAll(Collection<String> narrowest) {
        Digits all = new Digits(0, 0);
        for (String type : narrowest) {
            Digits one = Digits.of(type);
            all = new Digits(Math.max(all.whole, one.whole), Math.max(all.fraction, one.fraction));
        }
        int digits = all.whole + all.fraction;
        if (digits > MAX_DIGITS) {
            return "DOUBLE";
        }
        if (all.fraction == 0 && digits <= LONG_DIGITS) {
            return "BIGINT";
        }
        return "DECIMAL(" + (digits <= LONG_DIGITS ? LONG_DIGITS : MAX_DIGITS) + ", " + all.fraction + ")";
    }

    /**
     * Types for columns whose values are multiplied with each other: where the product would have so many digits behind
     * the point that few are left before it, all of them are DOUBLE.
     *
     * @param types the narrowest type of each column
     * @return the same, or DOUBLE for each
     */
    static Map<String, String> multipliable(Map<String, String> types) {
        int fraction = types.values().stream()
                .mapToInt(type -> Digits.of(type).fraction)
                .sum();
        Map<String, String> all = new LinkedHashMap<>(types);
        if (fraction > MAX_PRODUCT_FRACTION) {
            all.replaceAll((column, type) -> "DOUBLE");
        }
        return all;
    }

    private record Digits(int whole, int fraction) {
        static Digits of(String type) {
            if (type.equals("BIGINT")) {
                return new Digits(LONG_DIGITS, 0);
            }
            Matcher decimal = DECIMAL.matcher(type);
            if (!decimal.matches()) {
                return new Digits(MAX_DIGITS + 1, 0);
            }
            int fraction = Integer.parseInt(decimal.group(2));
            return new Digits(Integer.parseInt(decimal.group(1)) - fraction, fraction);
        }
    }
}
