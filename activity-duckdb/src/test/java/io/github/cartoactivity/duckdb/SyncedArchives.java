package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.client.spi.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What the first sync of a rig leaves behind: made once by a real one for all tests, copied for each. */
final class SyncedArchives {
    private static final Map<String, Map<String, byte[]>> MADE = new ConcurrentHashMap<>();

    private SyncedArchives() {}

    /** Fills a directory, or one that does not exist yet, with an archive as of a time. */
    static void fill(Path directory, String now) throws InterruptedException {
        Map<String, byte[]> files = MADE.get(now);
        try {
            if (files == null) {
                try (SyncRig rig = new SyncRig(directory, now)) {
                    rig.sync();
                }
                MADE.put(now, read(directory));
            } else {
                write(directory, files);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> read(Path directory) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(directory)) {
            List<Path> found = tree.filter(Files::isRegularFile).toList();
            for (Path file : found) {
                files.put(directory.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static void write(Path directory, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path target = directory.resolve(file.getKey());
            PrivateFiles.prepareDirectory(target.getParent());
            PrivateFiles.writePrivate(target, file.getValue());
        }
    }
}
