package io.github.cartoactivity.duckdb.internal.archive;

import io.github.cartoactivity.client.spi.PrivateFiles;
import io.github.cartoactivity.duckdb.ArchiveLockedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write an archive, which one thread of one process has at a time. It ends with the process, however that
 * ends; the file stays and means nothing by itself.
 */
final class ArchiveLock implements AutoCloseable {
    /**
     * Who in this JVM holds which lock file. It has to be asked before the file is opened: closing it anywhere in a
     * process ends the process's lock on it.
     */
    private static final Map<Path, ArchiveLock> HELD = new ConcurrentHashMap<>();

    /** Lock files that a copy of this class in another class loader holds: closing them would end its lock. */
    private static final Map<Path, FileChannel> KEPT = new ConcurrentHashMap<>();

    private static final int MAX_OWNER_BYTES = 512;

    private final Path key;
    private Optional<FileChannel> channel = Optional.empty();

    private ArchiveLock(Path key) {
        this.key = key;
    }

    /**
     * Takes the lock.
     *
     * @throws ArchiveLockedException at once if somebody has it
     */
    static ArchiveLock acquire(ArchiveLayout layout) {
        try {
            ArchiveLock lock = new ArchiveLock(
                    layout.root().toRealPath().resolve(layout.lock().getFileName()));
            if (HELD.putIfAbsent(lock.key, lock) != null) {
                throw new ArchiveLockedException(
                        layout.root(), ProcessHandle.current().pid(), host());
            }
            try {
                lock.lock(layout.root());
                return lock;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw PrivateFiles.failure("The archive cannot be locked", layout.lock(), e);
        }
    }

    private void lock(Path root) throws IOException {
        FileChannel file = opened();
        channel = Optional.of(file);
        if (!isAcquired(file)) {
            List<String> owner = owner(file);
            throw new ArchiveLockedException(root, pid(owner.get(0)), owner.get(1));
        }
        file.truncate(0);
        String owner = ProcessHandle.current().pid() + "\n" + host() + "\n";
        file.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private FileChannel opened() throws IOException {
        FileChannel kept = KEPT.remove(key);
        if (kept != null && !isAcquired(kept)) {
            return kept;
        }
        if (kept != null) {
            kept.close(); // Nobody has it any more; the file may be another one by now.
        }
        return PrivateFiles.openPrivate(
                key, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    private boolean isAcquired(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            KEPT.put(key, file);
            return false;
        }
    }

    private static List<String> owner(FileChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_OWNER_BYTES);
        file.read(bytes, 0);
        String[] lines = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).split("\n", -1);
        return List.of(lines[0], lines.length > 1 ? lines[1] : "");
    }

    private static long pid(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    /** The machine's name, without asking the network for it. */
    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            Map<String, String> environment = System.getenv();
            return environment.getOrDefault("HOSTNAME", environment.getOrDefault("COMPUTERNAME", ""));
        }
    }

    @Override
    public void close() {
        try {
            if (channel.isPresent() && KEPT.get(key) != channel.get()) {
                channel.get().close();
            }
        } catch (IOException e) {
            throw PrivateFiles.failure("The lock of the archive cannot be released", key, e);
        } finally {
            HELD.remove(key, this);
        }
    }
}
