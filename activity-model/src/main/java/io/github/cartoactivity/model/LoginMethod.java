package io.github.cartoactivity.model;

/** How a user logs in, as the first part of the user's id tells. */
public enum LoginMethod {
    /** With e-mail and password. */
    PASSWORD,
    /** With a Google account. */
    GOOGLE,
    /** Through the organisation's own identity provider; {@link UserId#connection()} names it. */
    SSO,
    /** Not at all: a viewer of something public. */
    PUBLIC,
    /** In a way that this version does not know. */
    OTHER
}
