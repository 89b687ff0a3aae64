package io.github.cartoactivity.duckdb.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which other process has a file open, as far as locks tell: DuckDB locks what it writes against everybody. */
final class FileHolder {
    private static final Path LOCKS = Path.of("/proc/locks");
    private static final int PROCESS = 4;
    private static final int FILE = 5;

    private FileHolder() {}

    /** Whether another process has it open for writing. */
    static boolean isWriting(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    /** The ids of the processes that hold locks on a file; "unknown" where the system does not tell. */
    static String processes(Path file) {
        try (Stream<String> locks = Files.lines(LOCKS)) {
            String inode = ":" + Files.getAttribute(file, "unix:ino");
            String ids = locks.map(line -> line.trim().split("\\s+"))
                    .filter(parts -> parts.length > FILE && parts[FILE].endsWith(inode))
                    .map(parts -> parts[PROCESS])
                    .distinct()
                    .collect(Collectors.joining(", "));
            return ids.isEmpty() ? "unknown" : ids;
        } catch (IOException | UnsupportedOperationException e) {
            return "unknown";
        }
    }
}
