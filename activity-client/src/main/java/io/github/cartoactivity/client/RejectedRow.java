package io.github.cartoactivity.client;

import io.github.cartoactivity.client.error.DataLocation;
import io.github.cartoactivity.client.error.MalformedDataException;

/**
 * A row that could not be read, while the rows around it could.
 *
 * @param location file, row, line or row group, and the column where one cell is to blame
 * @param reason what is wrong, one sentence without a full stop and without the content of cells
 * @param raw the row as it stands in the file; of a Parquet file its cells as text. May hold personal data
 */
public record RejectedRow(DataLocation location, String reason, String raw) {

    /** Where and why, without the row's content, which is nothing for a log. */
    @Override
    public String toString() {
        return "RejectedRow[location=" + location + ", reason=" + reason + "]";
    }

    /**
     * The error that says the same.
     *
     * @return an exception without the row's content
     */
    public MalformedDataException toException() {
        return new MalformedDataException(
                location, reason, "Download the file again, or read it with RowReader.onBadRow(listener)", null);
    }
}
