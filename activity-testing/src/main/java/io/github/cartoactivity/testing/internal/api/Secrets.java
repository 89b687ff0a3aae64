package io.github.cartoactivity.testing.internal.api;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes everything that must not leak, and remembers it. Thread-safe. */
public final class Secrets {
    private final SecureRandom random = new SecureRandom();
    private final Set<String> all = ConcurrentHashMap.newKeySet();

    /** Remembers a secret that was made elsewhere. */
    String remember(String secret) {
        all.add(secret);
        return secret;
    }

    /** A new secret of so many random bytes in hexadecimal. */
    String next(int bytes) {
        byte[] value = new byte[bytes];
        random.nextBytes(value);
        return remember(HexFormat.of().formatHex(value));
    }

    /** All secrets so far. */
    public Set<String> all() {
        return Set.copyOf(all);
    }
}
