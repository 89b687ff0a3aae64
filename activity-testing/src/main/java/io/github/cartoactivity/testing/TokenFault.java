package io.github.cartoactivity.testing;

/** What can be odd about a token. */
public sealed interface TokenFault extends Fault {

    /**
     * The token endpoint answers 200, but not as it should. The token in it, if there is one, is good.
     *
     * @param quirk what is odd
     */
    record OddAnswer(Quirk quirk) implements TokenFault {}

    /** What can be odd about the token endpoint's answer. */
    enum Quirk {
        /** There is no {@code expires_in}. */
        EXPIRY_MISSING,
        /** {@code expires_in} is 0. */
        EXPIRY_ZERO,
        /** {@code expires_in} is negative. */
        EXPIRY_NEGATIVE,
        /** {@code expires_in} is a word. */
        EXPIRY_TEXT,
        /** {@code expires_in} is 2^40. */
        EXPIRY_HUGE,
        /** {@code token_type} is not Bearer. */
        WRONG_TYPE,
        /** The token holds CR and LF and what looks like another header. */
        LINE_BREAK_IN_TOKEN,
        /** The token is an empty text. */
        EMPTY_TOKEN,
        /** There is no token. */
        NO_TOKEN,
        /** The answer is a JSON array. */
        NOT_AN_OBJECT,
        /** The JSON ends in the middle of the token. */
        CUT_JSON
    }
}
