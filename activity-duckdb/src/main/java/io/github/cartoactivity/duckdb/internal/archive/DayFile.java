package io.github.cartoactivity.duckdb.internal.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A Parquet file that knows its own checksum. The checksum stands in the file's metadata and is the SHA-256 of the whole
 * file with 64 zeros in its place, so one file, published by one rename, holds everything, and every flipped bit shows.
 */
final class DayFile {
    private static final int USUAL_TAIL = 4 << 10;
    private static final int MAX_TAIL = 64 << 20;
    private static final byte[] KEY = DayFacts.KEY.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHECKSUM = "\"sha256\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ZEROS = DayFacts.NO_CHECKSUM.getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int END = Integer.BYTES + MAGIC.length;
    private static final byte THRIFT_TEXT = 0x18;

    private final Path path;

    DayFile(Path path) {
        this.path = path;
    }

    /** What the file says about itself; empty when it is not one of ours, or cut. */
    Optional<DayFacts> facts() throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            return metadata(channel).flatMap(metadata -> DayFacts.parse(metadata.text()));
        }
    }

    /** Puts the checksum into a file that was just written. */
    void seal() throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long place = checksumPlace(channel).orElseThrow(() -> new IOException("no place for a checksum: " + path));
            ByteBuffer checksum = ByteBuffer.wrap(checksum(channel, place).getBytes(StandardCharsets.US_ASCII));
            while (checksum.hasRemaining()) {
                channel.write(checksum, place + checksum.position());
            }
        }
    }

    /** Whether every bit is as it was when the file was sealed. */
    boolean isIntact() throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            Optional<Long> place = checksumPlace(channel);
            if (place.isEmpty()) {
                return false;
            }
            byte[] stored = read(channel, place.get(), ZEROS.length);
            return checksum(channel, place.get()).equals(new String(stored, StandardCharsets.US_ASCII));
        }
    }

    private static Optional<Long> checksumPlace(FileChannel channel) throws IOException {
        return metadata(channel).flatMap(metadata -> {
            byte[] text = metadata.text().getBytes(StandardCharsets.UTF_8);
            int at = lastIndexOf(text, CHECKSUM, text.length - ZEROS.length - CHECKSUM.length);
            return at < 0 ? Optional.empty() : Optional.of(metadata.place() + at + CHECKSUM.length);
        });
    }

    private static String checksum(FileChannel channel, long place) throws IOException {
        MessageDigest digest = sha256();
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
        long at = 0;
        channel.position(0);
        while (channel.read(buffer.clear()) >= 0) {
            buffer.flip();
            for (long i = Math.max(place, at); i < Math.min(place + ZEROS.length, at + buffer.limit()); i++) {
                buffer.put((int) (i - at), ZEROS[0]);
            }
            at += buffer.limit();
            digest.update(buffer);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Our metadata stands near the end of the footer; it is looked for from the end, where no data can be. */
    private static Optional<Metadata> metadata(FileChannel channel) throws IOException {
        long size = channel.size();
        byte[] tail = read(channel, Math.max(0, size - USUAL_TAIL), (int) Math.min(size, USUAL_TAIL));
        long footer = footerLength(tail);
        if (footer <= 0 || footer > Math.min(MAX_TAIL, size - END - MAGIC.length)) {
            return Optional.empty();
        }
        int whole = (int) footer + END;
        if (whole <= tail.length) {
            return find(Arrays.copyOfRange(tail, tail.length - whole, tail.length), size - whole);
        }
        Optional<Metadata> found = find(tail, size - tail.length);
        return found.isPresent() ? found : find(read(channel, size - whole, whole), size - whole);
    }

    /** As the end of a Parquet file says; nothing where the file is cut. */
    private static int footerLength(byte[] tail) {
        if (tail.length < END
                || !Arrays.equals(tail, tail.length - MAGIC.length, tail.length, MAGIC, 0, MAGIC.length)) {
            return 0;
        }
        return ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt(tail.length - END);
    }

    private static Optional<Metadata> find(byte[] tail, long offset) {
        int key = lastIndexOf(tail, KEY, tail.length - KEY.length);
        while (key >= 0) {
            Optional<Metadata> found = textAt(tail, key + KEY.length, offset);
            if (found.isPresent()) {
                return found;
            }
            key = lastIndexOf(tail, KEY, key - 1);
        }
        return Optional.empty();
    }

    /** A text in Thrift's compact protocol: a mark, the length in groups of seven bits, the bytes. */
    private static Optional<Metadata> textAt(byte[] tail, int start, long offset) {
        if (start >= tail.length || tail[start] != THRIFT_TEXT) {
            return Optional.empty();
        }
        int at = start + 1;
        int length = 0;
        boolean more = true;
        for (int shift = 0; more && at < tail.length && shift < 28; shift += 7) {
            byte part = tail[at++];
            length |= (part & 0x7f) << shift;
            more = part < 0;
        }
        return length <= 0 || length > tail.length - at
                ? Optional.empty()
                : Optional.of(new Metadata(new String(tail, at, length, StandardCharsets.UTF_8), offset + at));
    }

    private static int lastIndexOf(byte[] bytes, byte[] wanted, int from) {
        for (int start = from; start >= 0; start--) {
            int i = 0;
            while (i < wanted.length && bytes[start + i] == wanted[i]) {
                i++;
            }
            if (i == wanted.length) {
                return start;
            }
        }
        return -1;
    }

    private static byte[] read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            // until all is there
        }
        return buffer.array();
    }

    /** The text of our metadata, and where in the file it begins. */
    private record Metadata(String text, long place) {}
}
