package io.github.cartoactivity.testing.internal.organisation;

/** Ids that follow from a key and look like CARTO's. */
final class Ids {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Ids() {}

    /** A random-looking UUID of version 4. */
    static String uuid(long key) {
        char[] text = new char[36];
        hex(text, 0, 8, Dice.hash(key, 1));
        hex(text, 9, 4, Dice.hash(key, 2));
        hex(text, 14, 4, Dice.hash(key, 3));
        hex(text, 19, 4, Dice.hash(key, 4));
        hex(text, 24, 12, Dice.hash(key, 5));
        text[8] = '-';
        text[13] = '-';
        text[18] = '-';
        text[23] = '-';
        text[14] = '4';
        text[19] = 'a';
        return new String(text);
    }

    /** So many hexadecimal digits, at most 32. */
    static String hex(long key, int digits) {
        char[] text = new char[digits];
        hex(text, 0, Math.min(16, digits), Dice.hash(key, 1));
        hex(text, 16, digits - 16, Dice.hash(key, 2));
        return new String(text);
    }

    /** So many decimal digits, the first of which is not 0. */
    static String digits(long key, int digits) {
        Dice dice = new Dice(key);
        StringBuilder text = new StringBuilder(digits).append(1 + dice.below(9));
        while (text.length() < digits) {
            text.append(dice.below(10));
        }
        return text.toString();
    }

    private static void hex(char[] text, int from, int count, long value) {
        for (int i = 0; i < count; i++) {
            text[from + i] = HEX[(int) (value >>> (4 * i)) & 15];
        }
    }
}
