package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.client.FinalNewline;
import io.github.cartoactivity.client.error.DataLocation;
import io.github.cartoactivity.client.error.TruncatedDataException;
import io.github.cartoactivity.client.spi.CutJson;

/** A last line of CSV that has no end, and may therefore be only half of one. */
final class LastLine {
    private LastLine() {}

    /** Whether a record that has no end may be taken for a whole one. */
    static boolean isWhole(CsvScanner record, FinalNewline rule) {
        int last = record.fields() - 1;
        return switch (rule) {
            case REQUIRED -> false;
            case REQUIRED_UNLESS_QUOTED ->
                record.isQuoted(last) && !CutJson.isCut(record.bytesOf(last), record.from(last), record.length(last));
            case OPTIONAL -> true;
        };
    }

    static TruncatedDataException cut(DataLocation location) {
        return new TruncatedDataException(
                location,
                "The file ends in the middle of a line, so its last value may be cut",
                "Download the file again; if its writer ends no last line, use RowReader.finalNewline(OPTIONAL)",
                null);
    }
}
