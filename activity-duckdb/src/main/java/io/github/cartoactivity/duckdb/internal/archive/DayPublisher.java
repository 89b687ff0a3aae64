package io.github.cartoactivity.duckdb.internal.archive;

import io.github.cartoactivity.client.spi.PrivateFiles;
import io.github.cartoactivity.model.ExportCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Gives days their place: written where nobody looks, sealed with a checksum, flushed, renamed. Before the rename the
 * archive is as it was, after it the day is whole.
 */
final class DayPublisher {
    private final ArchiveLayout layout;
    private final SyncStep.Listener steps;

    DayPublisher(ArchiveLayout layout, SyncStep.Listener steps) {
        this.layout = layout;
        this.steps = steps;
    }

    /** Publishes a day, in place of what is there. */
    void publish(ExportCategory category, LocalDate day, Consumer<Path> write) {
        Path target = layout.file(category, day);
        Path part = layout.staging().resolve("part-" + UUID.randomUUID());
        try {
            PrivateFiles.openPrivate(part, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))
                    .close();
            write.accept(part);
            steps.at(SyncStep.WRITTEN);
            new DayFile(part).seal();
            steps.at(SyncStep.SEALED);
            PrivateFiles.syncFile(part);
            steps.at(SyncStep.FLUSHED);
            rename(part, target);
        } catch (IOException e) {
            throw PrivateFiles.failure("A day cannot be written", target, e);
        } finally {
            discard(part);
        }
    }

    private void rename(Path part, Path target) throws IOException {
        Path directory = target.resolveSibling("").normalize();
        Path table = directory.resolveSibling("").normalize();
        boolean isNewTable = !Files.exists(table);
        PrivateFiles.prepareDirectory(directory);
        steps.at(SyncStep.DIRECTORY_MADE);
        PrivateFiles.publish(part, target);
        steps.at(SyncStep.RENAMED);
        PrivateFiles.syncDirectory(directory);
        PrivateFiles.syncDirectory(table);
        if (isNewTable) {
            PrivateFiles.syncDirectory(layout.root());
        }
        steps.at(SyncStep.PUBLISHED);
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // The next run removes it.
        }
    }
}
