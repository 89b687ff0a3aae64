package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.client.FinalNewline;
import io.github.cartoactivity.client.ReadLimits;
import io.github.cartoactivity.client.RowReader;
import io.github.cartoactivity.client.error.MalformedDataException;
import io.github.cartoactivity.client.error.TruncatedDataException;
import io.github.cartoactivity.client.spi.GzipMembers;
import io.github.cartoactivity.duckdb.QueryCancelledException;
import io.github.cartoactivity.duckdb.internal.SourceFile.Encoding;
import io.github.cartoactivity.model.ErrorDetails;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportRow;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Sees that a file of text is whole before DuckDB reads it. DuckDB compares no checksum of gzip, so that one bit can
 * become wrong rows, and takes a last value that is cut as it is.
 */
final class TextCheck {
    private static final int BUFFER = 1 << 16;
    private static final long EXPANSION_COUNTS_FROM = 64L << 20;
    private static final int NOTHING = -1;

    private final Path file;
    private final FileProbe probe;

    TextCheck(Path file) {
        this.file = file;
        this.probe = new FileProbe(file);
    }

    /** Refuses a damaged file, and one that may be cut. */
    void whole(Encoding encoding, ExportCategory category, FinalNewline rule) {
        if (encoding == Encoding.PARQUET) {
            return;
        }
        int last = encoding == Encoding.GZIP_CSV ? throughGzip() : lastByte();
        boolean ended = last == '\n' || last == '\r';
        boolean taken = switch (rule) {
            case REQUIRED -> ended;
            case REQUIRED_UNLESS_QUOTED -> ended || (last == '"' && isReadToItsEnd(category));
            case OPTIONAL -> true;
        };
        if (!taken) {
            throw probe.broken(
                    "The file ends in the middle of a line, so its last value may be cut",
                    "Download it again; if its writer ends no last line, use"
                            + " DatabaseOptions.withFinalNewline(OPTIONAL)",
                    null);
        }
    }

    /** Only who reads all rows can tell a last value in quotes from the beginning of one; most writers end the last line. */
    private boolean isReadToItsEnd(ExportCategory category) {
        RowReader reader = RowReader.defaults()
                .limits(ReadLimits.defaults().withMaxCellBytes((int) SourceSql.LONGEST_LINE))
                .onBadRow(bad -> {});
        try (Stream<ExportRow> rows = reader.read(List.of(file), category)) {
            rows.forEach(row -> checkInterrupt());
            return true;
        } catch (TruncatedDataException e) {
            return false;
        } catch (MalformedDataException e) {
            // Whatever else is wrong is for DuckDB to say.
            return true;
        }
    }

    /** Reads a gzip file through, which compares its checksums; gives the last byte of its content. */
    int throughGzip() {
        byte[] buffer = new byte[BUFFER];
        int last = NOTHING;
        long content = 0;
        try (GzipMembers in = new GzipMembers(Files.newInputStream(file))) {
            for (int read = in.read(buffer, 0, BUFFER); read > 0; read = in.read(buffer, 0, BUFFER)) {
                last = buffer[read - 1];
                content += read;
                checkExpansion(content, in.taken());
                checkInterrupt();
            }
        } catch (IOException e) {
            throw probe.unreadable(e);
        }
        return last;
    }

    private void checkExpansion(long content, long stored) {
        int most = ReadLimits.defaults().maxExpansion();
        if (content > EXPANSION_COUNTS_FROM && content / most > stored) {
            throw probe.broken(
                    "The content is more than " + most + " times as large as the compressed file",
                    "If the file is known to be good, expand it first",
                    null);
        }
    }

    private void checkInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw new QueryCancelledException(
                    ErrorDetails.of("Interrupted while reading a file", "").with("file", file), null);
        }
    }

    private int lastByte() {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.read(last, Math.max(0, channel.size() - 1)) < 1 ? NOTHING : last.get(0);
        } catch (IOException e) {
            throw probe.unreadable(e);
        }
    }
}
