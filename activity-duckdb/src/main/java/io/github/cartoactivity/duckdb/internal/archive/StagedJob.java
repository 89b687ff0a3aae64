package io.github.cartoactivity.duckdb.internal.archive;

import io.github.cartoactivity.client.ExportFile;
import io.github.cartoactivity.duckdb.internal.StagedTable;
import io.github.cartoactivity.model.ExportCategory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tables of a job, read and not yet published. */
final class StagedJob implements AutoCloseable {
    private final List<Part> parts = new ArrayList<>();

    /** Adds a table, which is closed with the job. */
    StagedTable add(ExportCategory category, StagedTable table, ExportFile source) {
        parts.add(new Part(category, table, source));
        return table;
    }

    List<Part> snapshots() {
        return parts.stream().filter(part -> !part.category().isTimed()).toList();
    }

    /** The tables that have days; looks through all their rows. */
    List<Timed> timed() {
        return parts.stream()
                .filter(part -> part.category().isTimed())
                .map(part -> new Timed(part, part.table().rowsByDay()))
                .toList();
    }

    /** Forgets the rows. */
    @Override
    public void close() {
        parts.forEach(part -> part.table().close());
    }

    /**
     * A table.
     *
     * @param source one of its files, which tells what all of them have in common
     */
    record Part(ExportCategory category, StagedTable table, ExportFile source) {}

    /**
     * A table with days.
     *
     * @param rowsByDay how many rows each day has; days without rows are missing
     */
    record Timed(Part part, Map<LocalDate, Long> rowsByDay) {}
}
