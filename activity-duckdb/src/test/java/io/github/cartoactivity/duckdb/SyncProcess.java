package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.duckdb.internal.archive.SyncStep;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.FakeCarto;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A sync in a JVM of its own, to be killed. Its main program kills itself with SIGKILL at a step, if told so; the
 * parent can kill it at any moment.
 */
final class SyncProcess implements AutoCloseable {
    private final Process process;
    private final Path output;

    private SyncProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a sync. {@code step} is empty, or a step's name and which time it is to be reached, as in SEALED:3. */
    static SyncProcess start(
            FakeCarto carto, Instant now, Path archive, LocalDate first, ExportFormat format, String step)
            throws IOException {
        return start(List.of(), carto, now, archive, first, format, step);
    }

    static SyncProcess start(
            List<String> prefix,
            FakeCarto carto,
            Instant now,
            Path archive,
            LocalDate first,
            ExportFormat format,
            String step)
            throws IOException {
        Path temporary = Files.createDirectories(archive.resolveSibling("tmp"));
        Path output = temporary.resolve("output.txt");
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SyncProcess.class.getName(),
                carto.authUrl().toString(),
                carto.accountsUrl().toString(),
                now.toString(),
                archive.toString(),
                first.toString(),
                format.name(),
                step));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("HOME");
        builder.directory(new File("/"));
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        return new SyncProcess(builder.start(), output);
    }

    /** Waits for the end and gives the exit code. */
    int await() throws InterruptedException {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The sync does not end");
        }
        return process.exitValue();
    }

    /** Waits that long, then kills. True if the process was still running. */
    boolean killAfter(long millis) throws InterruptedException {
        boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
        kill();
        return !ended;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    long pid() {
        return process.pid();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The sync itself. Exit code 0 for success, 1 for an error. */
    public static void main(String[] arguments) throws Exception {
        Clock clock = Clock.fixed(Instant.parse(arguments[2]), ZoneOffset.UTC);
        try (CartoActivityClient client = SyncRig.client(URI.create(arguments[0]), URI.create(arguments[1]), clock)) {
            SyncOptions options = SyncOptions.since(LocalDate.parse(arguments[4]))
                    .withClock(clock)
                    .withFormat(ExportFormat.valueOf(arguments[5]))
                    .withConversion(DatabaseOptions.defaults().withThreads(1));
            ActivityArchive archive = ActivityArchive.at(Path.of(arguments[3]));
            new ActivitySync(client, archive, killer(arguments.length > 6 ? arguments[6] : "")).run(options);
        } catch (RuntimeException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    private static SyncStep.Listener killer(String when) {
        if (when.isEmpty()) {
            return step -> {};
        }
        String[] parts = when.split(":");
        SyncStep fatal = SyncStep.valueOf(parts[0]);
        AtomicInteger left = new AtomicInteger(Integer.parseInt(parts[1]));
        return step -> {
            if (step == fatal && left.decrementAndGet() == 0) {
                kill9();
            }
        };
    }

    /** SIGKILL to itself: no shutdown hook, no finally, nothing flushed. */
    private static void kill9() {
        try {
            new ProcessBuilder(
                            "kill", "-9", Long.toString(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
            System.in.read(); // Until the signal comes.
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
