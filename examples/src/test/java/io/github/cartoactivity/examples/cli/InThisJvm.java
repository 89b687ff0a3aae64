package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.client.Credentials;
import io.github.cartoactivity.client.Endpoints;
import io.github.cartoactivity.examples.cli.Program.Outcome;
import io.github.cartoactivity.testing.FakeCarto;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs the program in the JVM of the test, which takes a tenth of the time of a {@link Program}. */
final class InThisJvm {
    private final FakeCarto carto;
    private final Credentials credentials;
    private final Path cache;

    private InThisJvm(FakeCarto carto, Credentials credentials, Path cache) {
        this.carto = carto;
        this.credentials = credentials;
        this.cache = cache;
    }

    static InThisJvm with(FakeCarto carto, Path cache) {
        return new InThisJvm(carto, Credentials.ofClient(carto.clientId(), carto.clientSecret()), cache);
    }

    InThisJvm as(Credentials other) {
        return new InThisJvm(carto, other, cache);
    }

    Outcome run(List<String> words, String input) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = CartoActivity.run(
                words,
                new Console(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        false,
                        this::account),
                new Stop());
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Account account() {
        return new Account(credentials, new Endpoints(carto.authUrl(), carto.accountsUrl()), cache);
    }
}
