package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.spi.GzipMembers;
import io.github.cartoactivity.client.spi.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.zip.ZipException;

/** Unpacks a gzip file into another one, with a bound on how much larger it may become. */
final class Gunzip {
    private static final int BUFFER = 1 << 16;
    private static final long ALWAYS_ALLOWED = 64L << 20;
    private static final long MAX_RATIO = 100;

    private Gunzip() {}

    /** The first bytes of what is packed. */
    static byte[] head(Path packed, int count) throws IOException {
        try (InputStream in = new GzipMembers(Files.newInputStream(packed))) {
            return in.readNBytes(count);
        }
    }

    /** Whether a file that begins so is packed. */
    static boolean isPacked(ByteBuffer head) {
        return head.remaining() >= 2 && (head.get(0) & 0xFF) == 0x1F && (head.get(1) & 0xFF) == 0x8B;
    }

    /**
     * Reads a packed file through, which compares its checksums.
     *
     * @param checkpoint runs every now and then; what it throws ends the reading
     */
    static void check(Path packed, Runnable checkpoint) throws IOException {
        try (InputStream in = new GzipMembers(Files.newInputStream(packed))) {
            byte[] buffer = new byte[BUFFER];
            while (in.read(buffer) >= 0) {
                checkpoint.run();
            }
        }
    }

    /** Unpacks into another file and sees that it is on the disk. */
    static void unpack(Path packed, Path unpacked, Runnable checkpoint) throws IOException {
        long most = Math.max(ALWAYS_ALLOWED, Files.size(packed) * MAX_RATIO);
        try (InputStream in = new GzipMembers(Files.newInputStream(packed));
                FileChannel out = PrivateFiles.openPrivate(
                        unpacked,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE))) {
            byte[] buffer = new byte[BUFFER];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                checkpoint.run();
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                if (out.position() > most) {
                    throw new ZipException("More than " + most + " bytes came out of " + Files.size(packed));
                }
            }
            out.force(true);
        }
    }
}
