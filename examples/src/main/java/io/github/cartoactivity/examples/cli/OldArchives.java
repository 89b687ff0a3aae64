package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.client.spi.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The archives of a cache that nobody has asked for a long time. Only what bears the name of an account's archive, and
 * has the lock file of one, is ever removed, and not while another process writes it.
 */
final class OldArchives {
    private static final Pattern ARCHIVE = Pattern.compile("[0-9a-f]{16}");
    private static final Pattern LEFT_OVER = Pattern.compile("\\.old-[0-9a-f]{16}");

    private final Path directory;

    OldArchives(Path directory) {
        this.directory = directory;
    }

    /** Removes them; what another process removes meanwhile is no error. */
    void remove(Instant oldest) throws IOException {
        List<Path> entries;
        try (Stream<Path> list = Files.list(directory)) {
            entries = list.filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
        for (Path entry : entries) {
            String name = entry.getFileName().toString();
            if (LEFT_OVER.matcher(name).matches()) {
                CacheDirectory.remove(entry);
            } else if (ARCHIVE.matcher(name).matches()) {
                removeIfOld(entry, oldest);
            }
        }
    }

    private static void removeIfOld(Path archive, Instant oldest) throws IOException {
        Path file = archive.resolve(".lock");
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Optional<LockFile> lock = LockFile.tryLock(file);
        if (lock.isEmpty()) {
            return;
        }
        try {
            if (Files.getLastModifiedTime(archive).toInstant().isBefore(oldest)) {
                Path aside = archive.resolveSibling(".old-" + archive.getFileName());
                CacheDirectory.remove(Files.move(archive, aside, StandardCopyOption.ATOMIC_MOVE));
            }
        } catch (NoSuchFileException e) {
            return; // Another process has removed it.
        } finally {
            lock.get().close();
        }
    }
}
