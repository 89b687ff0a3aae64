package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.JobRequest;
import io.github.cartoactivity.client.SignedLink;
import io.github.cartoactivity.client.error.LocalFileException;
import io.github.cartoactivity.client.spi.PrivateFiles;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ErrorDetails;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the files of an export wait until all are whole: a hidden directory next to where they will be. It also
 * remembers the jobs, so that the same export, run again after a failure or a crash, goes on where it stopped.
 */
public final class Staging implements Closeable {
    private static final int MAX_JOB_FILE_BYTES = 1024;

    private final Path target;
    private final Path directory;
    private final FileChannel lock;

    private Staging(Path target, Path directory, FileChannel lock) {
        this.target = target;
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Makes the directories, or finds those of an earlier run.
     *
     * @param identity everything that has to be the same for an earlier run to be the same export
     * @throws LocalFileException if the target cannot be written, or the same export is running
     */
    public static Staging open(Path target, String identity) {
        Path directory = target.resolve(".carto-export-" + shortHash(identity));
        PrivateFiles.prepareDirectory(directory);
        Path lockFile = directory.resolve("lock");
        try {
            FileChannel lock =
                    PrivateFiles.openPrivate(lockFile, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
            if (!acquired(lock)) {
                lock.close();
                throw new LocalFileException(
                        ErrorDetails.of(
                                        "The same export is already being written into this directory",
                                        "Wait for it, or choose another directory")
                                .with("path", target),
                        null);
            }
            return new Staging(target, directory, lock);
        } catch (IOException e) {
            throw PrivateFiles.failure("The directory cannot be used", directory, e);
        }
    }

    private static boolean acquired(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** The job that an earlier run created for a part of the range. */
    public Optional<String> rememberedJob(DateRange piece) {
        Path file = jobFile(piece);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_JOB_FILE_BYTES) {
                return Optional.empty();
            }
            return Optional.of(Files.readString(file).strip()).filter(id -> !id.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    public void rememberJob(DateRange piece, String jobId) {
        try {
            writeWhole(jobFile(piece), jobId);
        } catch (IOException e) {
            throw PrivateFiles.failure("The job cannot be remembered", directory, e);
        }
    }

    /** Forgets a job, and what was downloaded of it. */
    public void forgetJob(DateRange piece) {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.getFileName().toString().contains(days(piece)))
                    .toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw PrivateFiles.failure("Files of an earlier run cannot be removed", directory, e);
        }
    }

    /** Where a file of a job waits, without its extension. */
    public Path path(JobRequest job, SignedLink link) {
        return directory.resolve(stem(link.category(), job.range()) + (link.index() + 1));
    }

    /** The file, if an earlier run has fetched it. */
    public Optional<Path> whole(JobRequest job, SignedLink link) {
        String name = path(job, link).getFileName().toString();
        return Stream.of(ExportFormat.values())
                .flatMap(format -> Stream.of(name + "." + format.wireName(), name + "." + format.wireName() + ".gz"))
                .map(directory::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Gives a file its place in the target directory. */
    public Path publish(Path staged) {
        Path published = target.resolve(staged.getFileName());
        try {
            PrivateFiles.publish(staged, published);
            return published;
        } catch (IOException e) {
            throw PrivateFiles.failure("The file cannot be published", published, e);
        }
    }

    /** Removes files of an earlier, larger export of the same days that the published ones do not replace. */
    public void removeOutdated(Set<ExportCategory> categories, DateRange piece, Set<Path> published) {
        List<String> stems =
                categories.stream().map(category -> stem(category, piece)).toList();
        try (Stream<Path> files = Files.list(target)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (!published.contains(file) && stems.stream().anyMatch(name::startsWith)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw PrivateFiles.failure("Files of an earlier export cannot be removed", target, e);
        }
    }

    /** The end of an export that needs nothing of this any more, because it is published or was called off. */
    public void discard() {
        try {
            close();
            PrivateFiles.deleteTree(directory);
            PrivateFiles.syncDirectory(target);
        } catch (IOException e) {
            throw PrivateFiles.failure("The export's own directory cannot be removed", directory, e);
        }
    }

    /** The end of an export that may be run again: keeps what is whole, removes the rest. */
    public void keepForLater() {
        try (Stream<Path> files = Files.list(directory)) {
            boolean worthIt = files.anyMatch(file -> file.toString().endsWith(".job"));
            if (worthIt) {
                close();
            } else {
                discard();
            }
        } catch (IOException e) {
            throw PrivateFiles.failure("The export's own directory cannot be read", directory, e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private Path jobFile(DateRange piece) {
        return directory.resolve(days(piece) + "_.job");
    }

    private static String stem(ExportCategory category, DateRange piece) {
        return category.wireName() + "_" + days(piece) + "_";
    }

    private static String days(DateRange piece) {
        return piece.from() + "_" + piece.last();
    }

    private static void writeWhole(Path file, String text) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = PrivateFiles.openPrivate(
                temporary,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        PrivateFiles.publish(temporary, file);
    }

    private static String shortHash(String identity) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
