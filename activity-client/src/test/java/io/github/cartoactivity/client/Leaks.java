package io.github.cartoactivity.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** What this process holds: open files and connections, and threads of clients. */
final class Leaks {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    private Leaks() {}

    /**
     * How many files and connections this process has open, but for what a JVM opens once, when it first needs it: the
     * libraries and the sources of randomness. Only Linux tells.
     */
    static int descriptors() {
        String[] numbers = DESCRIPTORS.toFile().list();
        assumeThat(numbers).isNotNull();
        return (int) Stream.of(numbers).filter(Leaks::isOfTheProgram).count();
    }

    private static boolean isOfTheProgram(String number) {
        try {
            String target = Files.readSymbolicLink(DESCRIPTORS.resolve(number)).toString();
            return !target.endsWith(".jar") && !target.startsWith("/dev/");
        } catch (IOException e) {
            return false; // The one through which the directory is read, for example.
        }
    }

    /** Threads of clients of this library, and of the JDK's HTTP clients. */
    static int threads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("carto-activity-") || name.startsWith("HttpClient-"))
                .count();
    }

    /** Waits until no more are there than before. Java 17 ends an HTTP client when the garbage collector finds it. */
    static void assertBackTo(int before, IntSupplier now) {
        await(() -> {
            System.gc();
            return now.getAsInt() <= before;
        });
        assertThat(now.getAsInt()).isLessThanOrEqualTo(before);
    }

    /** Waits for something that happens on other threads. */
    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
