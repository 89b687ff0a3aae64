package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.client.spi.PrivateDirectory;
import io.github.cartoactivity.testing.EndDate;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Runs a fake CARTO for other programs. */
final class FakeCommand implements Command {

    @Override
    public Syntax syntax() {
        return new Syntax(
                "fake",
                "Runs a fake CARTO on this machine, for trying things out without an account",
                "[-- COMMAND ...]",
                List.of(Option.value(Syntax.REST, "COMMAND ...", "what to run against it")),
                """
                With a command, runs it with variables that lead to the fake, and stops when it ends:
                  carto-activity fake -- examples/carto-activity query ...
                Without one, prints these variables and runs until it is stopped. The data begin on
                2025-01-01 and are the same each time. What is fetched from it is kept in a temporary
                directory (CARTO_ACTIVITY_CACHE), which goes when it ends.""");
    }

    @Override
    public int run(Arguments arguments, Console console) throws IOException, InterruptedException {
        try (PrivateDirectory cache = PrivateDirectory.create(Optional.empty());
                FakeAccount fake = FakeAccount.start(Clock.systemUTC(), EndDate.EXCLUSIVE)) {
            Map<String, String> variables = new LinkedHashMap<>(fake.environment());
            variables.put(
                    CacheDirectory.VARIABLE,
                    CacheDirectory.make(cache.resolve("cache")).toString());
            if (!arguments.rest().isEmpty()) {
                return run(arguments.rest(), variables);
            }
            variables.forEach((name, value) -> console.out().println("export " + name + "=" + value));
            console.out().flush();
            console.note("A fake CARTO is running; stop it with Ctrl-C");
            untilStopped();
            return 0;
        }
    }

    private static void untilStopped() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Process started(ProcessBuilder program) {
        try {
            return program.start();
        } catch (IOException e) {
            throw new IllegalStateException("Could not run " + program.command().get(0) + ": " + e.getMessage(), e);
        }
    }

    private static int run(List<String> words, Map<String, String> variables) throws IOException, InterruptedException {
        ProcessBuilder program = new ProcessBuilder(words).inheritIO();
        program.environment().putAll(variables);
        Process process = started(program);
        try {
            return process.waitFor();
        } finally {
            process.destroy();
        }
    }
}
