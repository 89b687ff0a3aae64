package io.github.cartoactivity.client.internal.download;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Whether files can be written past the system's cache where the tests run. */
public final class PastCacheHere {
    private PastCacheHere() {}

    /** Skips the test where it is not possible. */
    public static void assumePossible(Path directory) throws IOException {
        assumeThat(PastCache.DIRECT).isNotNull();
        assumeThat(BlockPool.ALIGNMENT % Files.getFileStore(directory).getBlockSize())
                .isZero();
        Path probe = Files.createFile(directory.resolve("probe"));
        try {
            FileChannel.open(probe, StandardOpenOption.WRITE, PastCache.DIRECT).close();
        } catch (IOException | UnsupportedOperationException e) {
            assumeThat(e).as("files can be written past the cache here").isNull();
        } finally {
            Files.delete(probe);
        }
    }
}
