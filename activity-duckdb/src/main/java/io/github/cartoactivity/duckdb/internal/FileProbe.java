package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.client.spi.FileHead;
import io.github.cartoactivity.client.spi.GzipMembers;
import io.github.cartoactivity.duckdb.DataFileException;
import io.github.cartoactivity.duckdb.internal.SourceFile.Encoding;
import io.github.cartoactivity.model.ErrorDetails;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a file's first and last bytes, so that something that is no data file never reaches DuckDB: an error page,
 * an archive, half a Parquet file.
 */
final class FileProbe {
    private static final int HEAD = 64 << 10;
    private static final String PARQUET = "PAR1";
    private static final int PARQUET_MIN = 12;
    private static final String DOWNLOAD_AGAIN = "Download it again";

    private final Path file;

    FileProbe(Path file) {
        this.file = file;
    }

    /** How the file is written. */
    Encoding encoding() {
        try {
            return look();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The first character that is no blank, behind gzip and a byte order mark; a blank for an empty file. */
    char first() {
        try {
            byte[] head = isGzip(head()) ? decompressedHead() : head();
            String text = CsvHeader.withoutByteOrderMark(new String(head, StandardCharsets.UTF_8))
                    .strip();
            return text.isEmpty() ? ' ' : text.charAt(0);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Whether the file is compressed. */
    boolean isGzip() {
        try {
            return isGzip(head());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The column names in the first line of a CSV file. */
    List<String> csvHeader(Encoding encoding) {
        try {
            byte[] head = encoding == Encoding.GZIP_CSV ? decompressedHead() : head();
            return CsvHeader.parse(new String(head, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** An error of this file. */
    DataFileException broken(String problem, String advice, @Nullable Exception cause) {
        return new DataFileException(file, ErrorDetails.of(problem, advice), cause);
    }

    /** An error of this file that came while it was read. */
    DataFileException unreadable(IOException e) {
        if (e instanceof EOFException) {
            return broken("The compressed file ends too early", DOWNLOAD_AGAIN, e);
        }
        if (e instanceof NoSuchFileException) {
            return broken("There is no such file", "Check the path", e);
        }
        return e instanceof ZipException
                ? broken("The compressed file is damaged: " + e.getMessage(), DOWNLOAD_AGAIN, e)
                : broken("The file cannot be read: " + e, "Check that it is there and readable", e);
    }

    private Encoding look() throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw broken("This is no regular file", "Name files, or a directory of files", null);
        }
        byte[] head = head();
        if (head.length == 0) {
            throw broken("The file is empty", DOWNLOAD_AGAIN, null);
        }
        if (startsWith(head, PARQUET)) {
            checkParquet();
            return Encoding.PARQUET;
        }
        if (isGzip(head)) {
            refuseForeign(decompressedHead());
            return Encoding.GZIP_CSV;
        }
        refuseForeign(head);
        return Encoding.CSV;
    }

    private void refuseForeign(byte[] head) {
        if (startsWith(head, PARQUET)) {
            throw broken("The file is a Parquet file inside gzip", "Decompress it", null);
        }
        if (startsWith(head, "PARE")) {
            throw broken("The Parquet file is encrypted", "Ask for one that is not", null);
        }
        FileHead.of(head, head.length).notATable().ifPresent(content -> {
            throw broken(
                    "The file is no table but " + content,
                    "Unpack it, or download it again; links that have expired often answer with a page",
                    null);
        });
    }

    /** A whole Parquet file ends with the length of its footer and the magic bytes. */
    private void checkParquet() throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            ByteBuffer tail = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
            if (size >= PARQUET_MIN) {
                channel.read(tail, size - tail.capacity());
            }
            int footer = tail.getInt(0);
            String magic = new String(tail.array(), 4, 4, StandardCharsets.ISO_8859_1);
            if (!magic.equals(PARQUET) || footer <= 0 || footer > size - PARQUET_MIN) {
                throw broken(
                        "The Parquet file is cut or damaged: its end is not that of a Parquet file",
                        DOWNLOAD_AGAIN,
                        null);
            }
        }
    }

    private byte[] head() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    private byte[] decompressedHead() throws IOException {
        try (InputStream in = new GzipMembers(Files.newInputStream(file))) {
            return in.readNBytes(HEAD);
        }
    }

    private static boolean isGzip(byte[] head) {
        return FileHead.of(head, head.length).isGzip();
    }

    private static boolean startsWith(byte[] bytes, String magic) {
        byte[] start = magic.getBytes(StandardCharsets.ISO_8859_1);
        return bytes.length >= start.length
                && ByteBuffer.wrap(bytes, 0, start.length).equals(ByteBuffer.wrap(start));
    }
}
