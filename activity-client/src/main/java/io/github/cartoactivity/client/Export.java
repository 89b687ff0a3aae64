package io.github.cartoactivity.client;

import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import java.util.List;

/**
 * A finished export: the files, and the rows in them.
 */
public final class Export {
    private final ExportRequest request;
    private final List<ExportFile> files;
    private final ExportCost cost;

    Export(ExportRequest request, List<ExportFile> files, ExportCost cost) {
        this.request = request;
        this.files = List.copyOf(files);
        this.cost = cost;
    }

    /**
     * The days that were asked for.
     *
     * @return the range of the request
     */
    public DateRange range() {
        return request.range();
    }

    /**
     * The format of the files.
     *
     * @return the format of the request
     */
    public ExportFormat format() {
        return request.format();
    }

    /**
     * All files, by table, then by day, then in the order of the server's links.
     *
     * @return the files
     */
    public List<ExportFile> files() {
        return files;
    }

    /**
     * The files of one table, several where the server gave several links.
     *
     * @param category the table
     * @return its files; empty where it was not asked for, or the organisation has none (groups)
     */
    public List<ExportFile> files(ExportCategory category) {
        return files.stream().filter(file -> file.category() == category).toList();
    }

    /**
     * What it took.
     *
     * @return counts, bytes and time
     */
    public ExportCost cost() {
        return cost;
    }
}
