package io.github.cartoactivity.duckdb.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who has a file open, as far as locks tell: DuckDB locks what it writes against everybody, and what it reads against who
 * writes. The system's list of locks is asked first, because to open a file and to close it again ends all locks that
 * this process has on it, DuckDB's own too.
 */
final class FileHolder {
    private static final Path LOCKS = Path.of("/proc/locks");
    private static final String WRITE = "WRITE";
    private static final int KIND = 3;
    private static final int PROCESS = 4;
    private static final int FILE = 5;

    private final Path file;
    private final List<String[]> locks;

    private FileHolder(Path file, List<String[]> locks) {
        this.file = file;
        this.locks = locks;
    }

    /** Looks who has a file, without opening it. */
    static FileHolder of(Path file) {
        try (Stream<String> lines = Files.lines(LOCKS)) {
            String inode = ":" + Files.getAttribute(file, "unix:ino");
            return new FileHolder(
                    file,
                    lines.map(line -> line.trim().split("\\s+"))
                            .filter(parts -> parts.length > FILE && parts[FILE].endsWith(inode))
                            .toList());
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return new FileHolder(file, List.of());
        }
    }

    /** Whether this process has a lock on it, so that it must not be opened here. */
    boolean isHere() {
        String own = Long.toString(ProcessHandle.current().pid());
        return locks.stream().anyMatch(lock -> lock[PROCESS].equals(own));
    }

    /** Whether a process has it open for writing. */
    boolean isWriting() throws IOException {
        boolean isListed = locks.stream().anyMatch(lock -> lock[KIND].equals(WRITE));
        if (isListed || isHere()) {
            return isListed;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    /** The ids of the processes that hold locks on it; "unknown" where the system does not tell. */
    String processes() {
        String ids = locks.stream().map(lock -> lock[PROCESS]).distinct().collect(Collectors.joining(", "));
        return ids.isEmpty() ? "unknown" : ids;
    }
}
