package io.github.cartoactivity.client.spi;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Makes exact numbers, all in one form, so that {@code 12}, {@code 12.0} and {@code 1.2e1} are equal: no trailing zeros
 * after the decimal point, and no negative scale.
 */
public final class DecimalText {
    /** More digits than any warehouse has, fewer than would cost time to compute with. */
    private static final int MOST_DIGITS = 400;

    private static final int DOUBLE_DIGITS = 17;
    private static final long EXACT_IN_DOUBLE = 1L << 53;

    private DecimalText() {}

    /**
     * Reads a number.
     *
     * @param text bytes that hold it, in plain or scientific notation
     * @param from its first byte
     * @param to the byte after its last one
     * @return the number
     * @throws BadRowException if it is none, or needs more than 400 digits to be written out
     */
    public static BigDecimal parse(byte[] text, int from, int to) {
        if (to - from > MOST_DIGITS) {
            throw new BadRowException("A number of " + (to - from) + " characters is too long");
        }
        String shown = new String(text, from, to - from, StandardCharsets.UTF_8).strip();
        try {
            BigDecimal number = new BigDecimal(shown);
            if (Math.abs((long) number.scale()) > MOST_DIGITS) {
                throw new BadRowException("A number is too large or too small");
            }
            return canonical(number);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new BadRowException("A text of " + (to - from) + " bytes is no number");
        }
    }

    /**
     * The number that a double stands for when it is written with as few digits as tell it from its neighbours: 0.1 is
     * 0.1, not 0.1000000000000000055.
     *
     * @param value any double
     * @return the number
     * @throws BadRowException if it is infinite or not a number
     */
    public static BigDecimal of(double value) {
        if (value == Math.rint(value) && Math.abs(value) < EXACT_IN_DOUBLE) {
            return BigDecimal.valueOf((long) value);
        }
        if (!Double.isFinite(value)) {
            throw new BadRowException(value + " is no number");
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < DOUBLE_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                return canonical(rounded);
            }
        }
        return canonical(exact.round(new MathContext(DOUBLE_DIGITS, RoundingMode.HALF_EVEN)));
    }

    /**
     * The number that a float stands for when it is written with as few digits as tell it from its neighbours.
     *
     * @param value any float
     * @return the number
     * @throws BadRowException if it is infinite or not a number
     */
    public static BigDecimal of(float value) {
        if (!Float.isFinite(value)) {
            throw new BadRowException(value + " is no number");
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < DOUBLE_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.floatValue() == value) {
                return canonical(rounded);
            }
        }
        return canonical(exact);
    }

    /**
     * A number in the one form.
     *
     * @param number any number
     * @return an equal one without trailing zeros after the decimal point, and with a scale of at least 0
     */
    public static BigDecimal canonical(BigDecimal number) {
        if (number.scale() == 0) {
            return number;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
