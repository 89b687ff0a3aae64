package io.github.cartoactivity.examples.report;

import io.github.cartoactivity.duckdb.query.ContentQueries;
import io.github.cartoactivity.duckdb.query.ContentQueries.DayContent;
import io.github.cartoactivity.duckdb.query.ContentQueries.Use;
import io.github.cartoactivity.duckdb.query.ContentQueries.WorkflowFailure;
import io.github.cartoactivity.duckdb.query.ContentQueries.WorkflowRuns;
import io.github.cartoactivity.duckdb.query.Top;
import io.github.cartoactivity.model.DateRange;
import java.util.List;

/**
 * What became of maps and workflows.
 *
 * @param mapsCreated how many maps were made
 * @param mapsOpened how often a map was opened
 * @param maps the most used maps
 * @param workflowsCreated how many workflows were made
 * @param runs how many runs of workflows came to an end
 * @param succeeded how many of them well
 * @param failed how many of them badly
 * @param workflows those that ran most
 * @param failures the last runs that failed, the newest first
 */
record ContentData(
        long mapsCreated,
        long mapsOpened,
        List<Use> maps,
        long workflowsCreated,
        long runs,
        long succeeded,
        long failed,
        List<WorkflowRuns> workflows,
        List<WorkflowFailure> failures) {

    static ContentData of(ContentQueries content, DateRange range) {
        List<DayContent> maps = content.mapsPerDay(range).list();
        List<WorkflowRuns> workflows = content.workflowRuns(range, Top.all()).list();
        return new ContentData(
                maps.stream().mapToLong(DayContent::created).sum(),
                maps.stream().mapToLong(DayContent::opened).sum(),
                content.mostUsedMaps(range, Top.of(ReportData.TOP)).list(),
                content.workflowsPerDay(range).list().stream()
                        .mapToLong(DayContent::created)
                        .sum(),
                workflows.stream().mapToLong(WorkflowRuns::runs).sum(),
                workflows.stream().mapToLong(WorkflowRuns::succeeded).sum(),
                workflows.stream().mapToLong(WorkflowRuns::failed).sum(),
                workflows.stream().limit(ReportData.TOP).toList(),
                Newest.of(content.workflowFailures(range), ReportData.TOP));
    }

    boolean isEmpty() {
        return mapsCreated + mapsOpened + workflowsCreated + runs == 0 && maps.isEmpty();
    }
}
