package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.client.Credentials;
import io.github.cartoactivity.client.Endpoints;
import io.github.cartoactivity.client.PollSchedule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * The account that the environment names.
 *
 * @param credentials who asks
 * @param endpoints where CARTO is
 * @param cacheDirectory where the token is kept
 */
record Account(Credentials credentials, Endpoints endpoints, Path cacheDirectory) {

    /** For a fake CARTO, which makes its jobs at once. */
    private static final PollSchedule EAGER =
            new PollSchedule(Duration.ofMillis(100), 1.5, Duration.ofSeconds(2), Duration.ZERO);

    static Account fromEnvironment() {
        return new Account(Credentials.fromEnvironment(), Endpoints.fromEnvironment(), CacheDirectory.standard());
    }

    /** A client that reports to the console and shares its token with earlier and later runs. */
    CartoActivityClient connect(Console console) {
        return CartoActivityClient.builder()
                .credentials(credentials)
                .endpoints(endpoints)
                .tokenFile(cacheDirectory.resolve("token"))
                .pollSchedule(isOnThisMachine() ? EAGER : PollSchedule.defaults())
                .progressListener(console.progress())
                .build();
    }

    private boolean isOnThisMachine() {
        return "127.0.0.1".equals(endpoints.accountsUrl().getHost());
    }

    /** A name for whose data it is, which tells nobody anything else. */
    String fingerprint() {
        String who = credentials instanceof Credentials.Client client
                ? client.id()
                : ((Credentials.AccessToken) credentials).token();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((endpoints.accountsUrl() + "\n" + who).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
