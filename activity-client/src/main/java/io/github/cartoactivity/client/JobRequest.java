package io.github.cartoactivity.client;

import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What one export job is asked for. Most callers want {@link ExportRequest}, which covers ranges of any length with as
 * many jobs as that takes.
 *
 * @param range the UTC days; fewer than 60
 * @param categories the tables, at least one
 * @param format how the files are written
 */
public record JobRequest(DateRange range, Set<ExportCategory> categories, ExportFormat format) {

    /** The most days that CARTO lets one job cover. */
    public static final int MAX_DAYS = 59;

    /**
     * Copies the categories.
     *
     * @throws IllegalArgumentException if there is no category
     */
    public JobRequest {
        if (categories.isEmpty()) {
            throw new IllegalArgumentException("A job needs at least one category");
        }
        categories = Collections.unmodifiableSet(EnumSet.copyOf(categories));
    }
}
