package io.github.cartoactivity.client;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

/**
 * Where CARTO is. Only https, except for a server on this machine.
 *
 * <p>Source: CARTO's "Activity Data API" and "CARTO API"; a self-hosted CARTO has hosts of its own.
 *
 * @param tokenUrl the whole token endpoint, by default {@code https://auth.carto.com/oauth/token}
 * @param accountsUrl the accounts host, by default {@code https://accounts.app.carto.com}
 */
public record Endpoints(URI tokenUrl, URI accountsUrl) {

    private static final Endpoints CLOUD = new Endpoints(
            URI.create("https://auth.carto.com/oauth/token"), URI.create("https://accounts.app.carto.com"));

    /**
     * Checks both addresses.
     *
     * @throws IllegalArgumentException if one is not https to a host, or has a user, a query or a fragment
     */
    public Endpoints {
        check("The token", tokenUrl);
        check("The accounts", accountsUrl);
    }

    /**
     * CARTO's cloud.
     *
     * @return the published addresses
     */
    public static Endpoints cloud() {
        return CLOUD;
    }

    /**
     * What {@code CARTO_AUTH_URL} and {@code CARTO_ACCOUNTS_URL} say, CARTO's cloud where they are not set.
     *
     * @return the addresses
     * @throws IllegalArgumentException if a variable holds something else than an https address
     */
    public static Endpoints fromEnvironment() {
        return fromEnvironment(System.getenv());
    }

    static Endpoints fromEnvironment(Map<String, String> environment) {
        return new Endpoints(
                fromVariable(environment, "CARTO_AUTH_URL", CLOUD.tokenUrl),
                fromVariable(environment, "CARTO_ACCOUNTS_URL", CLOUD.accountsUrl));
    }

    private static URI fromVariable(Map<String, String> environment, String name, URI standard) {
        String text = environment.getOrDefault(name, "").strip();
        if (text.isEmpty()) {
            return standard;
        }
        URI given;
        try {
            given = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " does not hold an address such as " + standard);
        }
        check(name + " is no good: the", given);
        return given;
    }

    private static void check(String which, URI uri) {
        boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
        if (!web || uri.getHost() == null) {
            throw new IllegalArgumentException(which + " address must be https://HOST...");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    which + " address at " + uri.getHost() + " must have no user, query or fragment");
        }
        if (!"https".equalsIgnoreCase(uri.getScheme()) && !isLoopback(uri)) {
            throw new IllegalArgumentException(which + " address at " + uri.getHost()
                    + " must be https; plain http is for a server on this machine only");
        }
    }

    /** Whether the address names this machine itself, without asking a name server. */
    static boolean isLoopback(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}");
    }
}
