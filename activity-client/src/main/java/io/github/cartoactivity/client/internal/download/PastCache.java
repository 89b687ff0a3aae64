package io.github.cartoactivity.client.internal.download;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The way into a file that leads past the system's cache: what is written here is not copied once more, pushes nothing
 * else out of memory, and leaves the flush at the end little to do. Not every system and file system has it, so this
 * writes what it can, and the rest is for whoever asked. Not thread-safe.
 */
final class PastCache implements Closeable {
    private static final Logger LOG = System.getLogger(PastCache.class.getName());

    /** Null where this JDK has no such option. */
    static final @Nullable OpenOption DIRECT = direct();

    private final Path file;
    private @Nullable FileChannel channel;
    private boolean refused;

    PastCache(Path file) {
        this.file = file;
    }

    /** By its name, because a JDK need not have it, of which compilers warn whoever imports it. */
    private static @Nullable OpenOption direct() {
        try {
            return (OpenOption) Class.forName("com.sun.nio.file.ExtendedOpenOption")
                    .getField("DIRECT")
                    .get(null);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    /**
     * Writes the whole blocks that the buffer begins with. What cannot be written this way remains in it.
     *
     * @param bytes memory of a {@link BlockPool}
     * @return how many bytes were written
     */
    int write(long position, ByteBuffer bytes) {
        int wholeBlocks = bytes.remaining() - bytes.remaining() % BlockPool.ALIGNMENT;
        if (refused || wholeBlocks == 0 || position % BlockPool.ALIGNMENT != 0) {
            return 0;
        }
        int start = bytes.position();
        int limit = bytes.limit();
        bytes.limit(start + wholeBlocks);
        try {
            FileChannel open = opened();
            while (open != null && bytes.hasRemaining()) {
                open.write(bytes, position + bytes.position() - start);
            }
        } catch (IOException | RuntimeException e) {
            // Whatever it is: a full disk refuses the other way too, and there it is told.
            refused = true;
            LOG.log(Level.DEBUG, () -> "Written through the system's cache, for it cannot be gone past: " + file, e);
        } finally {
            bytes.limit(limit);
        }
        return bytes.position() - start;
    }

    private @Nullable FileChannel opened() throws IOException {
        if (channel == null && DIRECT != null) {
            long diskBlock = Files.getFileStore(file).getBlockSize();
            if (diskBlock > 0 && BlockPool.ALIGNMENT % diskBlock == 0) {
                channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS, DIRECT);
            }
        }
        refused = channel == null;
        return channel;
    }

    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }
}
