package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.client.ReadLimits;
import io.github.cartoactivity.client.error.DataLimitException;
import io.github.cartoactivity.client.error.DataLocation;
import io.github.cartoactivity.client.error.TruncatedDataException;
import io.github.cartoactivity.client.spi.FileHead;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The records of a CSV file, one after another, through a window that holds whole records. For one thread. */
final class CsvRecords implements AutoCloseable {
    private static final int FIRST_WINDOW = 1 << 16;
    private static final int WINDOW = 1 << 20;
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Path file;
    private final ReadLimits limits;
    private final ByteSource input;
    private final Lines lines;
    private final CsvScanner scanner;
    private long stop = Long.MAX_VALUE;
    private byte[] window;
    private int limit;
    private int next;
    private int start;
    private long windowOffset;
    private boolean complete;

    private CsvRecords(Path file, ReadLimits limits, ByteSource input, Lines lines, byte[] window) {
        this.file = file;
        this.limits = limits;
        this.input = input;
        this.lines = lines;
        this.window = window;
        this.scanner = new CsvScanner(limits.maxColumns());
    }

    /** All records of a file. */
    static CsvRecords open(Path file, ReadLimits limits) {
        CsvRecords records = new CsvRecords(
                file, limits, TextInput.open(file, limits), new LineCounter(file, limits), new byte[FIRST_WINDOW]);
        try {
            records.fill();
        } catch (RuntimeException e) {
            records.close();
            throw e;
        }
        if (records.limit >= BOM.length && Arrays.equals(records.window, 0, BOM.length, BOM, 0, BOM.length)) {
            records.next = BOM.length;
        }
        return records;
    }

    /** The records of a piece of a file, which begins and ends where records do; lines are not known. */
    static CsvRecords of(CsvChunk chunk, Path file, ReadLimits limits) {
        CsvRecords records = new CsvRecords(file, limits, ByteSource.NONE, Lines.UNKNOWN, chunk.bytes());
        records.place(chunk);
        records.complete = true;
        return records;
    }

    /**
     * The records from the start of a piece of a file up to its end or, where no record ends there, up to the end of the
     * file.
     */
    static CsvRecords from(CsvChunk chunk, Path file, ReadLimits limits, Lines lines) {
        ByteSource rest = new LaterInput(() -> TextInput.openAt(file, limits, chunk.end()));
        CsvRecords records = new CsvRecords(file, limits, rest, lines, chunk.bytes());
        records.place(chunk);
        records.stop = chunk.end();
        return records;
    }

    private void place(CsvChunk chunk) {
        limit = chunk.length();
        windowOffset = chunk.offset();
    }

    /** The first bytes of the text. */
    FileHead head() {
        return FileHead.of(window, limit);
    }

    /** Goes to the next record; empty lines are none. */
    boolean next() {
        do {
            if (!advance()) {
                return false;
            }
        } while (scanner.fields() == 1 && !scanner.isQuoted(0) && scanner.length(0) == 0);
        return true;
    }

    private boolean advance() {
        try {
            return toNextRecord();
        } catch (OutOfMemoryError e) {
            scanner.letGo();
            throw noMemory(e);
        }
    }

    private DataLimitException noMemory(@Nullable OutOfMemoryError cause) {
        return new DataLimitException(
                DataLocation.of(file).atOffset(offset()),
                "There is no memory for a row of more than " + (limit - start) + " bytes",
                "The file is probably damaged; lower ReadLimits.maxRowBytes, or give the program more memory",
                cause);
    }

    private boolean toNextRecord() {
        start = next;
        if (windowOffset + start == stop) {
            return false;
        }
        while (start < limit || !complete) {
            int end = scanner.scan(window, start, limit, complete);
            if (end >= 0) {
                next = end;
                if (end - start > limits.maxRowBytes()) {
                    checkLength(contentEnd() - start, end);
                }
                return end > start;
            }
            if (complete) {
                throw unclosed();
            }
            checkLength(limit - start, end);
            slide();
        }
        return false;
    }

    /** Moves the begun record to the front and reads on behind it. */
    private void slide() {
        int begun = limit - start;
        boolean grow = window.length < WINDOW || begun > window.length / 2;
        byte[] target = grow ? larger() : window;
        if (target.length == begun) {
            throw noMemory(null);
        }
        System.arraycopy(window, start, target, 0, begun);
        window = target;
        windowOffset += start;
        start = 0;
        next = 0;
        limit = begun;
        fill();
    }

    /** Twice as large, but no larger than it takes to see that a row is too long. */
    private byte[] larger() {
        scanner.letGo();
        long most = Math.max(WINDOW, limits.maxRowBytes() + (long) WINDOW);
        return new byte[(int) Math.min(Math.min(window.length * 2L, most), Integer.MAX_VALUE - 8)];
    }

    private void fill() {
        int wanted = window.length - limit;
        int got = input.read(window, limit, wanted);
        limit += got;
        complete = got < wanted;
    }

    private void checkLength(int length, int outcome) {
        if (length <= limits.maxRowBytes()) {
            return;
        }
        boolean quotes = outcome == CsvScanner.MORE_IN_QUOTES;
        long offset = windowOffset + (quotes ? scanner.openQuote() : start);
        throw new DataLimitException(
                DataLocation.of(file).atOffset(offset).atLine(lines.lineOf(offset)),
                quotes
                        ? "A quote is opened here, and not closed within " + limits.maxRowBytes() + " bytes"
                        : "A row is longer than " + limits.maxRowBytes() + " bytes",
                "The file is probably damaged; if it is known to be good, raise ReadLimits.maxRowBytes",
                null);
    }

    private TruncatedDataException unclosed() {
        long offset = windowOffset + scanner.openQuote();
        return new TruncatedDataException(
                DataLocation.of(file).atOffset(offset).atLine(lines.lineOf(offset)),
                "A quote is opened here and never closed: the file was cut, or a quote is missing",
                "Download the file again",
                null);
    }

    /** Where the next record begins in the text. */
    long end() {
        return windowOffset + next;
    }

    /** The fields of the current record. */
    CsvScanner record() {
        return scanner;
    }

    /** Where the current record begins in the text. */
    long offset() {
        return windowOffset + start;
    }

    /** The line that the current record begins on. */
    long line() {
        return lines.lineOf(offset());
    }

    /** The bytes of the current record, without the end of its line. */
    byte[] raw() {
        return Arrays.copyOfRange(window, start, contentEnd());
    }

    private int contentEnd() {
        int end = next;
        while (end > start && (window[end - 1] == '\n' || window[end - 1] == '\r')) {
            end--;
        }
        return end;
    }

    @Override
    public void close() {
        input.close();
        lines.close();
    }
}
