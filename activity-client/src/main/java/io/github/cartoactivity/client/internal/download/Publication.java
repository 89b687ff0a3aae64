package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.spi.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives files their final names such that all get theirs, or everything is put back as it was. Files that are replaced or
 * removed stay in the staging directory until then.
 *
 * <p>A kill in the middle leaves new files beside older ones until the same export is run again. Where the file system
 * knows no second names for a file, one older file may then be missing; the next run, however it ends, begins by putting
 * it back.
 */
final class Publication {
    private static final String REPLACED = ".replaced";
    private static final String REMOVED = ".removed";

    private final Path directory;
    private final Deque<Step> steps = new ArrayDeque<>();

    /** A file that gets another name, and where what had that name is kept. */
    private record Step(Path from, Path to, @Nullable Path replaced) {
        void undo() throws IOException {
            try {
                if (!exists(from)) {
                    PrivateFiles.publish(to, from);
                }
            } finally {
                if (replaced != null) {
                    PrivateFiles.publish(replaced, to);
                    // Still there where it is only a second name of the file in its place.
                    Files.deleteIfExists(replaced);
                }
            }
        }
    }

    /** @param directory the staging directory */
    Publication(Path directory) {
        this.directory = directory;
    }

    void publish(Path staged, Path published) throws IOException {
        steps.push(new Step(staged, published, kept(published)));
        PrivateFiles.publish(staged, published);
    }

    void remove(Path outdated) throws IOException {
        Path aside = directory.resolve(name(outdated) + REMOVED);
        steps.push(new Step(outdated, aside, null));
        PrivateFiles.publish(outdated, aside);
    }

    /** Puts back what it can; what it cannot is told with the reason. */
    void undo(Throwable reason) {
        while (!steps.isEmpty()) {
            try {
                steps.pop().undo();
            } catch (IOException e) {
                reason.addSuppressed(e);
            }
        }
    }

    /** A file under the same name stays where it is until it is replaced, if the file system can do that. */
    private @Nullable Path kept(Path published) throws IOException {
        if (!exists(published) || Files.isDirectory(published, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        Path kept = directory.resolve(name(published) + REPLACED);
        Files.deleteIfExists(kept);
        if (!Files.isRegularFile(published, LinkOption.NOFOLLOW_LINKS) || !link(published, kept)) {
            PrivateFiles.publish(published, kept);
        }
        return kept;
    }

    private static boolean link(Path file, Path secondName) {
        try {
            Files.createLink(secondName, file);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** After a kill in the middle of a publication: an older file whose name is free gets it back. */
    static void tidyUp(Path directory, Path target) throws IOException {
        for (Path kept : leftIn(directory)) {
            String name = name(kept);
            if (name.endsWith(REPLACED)) {
                Path place = target.resolve(name.substring(0, name.length() - REPLACED.length()));
                if (!exists(place)) {
                    PrivateFiles.publish(kept, place);
                }
            }
            Files.deleteIfExists(kept);
        }
    }

    /** Whether something of the target directory is still kept here. */
    static boolean isKept(String name) {
        return name.endsWith(REPLACED);
    }

    private static List<Path> leftIn(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> isKept(name(file)) || name(file).endsWith(REMOVED))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
