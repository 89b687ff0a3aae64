package io.github.cartoactivity.model;

/** One row of an export, of whichever of the four tables. */
public sealed interface ExportRow permits ActivityEvent, ApiUsageRow, UserRecord, GroupRecord {

    /**
     * The table that rows of this kind stand in.
     *
     * @return the category, never null
     */
    ExportCategory category();
}
