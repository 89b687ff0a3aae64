package io.github.cartoactivity.model;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The id of a user, whose first part tells how the user logs in: {@code auth0|...} with a password, {@code
 * google-oauth2|...} with Google, {@code saml-ACME|...} through ACME's single sign-on, {@code public} for somebody who
 * is not logged in.
 *
 * <p>Source: CARTO's "Activity Data Reference", section "User List". It names the forms above "or similar"; the other
 * protocols of single sign-on, and the form {@code samlp|ACME|...}, are those of the identity service behind it.
 *
 * @param value the id exactly as received, never blank
 */
public record UserId(String value) {

    /** Everybody who is not logged in. */
    public static final UserId PUBLIC = new UserId("public");

    private static final Set<String> SSO_PROTOCOLS =
            Set.of("saml", "samlp", "oidc", "okta", "waad", "adfs", "ad", "pingfederate");

    /**
     * Checks that there is an id.
     *
     * @throws IllegalArgumentException if the value is blank
     */
    public UserId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A user id must not be blank");
        }
    }

    /**
     * Whether this stands for everybody who is not logged in.
     *
     * @return true for {@code public} in any letter case
     */
    public boolean isPublic() {
        return value.equalsIgnoreCase(PUBLIC.value);
    }

    /**
     * How the user logs in.
     *
     * @return the method, {@link LoginMethod#OTHER} when the id does not tell
     */
    public LoginMethod loginMethod() {
        if (isPublic()) {
            return LoginMethod.PUBLIC;
        }
        int bar = value.indexOf('|');
        String way = bar < 0 ? "" : value.substring(0, bar).toLowerCase(Locale.ROOT);
        if (way.equals("auth0")) {
            return LoginMethod.PASSWORD;
        }
        if (way.startsWith("google-")) {
            return LoginMethod.GOOGLE;
        }
        int hyphen = way.indexOf('-');
        String protocol = hyphen < 0 ? way : way.substring(0, hyphen);
        return SSO_PROTOCOLS.contains(protocol) ? LoginMethod.SSO : LoginMethod.OTHER;
    }

    /**
     * The single sign-on connection that the user logs in through: {@code ACME} in {@code saml-ACME|...} and in {@code
     * samlp|ACME|...}.
     *
     * @return the name as it stands in the id; empty when the id has none, and always when {@link #loginMethod()} is
     *     not {@link LoginMethod#SSO}
     */
    public Optional<String> connection() {
        if (loginMethod() != LoginMethod.SSO) {
            return Optional.empty();
        }
        String[] parts = value.split("\\|", 3);
        int hyphen = parts[0].indexOf('-');
        String middle = parts.length == 3 ? parts[1] : "";
        String name = hyphen < 0 ? middle : parts[0].substring(hyphen + 1);
        return Optional.of(name).filter(text -> !text.isBlank());
    }

    @Override
    public String toString() {
        return value;
    }
}
