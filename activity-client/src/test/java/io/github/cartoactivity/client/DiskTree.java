package io.github.cartoactivity.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is on the disk. */
final class DiskTree {
    private DiskTree() {}

    /** All files below a directory, hidden ones included: relative path to SHA-256. */
    static SortedMap<String, String> hashes(Path directory) throws IOException {
        SortedMap<String, String> hashes = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path file : tree.filter(Files::isRegularFile).toList()) {
                hashes.put(directory.relativize(file).toString(), hash(Files.readAllBytes(file)));
            }
        }
        return hashes;
    }

    /** Everything below a directory, by relative path. */
    static List<String> names(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            return tree.filter(path -> !path.equals(directory))
                    .map(path -> directory.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    /** Whether nothing is below a directory from which others may be removing things. */
    static boolean isEmpty(Path directory) {
        try {
            return names(directory).isEmpty();
        } catch (IOException | UncheckedIOException meanwhileRemoved) {
            return false;
        }
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
