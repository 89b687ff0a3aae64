package io.github.cartoactivity.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.testing.FakeCarto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the real program in a JVM of its own, with a home directory that is a test's own. */
final class Program {
    private static final long PATIENCE_SECONDS = 120;

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();

    /** What a run left: its exit code and its two outputs. */
    record Outcome(int code, String out, String err) {

        Outcome isDone() {
            assertThat(code).as("exit code; standard error: %s", err).isZero();
            return this;
        }

        Outcome failsWith(int expected) {
            assertThat(code).as("exit code; standard error: %s", err).isEqualTo(expected);
            assertThat(out).isEmpty();
            return this;
        }
    }

    private Program(Path home) {
        this.home = home;
    }

    static Program in(Path home) {
        return new Program(home);
    }

    static Program in(Path home, FakeCarto carto) {
        Program program = new Program(home);
        program.environment.put("CARTO_AUTH_URL", carto.authUrl().toString());
        program.environment.put("CARTO_ACCOUNTS_URL", carto.accountsUrl().toString());
        program.environment.put("CARTO_CLIENT_ID", carto.clientId());
        program.environment.put("CARTO_CLIENT_SECRET", carto.clientSecret());
        return program;
    }

    Program with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Program without(String variable) {
        environment.remove(variable);
        return this;
    }

    Path workingDirectory() {
        return made("work");
    }

    Path cache() {
        return home.resolve("cache");
    }

    Path temporary() {
        return made("tmp");
    }

    Outcome run(String... words) {
        return run(List.of(words), "");
    }

    Outcome run(List<String> words, String input) {
        try {
            Path out = Files.createTempFile(home, "out", "");
            Path err = Files.createTempFile(home, "err", "");
            Process process = prepared(words)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running: " + Files.readString(err));
            }
            return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The program, for those who want to start it themselves. */
    ProcessBuilder prepared(List<String> words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.timezone=Asia/Kathmandu",
                "-Duser.language=tr",
                "-Djava.io.tmpdir=" + temporary(),
                "-Dcarto.activity.cache=" + cache(),
                "-cp",
                System.getProperty("java.class.path"),
                CartoActivity.class.getName()));
        command.addAll(words);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(workingDirectory().toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CARTO_") || name.startsWith("J"));
        builder.environment().putAll(environment);
        return builder;
    }

    private Path made(String name) {
        try {
            return Files.createDirectories(home.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
