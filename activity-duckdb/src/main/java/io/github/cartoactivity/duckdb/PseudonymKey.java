package io.github.cartoactivity.duckdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret that turns ids and e-mail addresses of people into pseudonyms (HMAC-SHA-256, cut to 128 bits): the same
 * person always gets the same one, so that counting and joining still works, and nobody without the key can tell who it
 * is, not even by trying all addresses there are.
 *
 * <p>Keep it outside the archive. Immutable; its text form shows nothing of it.
 */
public final class PseudonymKey {
    private static final int MIN_BYTES = 16;
    private static final int PSEUDONYM_BYTES = 16;

    private final byte[] secret;

    private PseudonymKey(byte[] secret) {
        this.secret = secret;
    }

    /**
     * A key.
     *
     * @param secret at least 16 random bytes; copied
     * @return the key
     * @throws IllegalArgumentException if there are fewer
     */
    public static PseudonymKey of(byte[] secret) {
        if (secret.length < MIN_BYTES) {
            throw new IllegalArgumentException("A key for pseudonyms needs at least 16 bytes, not " + secret.length);
        }
        return new PseudonymKey(secret.clone());
    }

    /**
     * The key that a file holds, all its bytes.
     *
     * @param file a file of at least 16 random bytes, best readable by its owner only
     * @return the key
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is too short
     */
    public static PseudonymKey fromFile(Path file) throws IOException {
        return of(Files.readAllBytes(file));
    }

    /**
     * The pseudonym of a user id.
     *
     * @param userId the id as CARTO gives it
     * @return for example {@code anon-0f5d...}
     */
    public String pseudonym(String userId) {
        return "anon-" + digest("id:" + userId);
    }

    /**
     * The pseudonym of an e-mail address; upper and lower case make no difference.
     *
     * @param email the address
     * @return for example {@code anon-0f5d...@pseudonym.invalid}, which no mail can be sent to
     */
    public String pseudonymOfEmail(String email) {
        return "anon-" + digest("email:" + email.toLowerCase(Locale.ROOT)) + "@pseudonym.invalid";
    }

    /**
     * Tells this key from others, and nothing else about it. An archive keeps it to know the key that people were
     * forgotten with.
     *
     * @return 32 hexadecimal digits
     */
    public String fingerprint() {
        return digest("key");
    }

    private String digest(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] hash = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, PSEUDONYM_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HmacSHA256", e);
        }
    }

    /** Shows nothing of the key. */
    @Override
    public String toString() {
        return "PseudonymKey[hidden]";
    }
}
