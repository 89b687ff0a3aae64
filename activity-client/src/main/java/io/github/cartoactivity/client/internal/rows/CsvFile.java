package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.client.FinalNewline;
import io.github.cartoactivity.client.ReadLimits;
import io.github.cartoactivity.client.error.DataLocation;
import io.github.cartoactivity.client.error.MalformedDataException;
import io.github.cartoactivity.client.error.UnexpectedContentException;
import io.github.cartoactivity.client.spi.BadRowException;
import io.github.cartoactivity.client.spi.RowCursor;
import io.github.cartoactivity.client.spi.RowFile;
import io.github.cartoactivity.client.spi.RowRange;
import io.github.cartoactivity.client.spi.Utf8Text;
import io.github.cartoactivity.client.spi.WantedColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A CSV file: its header is read when it is opened, and its rows are one part. */
final class CsvFile implements RowFile {
    private final Path path;
    private final ReadLimits limits;
    private final FinalNewline finalNewline;
    private final List<String> columns;
    private final long headerEnd;

    private CsvFile(Path path, ReadLimits limits, FinalNewline finalNewline, List<String> columns, long headerEnd) {
        this.path = path;
        this.limits = limits;
        this.finalNewline = finalNewline;
        this.columns = columns;
        this.headerEnd = headerEnd;
    }

    static CsvFile open(Path file, ReadLimits limits, FinalNewline finalNewline) {
        try (CsvRecords records = CsvRecords.open(file, limits)) {
            List<String> columns = header(file, records, finalNewline);
            return new CsvFile(file, limits, finalNewline, columns, records.end());
        }
    }

    private static List<String> header(Path file, CsvRecords records, FinalNewline finalNewline) {
        records.head().notATable().ifPresent(content -> {
            throw new UnexpectedContentException(
                    DataLocation.of(file),
                    "This is no CSV file but " + content,
                    "Download the file again; links that have expired often answer with such a text",
                    null);
        });
        if (!records.next()) {
            throw new UnexpectedContentException(
                    DataLocation.of(file), "The file is empty, without even a header", "Download the file again", null);
        }
        CsvScanner record = records.record();
        if (record.isUnfinished() && !LastLine.isWhole(record, finalNewline)) {
            throw LastLine.cut(DataLocation.of(file).atLine(records.line()));
        }
        String fault = record.fault();
        if (fault != null) {
            throw new MalformedDataException(
                    DataLocation.of(file).atLine(records.line()), fault, "Download the file again", null);
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < record.fields(); i++) {
            names.add(name(file, record, i));
        }
        return List.copyOf(names);
    }

    private static String name(Path file, CsvScanner record, int field) {
        try {
            return Utf8Text.decode(record.bytesOf(field), record.from(field), record.length(field))
                    .strip();
        } catch (BadRowException e) {
            throw new MalformedDataException(
                    DataLocation.of(file).atLine(1), e.reason(), "The file has to be in UTF-8", e);
        }
    }

    Path path() {
        return path;
    }

    ReadLimits limits() {
        return limits;
    }

    FinalNewline finalNewline() {
        return finalNewline;
    }

    /** Where the header ends and the rows begin in the text. */
    long headerEnd() {
        return headerEnd;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public void check(List<WantedColumn> wanted) {
        // Every column is text, and whether that is a time or a number only its cells tell.
    }

    @Override
    public int parts() {
        return 1;
    }

    @Override
    public RowCursor rows(RowRange range, List<WantedColumn> wanted) {
        CsvRecords records = CsvRecords.open(path, limits);
        try {
            records.next();
            return new CsvCursor(this, wanted, records, 0);
        } catch (RuntimeException e) {
            records.close();
            throw e;
        }
    }

    @Override
    public void close() {
        // The header was read and let go of; each cursor opens the file for itself.
    }
}
