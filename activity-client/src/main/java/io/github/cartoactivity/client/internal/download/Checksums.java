package io.github.cartoactivity.client.internal.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The checksums that a server announces for a file: {@code x-goog-hash} with crc32c and md5, or {@code Content-MD5}. One
 * is enough; the faster one is taken.
 */
record Checksums(@Nullable String crc32c, @Nullable String md5) {
    private static final int BUFFER = 1 << 16;

    /** What is announced; nothing where the hash is that of other bytes than were sent. */
    static Checksums of(HttpHeaders headers) {
        String stored = headers.firstValue("x-goog-stored-content-encoding").orElse("");
        String sent = headers.firstValue("content-encoding").orElse("identity");
        boolean transcoded = !stored.isEmpty() && !stored.equals(sent);
        return transcoded
                ? new Checksums(null, null)
                : new Checksums(
                        googleHash(headers, "crc32c="),
                        headers.firstValue("content-md5")
                                .or(() -> Optional.ofNullable(googleHash(headers, "md5=")))
                                .orElse(null));
    }

    private static @Nullable String googleHash(HttpHeaders headers, String prefix) {
        return headers.allValues("x-goog-hash").stream()
                .flatMap(value -> java.util.Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(value -> value.startsWith(prefix))
                .map(value -> value.substring(prefix.length()))
                .findFirst()
                .orElse(null);
    }

    boolean isEmpty() {
        return crc32c == null && md5 == null;
    }

    /**
     * How a file differs from what was announced, or empty when it does not.
     *
     * @param arrived the CRC32C of the bytes, if it is known; otherwise the file is read
     * @param checkpoint runs every now and then while it is read; what it throws ends the reading
     */
    Optional<String> mismatch(Path file, OptionalInt arrived, Runnable checkpoint) throws IOException {
        String announced = crc32c != null ? crc32c : md5;
        if (announced == null) {
            return Optional.empty();
        }
        String actual = crc32c != null ? crc32cOf(file, arrived, checkpoint) : md5Of(file, checkpoint);
        String name = crc32c != null ? "crc32c" : "md5";
        return actual.equals(announced)
                ? Optional.empty()
                : Optional.of(name + " is " + actual + ", but " + announced + " was announced");
    }

    private static String crc32cOf(Path file, OptionalInt arrived, Runnable checkpoint) throws IOException {
        int value = arrived.isPresent() ? arrived.getAsInt() : crc32cOf(file, checkpoint);
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    private static int crc32cOf(Path file, Runnable checkpoint) throws IOException {
        CRC32C crc = new CRC32C();
        read(file, crc::update, checkpoint);
        return (int) crc.getValue();
    }

    private static String md5Of(Path file, Runnable checkpoint) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            read(file, digest::update, checkpoint);
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has MD5", e);
        }
    }

    @FunctionalInterface
    private interface Sink {
        void update(byte[] bytes, int offset, int length);
    }

    private static void read(Path file, Sink sink, Runnable checkpoint) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                checkpoint.run();
                sink.update(buffer, 0, read);
            }
        }
    }
}
