package io.github.cartoactivity.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The id of a user, whose first part tells how the user logs in: {@code auth0|...} with a password, {@code
 * google-oauth2|...} with Google, {@code saml-ACME|...} through ACME's single sign-on, {@code public} for somebody who
 * is not logged in.
 *
 * <p>Source: CARTO's "Activity Data Reference", section "User List".
 *
 * @param value the id exactly as received, never blank
 */
public record UserId(String value) {

    /** Everybody who is not logged in. */
    public static final UserId PUBLIC = new UserId("public");

    private static final List<String> SSO_PREFIXES = List.of("saml-", "samlp-", "oidc-", "waad-", "adfs-", "okta-");

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
        String provider = provider();
        if (provider.isEmpty()) {
            return LoginMethod.OTHER;
        }
        if (provider.equals("auth0")) {
            return LoginMethod.PASSWORD;
        }
        if (provider.startsWith("google-oauth")) {
            return LoginMethod.GOOGLE;
        }
        return ssoPrefixLength(provider) > 0 ? LoginMethod.SSO : LoginMethod.OTHER;
    }

    /**
     * The single sign-on connection that the user logs in through, {@code ACME} in {@code saml-ACME|...}.
     *
     * @return the name as it stands in the id, or empty when {@link #loginMethod()} is not {@link LoginMethod#SSO}
     */
    public Optional<String> connection() {
        if (loginMethod() != LoginMethod.SSO) {
            return Optional.empty();
        }
        int bar = value.indexOf('|');
        return Optional.of(value.substring(ssoPrefixLength(provider()), bar)).filter(name -> !name.isEmpty());
    }

    @Override
    public String toString() {
        return value;
    }

    private String provider() {
        int bar = value.indexOf('|');
        return bar < 0 ? "" : value.substring(0, bar).toLowerCase(Locale.ROOT);
    }

    private static int ssoPrefixLength(String provider) {
        for (String prefix : SSO_PREFIXES) {
            if (provider.startsWith(prefix)) {
                return prefix.length();
            }
        }
        return 0;
    }
}
