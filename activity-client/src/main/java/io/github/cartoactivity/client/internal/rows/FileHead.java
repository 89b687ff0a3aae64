package io.github.cartoactivity.client.internal.rows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The first bytes of a file, which tell what it is whatever its name says. */
final class FileHead {
    private static final int LENGTH = 512;

    private final byte[] bytes;

    private FileHead(byte[] bytes) {
        this.bytes = bytes;
    }

    static FileHead of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new FileHead(in.readNBytes(LENGTH));
        }
    }

    static FileHead of(byte[] bytes, int length) {
        return new FileHead(Arrays.copyOf(bytes, Math.min(length, LENGTH)));
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    boolean isGzip() {
        return startsWith(0x1F, 0x8B);
    }

    /** Parquet, also with an encrypted footer. */
    boolean isParquet() {
        return startsWith('P', 'A', 'R', '1') || startsWith('P', 'A', 'R', 'E');
    }

    /** What this is, when it is certainly no table. */
    Optional<String> notATable() {
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
            return Optional.of("a web page");
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
