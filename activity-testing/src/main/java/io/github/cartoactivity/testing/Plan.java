package io.github.cartoactivity.testing;

/** An organisation's plan, which decides what it may call. */
public enum Plan {
    /** No Activity Data at all. */
    PROFESSIONAL,
    /** Activity Data with a token that was made elsewhere, but no token from a client id and secret. */
    ENTERPRISE_MEDIUM,
    /** Everything. */
    ENTERPRISE_LARGE
}
