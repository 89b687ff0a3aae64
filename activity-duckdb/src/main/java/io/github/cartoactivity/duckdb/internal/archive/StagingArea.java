package io.github.cartoactivity.duckdb.internal.archive;

import io.github.cartoactivity.client.spi.PrivateFiles;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The hidden directory for what is under way. Only who holds the lock may touch it. */
final class StagingArea {
    private StagingArea() {}

    /** Removes what earlier runs have left, but for downloads that these jobs can go on with. */
    static void clean(ArchiveLayout layout, List<SyncJob> jobs) throws IOException {
        layout.removeEmptyDays();
        Path staging = layout.staging();
        if (!Files.exists(staging, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(staging, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(staging);
            return;
        }
        Set<Path> wanted = jobs.stream().map(SyncJob::directory).collect(Collectors.toSet());
        List<Path> left;
        try (Stream<Path> entries = Files.list(staging)) {
            left = entries.filter(entry -> !wanted.contains(entry)).toList();
        }
        for (Path entry : left) {
            PrivateFiles.deleteTree(entry);
        }
        removeIfEmpty(layout);
    }

    static void removeIfEmpty(ArchiveLayout layout) throws IOException {
        try {
            Files.deleteIfExists(layout.staging());
        } catch (DirectoryNotEmptyException e) {
            // A job that failed keeps what it has downloaded for the next run, where that keeps nobody.
        }
    }
}
