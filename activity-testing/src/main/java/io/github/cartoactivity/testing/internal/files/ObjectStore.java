package io.github.cartoactivity.testing.internal.files;

import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.model.ExportRow;
import io.github.cartoactivity.testing.CsvVariant;
import io.github.cartoactivity.testing.ParquetEncoder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of all files, in a private temporary directory. A file is written when it is first asked for; closing the
 * store deletes everything. Thread-safe.
 */
public final class ObjectStore implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final CsvStyle style;
    private final @Nullable ParquetEncoder encoder;
    private final Map<ExportFile, Versions> objects = new ConcurrentHashMap<>();
    private final AtomicInteger names = new AtomicInteger();
    private @Nullable Path directory;
    private boolean closed;

    /** A store that has written nothing yet. */
    public ObjectStore(CsvStyle style, @Nullable ParquetEncoder encoder) {
        this.style = style;
        this.encoder = encoder;
    }

    /** The newest version of a file. */
    public StoredObject plain(ExportFile file) throws IOException {
        return versions(file).plain();
    }

    /** The newest version of a file as it looks when it is stored compressed. */
    public StoredObject compressed(ExportFile file) throws IOException {
        return versions(file).compressed();
    }

    /** Makes a new version of a file, with other bytes where that is possible. */
    public void change(ExportFile file) {
        versions(file).change();
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (directory != null) {
            delete(directory);
            directory = null;
        }
    }

    private Versions versions(ExportFile file) {
        return objects.computeIfAbsent(file, Versions::new);
    }

    private synchronized Path newFile(String extension) throws IOException {
        if (closed) {
            throw new IOException("The server is closed");
        }
        if (directory == null) {
            directory = Files.createTempDirectory("fake-carto-");
        }
        return directory.resolve(names.incrementAndGet() + extension);
    }

    private Path write(ExportFile file, CsvStyle csvStyle) throws IOException {
        if (file.format() == ExportFormat.CSV) {
            return csv(file, csvStyle);
        }
        if (encoder == null) {
            throw new IOException("FakeCarto has no ParquetEncoder");
        }
        Path csv = csv(file, CsvStyle.PLAIN);
        Path parquet = newFile(".parquet");
        encoder.encode(file.category(), csv, parquet);
        Files.delete(csv);
        return parquet;
    }

    private Path csv(ExportFile file, CsvStyle csvStyle) throws IOException {
        boolean gzip = csvStyle.has(CsvVariant.GZIP_FILE);
        Path target = newFile(gzip ? ".csv.gz" : ".csv");
        try (OutputStream bytes = Files.newOutputStream(target);
                OutputStream packed = gzip ? new GZIPOutputStream(bytes, BUFFER) : bytes;
                Writer out = new BufferedWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8), BUFFER);
                Stream<? extends ExportRow> rows = file.rows().get()) {
            Iterator<? extends ExportRow> iterator = rows.iterator();
            new CsvTable(file.category(), csvStyle).write(iterator, out);
        }
        return target;
    }

    private static void delete(Path root) {
        try (Stream<Path> tree = Files.walk(root)) {
            List<Path> children = tree.sorted(Comparator.reverseOrder()).toList();
            for (Path child : children) {
                Files.deleteIfExists(child);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not delete " + root, e);
        }
    }

    /** The versions of one file; the lock keeps two requests from writing the same bytes twice. */
    private final class Versions {
        private final ExportFile file;
        private long generation = 1;
        private @Nullable StoredObject plain;
        private @Nullable StoredObject compressed;

        Versions(ExportFile file) {
            this.file = file;
        }

        synchronized StoredObject plain() throws IOException {
            if (plain == null) {
                plain = StoredObject.of(write(file, generation % 2 == 1 ? style : style.rewritten()), generation);
            }
            return plain;
        }

        synchronized StoredObject compressed() throws IOException {
            if (compressed == null) {
                Path target = newFile(".gz");
                try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(target), BUFFER)) {
                    Files.copy(plain().file(), out);
                }
                compressed = StoredObject.of(target, generation);
            }
            return compressed;
        }

        synchronized void change() {
            generation++;
            plain = null;
            compressed = null;
        }
    }
}
