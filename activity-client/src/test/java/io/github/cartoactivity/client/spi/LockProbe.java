package io.github.cartoactivity.client.spi;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another process that tries to lock a file. */
public final class LockProbe {
    private LockProbe() {}

    /** Whether a process of its own is kept out by a lock of this one. */
    public static boolean isKeptOut(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockProbe.class.getName(),
                        file.toString()))
                .inheritIO()
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("The other process does not end");
        }
        return switch (process.exitValue()) {
            case 0 -> false;
            case 1 -> true;
            default -> throw new IllegalStateException("The other process failed with " + process.exitValue());
        };
    }

    /** Ends with 0 when it gets the lock, with 1 when somebody else has it, with 2 after an error. */
    public static void main(String[] arguments) {
        int result = 2;
        try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            result = lock == null ? 1 : 0;
        } catch (IOException e) {
            System.err.println(e);
        }
        System.exit(result);
    }
}
