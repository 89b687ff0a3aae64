package io.github.cartoactivity.client;

import io.github.cartoactivity.client.error.CredentialsException;
import io.github.cartoactivity.client.internal.api.CredentialSources;
import java.nio.file.Path;

/**
 * Who is asking. CARTO gives Activity Data to administrators only: a machine-to-machine OAuth client whose owner is an
 * Admin or Superadmin, or an OAuth access token of such a user.
 *
 * <p>Text forms never show the secret.
 *
 * <p>Source: CARTO's "Activity Data API" and "M2M OAuth Clients".
 */
public sealed interface Credentials {

    /**
     * An OAuth client that obtains tokens by itself.
     *
     * @param id the client id
     * @param secret the client secret
     */
    record Client(String id, String secret) implements Credentials {

        /**
         * Checks that both are there.
         *
         * @throws IllegalArgumentException if one is blank
         */
        public Client {
            if (id.isBlank() || secret.isBlank()) {
                throw new IllegalArgumentException(
                        "A client id and a client secret are needed, and one of them is blank");
            }
        }

        @Override
        public String toString() {
            return "Client[id=" + id + ", secret=***]";
        }
    }

    /**
     * A ready access token, used as it is and never renewed.
     *
     * @param token the OAuth access token, without {@code Bearer}
     */
    record AccessToken(String token) implements Credentials {

        /**
         * Checks that it can stand in a header.
         *
         * @throws IllegalArgumentException if it is empty or has blanks, line breaks or letters beyond ASCII
         */
        public AccessToken {
            if (!token.matches("[\\x21-\\x7e]+")) {
                throw new IllegalArgumentException(
                        "The access token is empty, or has blanks or other characters that none has; give it without \"Bearer\"");
            }
        }

        @Override
        public String toString() {
            return "AccessToken[***]";
        }
    }

    /**
     * An OAuth client.
     *
     * @param id the client id
     * @param secret the client secret
     * @return the credentials
     */
    static Credentials ofClient(String id, String secret) {
        return new Client(id, secret);
    }

    /**
     * A ready access token.
     *
     * @param token the token, without {@code Bearer}
     * @return the credentials
     */
    static Credentials ofToken(String token) {
        return new AccessToken(token.strip());
    }

    /**
     * An OAuth client from a file as CARTO's Python package reads it: a JSON object with {@code client_id} and {@code
     * client_secret}; other keys are ignored.
     *
     * @param file usually {@code carto_credentials.json}
     * @return the credentials
     * @throws CredentialsException if there is no such file, or a key is missing
     */
    static Credentials fromFile(Path file) {
        return CredentialSources.fromFile(file);
    }

    /**
     * What the machine offers, the first of:
     *
     * <ol>
     *   <li>the variables {@code CARTO_CLIENT_ID} and {@code CARTO_CLIENT_SECRET};
     *   <li>the variable {@code CARTO_API_TOKEN};
     *   <li>the file that {@code CARTO_CREDENTIALS_FILE} names;
     *   <li>{@code carto_credentials.json} in the working directory.
     * </ol>
     *
     * @return the credentials
     * @throws CredentialsException if there are none, or only half of them
     */
    static Credentials fromEnvironment() {
        return CredentialSources.find(System.getenv(), Path.of(""));
    }
}
