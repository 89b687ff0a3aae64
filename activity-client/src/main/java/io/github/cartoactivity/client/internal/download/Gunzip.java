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

    /** Unpacks into another file and sees that it is on the disk. */
    static void unpack(Path packed, Path unpacked) throws IOException {
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
