package io.github.cartoactivity.client.spi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The first bytes of a file, which tell what it is whatever its name says. */
public final class FileHead {
    private static final int LENGTH = 512;

    private final byte[] bytes;

    private FileHead(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads them.
     *
     * @param file the file
     * @return its first bytes
     * @throws IOException if it cannot be read
     */
    public static FileHead of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new FileHead(in.readNBytes(LENGTH));
        }
    }

    /**
     * Takes them from what was read.
     *
     * @param bytes what a file begins with
     * @param length how many of the bytes count
     * @return its first bytes
     */
    public static FileHead of(byte[] bytes, int length) {
        return new FileHead(Arrays.copyOf(bytes, Math.min(length, LENGTH)));
    }

    /**
     * Nothing at all.
     *
     * @return whether the file is empty
     */
    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /**
     * Compressed with gzip.
     *
     * @return whether it begins so
     */
    public boolean isGzip() {
        return startsWith(0x1F, 0x8B);
    }

    /**
     * Parquet, also with an encrypted footer.
     *
     * @return whether it begins so
     */
    public boolean isParquet() {
        return startsWith('P', 'A', 'R', '1') || startsWith('P', 'A', 'R', 'E');
    }

    /**
     * What this is, when it is certainly no table.
     *
     * @return a few words for a message, or empty where it may be one
     */
    public Optional<String> notATable() {
        if (startsWith(0xFF, 0xFE) || startsWith(0xFE, 0xFF)) {
            return Optional.of("text in UTF-16");
        }
        if (startsWith('P', 'K', 3, 4)) {
            return Optional.of("a ZIP archive");
        }
        if (startsWith(0x28, 0xB5, 0x2F, 0xFD)) {
            return Optional.of("Zstandard-compressed data");
        }
        return markup().or(() -> hasNulInHeader() ? Optional.of("binary data") : Optional.empty());
    }

    private Optional<String> markup() {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String start = (text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text)
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return Optional.of("a web page in HTML");
        }
        if (start.startsWith("<")) {
            return Optional.of("XML or HTML, perhaps an error message of the storage");
        }
        if (start.startsWith("{") || start.startsWith("[")) {
            return Optional.of("JSON, perhaps an error message");
        }
        return Optional.empty();
    }

    /** A row may hold one, the names of columns do not. */
    private boolean hasNulInHeader() {
        for (byte b : bytes) {
            if (b == 0 || b == '\n' || b == '\r') {
                return b == 0;
            }
        }
        return false;
    }

    private boolean startsWith(int... magic) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
