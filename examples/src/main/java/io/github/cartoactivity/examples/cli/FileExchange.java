package io.github.cartoactivity.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Puts files in the place of others, so that old and new ones are never there together, wherever it is stopped. What is
 * to be done is first laid out in a hidden directory, and counts from the moment that this has its name: from then on it
 * is only carried through, by the next run if need be.
 */
final class FileExchange {
    private static final String REMOVED = ".removed";

    private final Path directory;
    private final Path agreed;

    FileExchange(Path directory) {
        this.directory = directory;
        this.agreed = directory.resolve(".carto-activity-exchange");
    }

    /**
     * Exchanges files.
     *
     * @param old files of the directory that are to go
     * @param files those that come, by their new names
     */
    void exchange(List<Path> old, Map<String, Path> files) throws IOException {
        Path draft = agreed.resolveSibling(agreed.getFileName() + ".draft");
        CacheDirectory.remove(draft);
        CacheDirectory.make(draft);
        List<String> names =
                old.stream().map(file -> file.getFileName().toString()).toList();
        Files.write(draft.resolve(REMOVED), names);
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Files.move(file.getValue(), draft.resolve(file.getKey()), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(draft, agreed, StandardCopyOption.ATOMIC_MOVE);
        finish();
    }

    /** Carries through what was begun, if anything was. */
    void finish() throws IOException {
        if (!Files.isDirectory(agreed, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        removeOld();
        List<Path> files;
        try (Stream<Path> list = Files.list(agreed)) {
            files = list.toList();
        }
        for (Path file : files) {
            Files.move(file, directory.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.delete(agreed);
    }

    /** The list goes when all of them are gone, and before the first new one comes. */
    private void removeOld() throws IOException {
        Path list = agreed.resolve(REMOVED);
        List<String> names;
        try {
            names = Files.readAllLines(list);
        } catch (NoSuchFileException e) {
            return;
        }
        for (String name : names) {
            Files.deleteIfExists(directory.resolve(Path.of(name).getFileName()));
        }
        Files.delete(list);
    }
}
