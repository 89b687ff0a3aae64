package io.github.cartoactivity.client;

import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What to export, and where to put the files. The range may be of any length.
 *
 * <pre>{@code
 * ExportRequest request = ExportRequest.of(range, Path.of("exports"))
 *         .withCategories(ExportCategory.ACTIVITY, ExportCategory.USER_LIST)
 *         .withFormat(ExportFormat.PARQUET);
 * }</pre>
 *
 * @param range the UTC days
 * @param directory where the files go; made, readable by its owner only, if it is not there
 * @param categories the tables, by default all four
 * @param format how the files are written, by default CSV, which needs no further artifact to be read
 */
public record ExportRequest(DateRange range, Path directory, Set<ExportCategory> categories, ExportFormat format) {

    /**
     * Copies the categories.
     *
     * @throws IllegalArgumentException if there is no category
     */
    public ExportRequest {
        if (categories.isEmpty()) {
            throw new IllegalArgumentException("An export needs at least one category");
        }
        categories = Collections.unmodifiableSet(EnumSet.copyOf(categories));
    }

    /**
     * All four tables as CSV.
     *
     * @param range the UTC days
     * @param directory where the files go
     * @return the request
     */
    public static ExportRequest of(DateRange range, Path directory) {
        return new ExportRequest(range, directory, EnumSet.allOf(ExportCategory.class), ExportFormat.CSV);
    }

    /**
     * The same request for these tables only.
     *
     * @param first a table
     * @param more further tables
     * @return a copy
     */
    public ExportRequest withCategories(ExportCategory first, ExportCategory... more) {
        return withCategories(EnumSet.of(first, more));
    }

    /**
     * The same request for these tables only.
     *
     * @param wanted the tables, at least one
     * @return a copy
     */
    public ExportRequest withCategories(Set<ExportCategory> wanted) {
        return new ExportRequest(range, directory, wanted, format);
    }

    /**
     * The same request with files of another format.
     *
     * @param wanted the format
     * @return a copy
     */
    public ExportRequest withFormat(ExportFormat wanted) {
        return new ExportRequest(range, directory, categories, wanted);
    }

    /**
     * The jobs that this takes. Users and groups are snapshots of the moment, so only the last job is asked for them.
     */
    List<JobRequest> jobs() {
        List<DateRange> pieces = range.split(JobRequest.MAX_DAYS);
        DateRange last = pieces.get(pieces.size() - 1);
        Set<ExportCategory> timed = EnumSet.copyOf(categories);
        timed.removeIf(category -> !category.isTimed());
        return pieces.stream()
                .filter(piece -> piece.equals(last) || !timed.isEmpty())
                .map(piece -> new JobRequest(piece, piece.equals(last) ? categories : timed, format))
                .toList();
    }
}
