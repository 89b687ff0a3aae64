package io.github.cartoactivity.testing.internal.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * A file that is on disk, with what a storage service knows about it.
 *
 * @param file where it is
 * @param length how many bytes it has
 * @param crc32c CRC-32C in base 64
 * @param md5 MD5 in base 64
 * @param etag a strong entity tag with its quotation marks
 * @param generation the number of the object's version, as Google counts them
 */
public record StoredObject(Path file, long length, String crc32c, String md5, String etag, long generation) {
    private static final int BUFFER = 64 * 1024;

    /** Measures a file. */
    static StoredObject of(Path file, long generation) throws IOException {
        CRC32C crc = new CRC32C();
        MessageDigest md5 = newMd5();
        long length = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                crc.update(buffer, 0, read);
                md5.update(buffer, 0, read);
                length += read;
            }
        }
        byte[] checksum =
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
        byte[] digest = md5.digest();
        return new StoredObject(
                file,
                length,
                Base64.getEncoder().encodeToString(checksum),
                Base64.getEncoder().encodeToString(digest),
                '"' + HexFormat.of().formatHex(digest) + '-' + generation + '"',
                generation);
    }

    private static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }
}
