package io.github.cartoactivity.testing.internal.files;

import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.model.ExportRow;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One file of a job, whether or not its bytes exist yet.
 *
 * @param path the path that links to it have
 * @param number its place among the job's files, counted from 1
 * @param category the table
 * @param format the format
 * @param rows its rows, anew for each call
 */
public record ExportFile(
        String path,
        int number,
        ExportCategory category,
        ExportFormat format,
        Supplier<Stream<? extends ExportRow>> rows) {

    @Override
    public boolean equals(Object other) {
        return other instanceof ExportFile file && file.path.equals(path);
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }
}
