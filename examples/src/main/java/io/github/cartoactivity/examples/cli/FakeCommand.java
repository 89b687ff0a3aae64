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
import java.util.concurrent.TimeUnit;

/** Runs a fake CARTO for other programs. */
final class FakeCommand implements Command {
    /** What a shell reports of a command that it cannot run. */
    private static final int NOT_FOUND = 127;

    private static final int PATIENCE_SECONDS = 3;

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
        if (arguments.has(Syntax.REST) && arguments.rest().isEmpty()) {
            throw new UsageException("-- needs a command behind it");
        }
        try (PrivateDirectory cache = PrivateDirectory.create(Optional.empty());
                FakeAccount fake = FakeAccount.start(Clock.systemUTC(), EndDate.EXCLUSIVE)) {
            Map<String, String> variables = new LinkedHashMap<>(fake.environment());
            variables.put(
                    CacheDirectory.VARIABLE,
                    CacheDirectory.make(cache.resolve("cache")).toString());
            if (!arguments.rest().isEmpty()) {
                return run(arguments.rest(), variables, console);
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

    private static int run(List<String> words, Map<String, String> variables, Console console)
            throws InterruptedException {
        ProcessBuilder program = new ProcessBuilder(words).inheritIO();
        program.environment().putAll(variables);
        Process process;
        try {
            process = program.start();
        } catch (IOException e) {
            console.note("carto-activity: Could not run " + words.get(0) + ": " + e.getMessage());
            return NOT_FOUND;
        }
        try {
            return process.waitFor();
        } finally {
            process.destroy();
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS); // It may still need the fake, to cancel its jobs.
        }
    }
}
