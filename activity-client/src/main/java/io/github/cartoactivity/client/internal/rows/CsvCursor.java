package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.client.FinalNewline;
import io.github.cartoactivity.client.ReadLimits;
import io.github.cartoactivity.client.error.DataLimitException;
import io.github.cartoactivity.client.error.DataLocation;
import io.github.cartoactivity.client.spi.BadRowException;
import io.github.cartoactivity.client.spi.CellKind;
import io.github.cartoactivity.client.spi.DecimalText;
import io.github.cartoactivity.client.spi.LabelCache;
import io.github.cartoactivity.client.spi.ListText;
import io.github.cartoactivity.client.spi.RowCursor;
import io.github.cartoactivity.client.spi.TimestampText;
import io.github.cartoactivity.client.spi.Utf8Text;
import io.github.cartoactivity.client.spi.WantedColumn;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV file as typed cells. An empty cell is absent; an empty cell in quotes is an empty text. */
final class CsvCursor implements RowCursor {
    private final Path file;
    private final ReadLimits limits;
    private final FinalNewline finalNewline;
    private final int columns;
    private final int[] fields;
    private final @Nullable LabelCache[] labels;
    private final CsvRecords records;
    private final CsvScanner record;
    private long row;

    /** The rows of records, of which {@code rowsBefore} have come before. */
    CsvCursor(CsvFile csv, List<WantedColumn> wanted, CsvRecords records, long rowsBefore) {
        this.file = csv.path();
        this.limits = csv.limits();
        this.finalNewline = csv.finalNewline();
        this.columns = csv.columns().size();
        this.records = records;
        this.row = rowsBefore;
        this.record = records.record();
        this.fields = wanted.stream().mapToInt(WantedColumn::index).toArray();
        this.labels = wanted.stream()
                .map(column -> column.kind() == CellKind.LABEL ? new LabelCache() : null)
                .toArray(LabelCache[]::new);
    }

    @Override
    public boolean next() {
        if (!records.next()) {
            return false;
        }
        row++;
        if (record.isUnfinished() && (record.fields() < columns || !LastLine.isWhole(record, finalNewline))) {
            throw LastLine.cut(location());
        }
        String fault = record.fault();
        if (fault != null) {
            throw new BadRowException(fault);
        }
        if (record.fields() != columns) {
            throw new BadRowException("The row has " + record.fields() + " fields and the header " + columns);
        }
        return true;
    }

    /** How many rows there were up to now. */
    long rowsSoFar() {
        return row;
    }

    @Override
    public @Nullable String text(int column) {
        int field = fields[column];
        int length = record.length(field);
        if (length == 0) {
            return record.isQuoted(field) ? "" : null;
        }
        if (length > limits.maxCellBytes()) {
            throw tooLarge(length);
        }
        LabelCache cache = labels[column];
        try {
            return cache == null
                    ? Utf8Text.decode(record.bytesOf(field), record.from(field), length)
                    : cache.get(record.bytesOf(field), record.from(field), length);
        } catch (BadRowException e) {
            throw located(e);
        }
    }

    @Override
    public @Nullable Instant instant(int column) {
        int field = fields[column];
        int from = record.from(field);
        int length = record.length(field);
        return length == 0 ? null : TimestampText.parse(record.bytesOf(field), from, from + length);
    }

    @Override
    public @Nullable BigDecimal decimal(int column) {
        int field = fields[column];
        int from = record.from(field);
        int length = record.length(field);
        return length == 0 ? null : DecimalText.parse(record.bytesOf(field), from, from + length);
    }

    @Override
    public List<String> texts(int column) {
        return ListText.parse(text(column));
    }

    /** Names the byte in the file, which is another one than in the cell where quotes were doubled. */
    private BadRowException located(BadRowException e) {
        byte[] raw = records.raw();
        int invalid = Utf8Text.firstInvalid(raw, 0, raw.length);
        return invalid < 0 ? e : e.atOffset(records.offset() + invalid);
    }

    private DataLimitException tooLarge(int length) {
        return new DataLimitException(
                location(),
                "A cell has " + length + " bytes, more than " + limits.maxCellBytes(),
                "If the file is known to be good, raise ReadLimits.maxCellBytes",
                null);
    }

    @Override
    public DataLocation location() {
        return DataLocation.of(file).atRow(row).atLine(records.line()).atOffset(records.offset());
    }

    @Override
    public String raw() {
        return new String(records.raw(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        records.close();
    }
}
