package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.SignedLink;
import io.github.cartoactivity.client.error.LocalFileException;
import io.github.cartoactivity.client.spi.LockFile;
import io.github.cartoactivity.client.spi.PrivateFiles;
import io.github.cartoactivity.model.ErrorDetails;
import io.github.cartoactivity.model.ExportFormat;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of an export wait until all are whole: a hidden directory next to where they will be. It also
 * remembers the jobs, so that the same export, run again after a failure or a crash, goes on where it stopped.
 *
 * <p>An export consists of pieces, each with a job of its own; a piece is named by a word that is fit for a file name.
 */
public final class Staging {
    private static final Logger LOG = System.getLogger(Staging.class.getName());
    private static final int MAX_JOB_FILE_BYTES = 1024;
    private static final String JOB = ".job";
    private static final String PACKED = ".gz";
    private static final String UNFINISHED = PartFile.UNFINISHED;
    private static final List<String> WHOLE = Stream.of(ExportFormat.values())
            .flatMap(format -> Stream.of("." + format.wireName(), "." + format.wireName() + PACKED))
            .toList();

    private final Path target;
    private final Path directory;
    private final LockFile lock;
    private final Publication publication;

    private Staging(Path target, Path directory, LockFile lock) {
        this.target = target;
        this.directory = directory;
        this.lock = lock;
        this.publication = new Publication(directory);
    }

    /**
     * Makes the directories, or finds those of an earlier run.
     *
     * @param identity everything that has to be the same for an earlier run to be the same export
     * @throws LocalFileException if the target cannot be written, or the same export is running
     */
    public static Staging open(Path target, String identity) {
        PrivateFiles.prepareDirectory(target);
        Path directory = target.resolve(".carto-export-" + ShortHash.of(identity));
        try {
            PrivateFiles.prepareOwnDirectory(directory);
            LockFile lock = LockFile.tryLock(directory.resolve("lock"))
                    .orElseThrow(() -> new LocalFileException(
                            ErrorDetails.of(
                                            "The same export is already being written into this directory",
                                            "Wait for it, or choose another directory")
                                    .with("path", target),
                            null));
            Staging staging = new Staging(target, directory, lock);
            try {
                staging.tidyUp();
            } catch (IOException | RuntimeException e) {
                staging.release();
                throw e;
            }
            return staging;
        } catch (IOException e) {
            throw PrivateFiles.failure("The directory cannot be used", directory, e);
        }
    }

    /** Removes what an earlier run has left unfinished, but for a file with a note on how far it is, and its note. */
    private void tidyUp() throws IOException {
        Publication.tidyUp(directory, target);
        delete(
                directory,
                file -> name(file).endsWith(UNFINISHED) && !Files.isRegularFile(other(file, UNFINISHED, PartFile.NOTE)),
                "Files of an earlier run cannot be removed");
        delete(
                directory,
                file -> name(file).endsWith(PartFile.NOTE)
                        && !Files.isRegularFile(other(file, PartFile.NOTE, UNFINISHED)),
                "Files of an earlier run cannot be removed");
    }

    private static Path other(Path file, String ending, String otherEnding) {
        String name = name(file);
        return file.resolveSibling(name.substring(0, name.length() - ending.length()) + otherEnding);
    }

    /** The job that an earlier run created for a piece. */
    public Optional<String> rememberedJob(String piece) {
        Path file = directory.resolve(piece + JOB);
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_JOB_FILE_BYTES) {
                return Optional.empty();
            }
            return Optional.of(Files.readString(file).strip()).filter(id -> !id.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public void rememberJob(String piece, String jobId) {
        Path file = directory.resolve(piece + JOB);
        Path temporary = directory.resolve(piece + JOB + UNFINISHED);
        try {
            Files.deleteIfExists(temporary);
            PrivateFiles.writePrivate(temporary, jobId.getBytes(StandardCharsets.UTF_8));
            PrivateFiles.syncFile(temporary);
            PrivateFiles.publish(temporary, file);
        } catch (IOException e) {
            throw PrivateFiles.failure("The job cannot be remembered", file, e);
        }
    }

    /** Forgets the job of a piece, and what was downloaded of it. */
    public void forgetJob(String piece) {
        delete(directory, file -> name(file).startsWith(piece), "Files of an earlier run cannot be removed");
    }

    /** Where a file of a piece waits, without its extension; the same place for every link to the same file. */
    public Path place(String piece, SignedLink link, List<SignedLink> all) {
        return directory.resolve(piece + "_" + link.category().wireName() + "_" + FileIdentity.key(link, all));
    }

    /** The file of that place, if an earlier run has fetched it. */
    public Optional<Path> whole(Path place) {
        return WHOLE.stream()
                .map(ending -> place.resolveSibling(name(place) + ending))
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                .findFirst();
    }

    public long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw PrivateFiles.failure("The file cannot be read", file, e);
        }
    }

    /** Publishes and removes files; if that fails everything in the target directory is put back as it was. */
    public <T> T allOrNothing(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            publication.undo(e);
            throw e;
        }
    }

    /** Gives a file its place in the target directory, under a name without extension. */
    public Path publish(Path staged, String name) {
        String file = name(staged);
        Path published = target.resolve(name + file.substring(file.indexOf('.')));
        try {
            publication.publish(staged, published);
            return published;
        } catch (IOException e) {
            throw PrivateFiles.failure("The file cannot be published", published, e);
        }
    }

    /**
     * Removes files of an earlier, larger export that the published ones do not replace.
     *
     * @param stems what their names begin with, before a number
     */
    public void removeOutdated(Collection<String> stems, ExportFormat format, Set<Path> published) {
        List<Pattern> names = stems.stream()
                .map(stem -> Pattern.compile(Pattern.quote(stem) + "\\d+\\." + format.wireName() + "(\\.gz)?"))
                .toList();
        removeOutdated(file -> !published.contains(file)
                && names.stream().anyMatch(name -> name.matcher(name(file)).matches()));
    }

    /** Removes files of an earlier download that differ from the published ones only in being packed, or in not being. */
    public void removeTwins(Set<Path> published) {
        Set<Path> twins = published.stream()
                .map(file -> name(file).endsWith(PACKED)
                        ? file.resolveSibling(name(file).substring(0, name(file).length() - PACKED.length()))
                        : file.resolveSibling(name(file) + PACKED))
                .collect(Collectors.toSet());
        removeOutdated(file -> twins.contains(file) && !published.contains(file));
    }

    private void removeOutdated(Predicate<Path> outdated) {
        try (Stream<Path> files = Files.list(target)) {
            for (Path file : files.filter(outdated).toList()) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    publication.remove(file);
                }
            }
        } catch (IOException e) {
            throw PrivateFiles.failure("Files of an earlier export cannot be removed", target, e);
        }
    }

    /**
     * The end of the export. When it has failed, jobs and whole files are kept for another run of it; when it is
     * published or was called off, nothing is left.
     */
    public void end(@Nullable Throwable failure, boolean calledOff) {
        if (failure != null && !calledOff && isWorthKeeping()) {
            release();
            return;
        }
        if (failure == null) {
            PrivateFiles.syncDirectory(target);
        }
        try {
            remove(failure);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The export''s own directory {0} cannot be removed ({1})", directory, e.getClass());
        }
    }

    private void remove(@Nullable Throwable failure) throws IOException {
        try {
            if (failure != null) {
                Publication.tidyUp(directory, target); // Nothing that could not be put back may be lost.
            }
            PrivateFiles.deleteTree(directory);
        } catch (DirectoryNotEmptyException e) {
            lock.close(); // Windows keeps the lock file until it is closed.
            PrivateFiles.deleteTree(directory);
        } finally {
            lock.close();
        }
    }

    private boolean isWorthKeeping() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(Staging::name)
                    .anyMatch(name -> name.endsWith(JOB)
                            || name.endsWith(PartFile.NOTE)
                            || isWhole(name)
                            || Publication.isKept(name));
        } catch (IOException e) {
            return true;
        }
    }

    private void release() {
        try {
            lock.close();
        } catch (IOException e) {
            throw PrivateFiles.failure("The lock cannot be released", directory, e);
        }
    }

    private static void delete(Path directory, Predicate<Path> unwanted, String problem) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(unwanted).toList()) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw PrivateFiles.failure(problem, directory, e);
        }
    }

    private static boolean isWhole(String name) {
        return WHOLE.stream().anyMatch(name::endsWith);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
