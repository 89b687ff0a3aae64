package io.github.cartoactivity.testing;

/** How a refusal tells when to come back. */
public enum RetryAfterStyle {
    /** {@code Retry-After: 7}. */
    SECONDS,
    /** {@code Retry-After: Wed, 01 Oct 2025 05:00:07 GMT}, by the server's clock. */
    HTTP_DATE,
    /** Not at all. */
    HIDDEN
}
