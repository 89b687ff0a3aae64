package io.github.cartoactivity.duckdb.query;

import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.model.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of maps, workflows and data: made, changed, looked at, run, taken out. */
public final class ContentQueries {
    private final Questions questions;

    /**
     * The questions over a database.
     *
     * @param database stays open as long as answers are read
     */
    public ContentQueries(ActivityDatabase database) {
        this.questions = new Questions(database, "content");
    }

    /**
     * What happened on a day.
     *
     * @param day the UTC day
     * @param created how many were made
     * @param edited how many changes were saved
     * @param opened how often one was opened
     * @param deleted how many were deleted
     * @param shared how often sharing was changed
     */
    public record DayContent(LocalDate day, long created, long edited, long opened, long deleted, long shared) {}

    /**
     * What happened to maps per day? Days on which nothing did are absent.
     *
     * @param range the days that count
     * @return by day
     */
    public TypedQuery<DayContent> mapsPerDay(DateRange range) {
        return ask("maps-per-day", DayContent.class, range);
    }

    /**
     * What happened to workflows per day? Days on which nothing did are absent.
     *
     * @param range the days that count
     * @return by day
     */
    public TypedQuery<DayContent> workflowsPerDay(DateRange range) {
        return ask("workflows-per-day", DayContent.class, range);
    }

    /**
     * What a user did.
     *
     * @param userId the id
     * @param email the address; null where the user list does not know the id
     * @param created how many were made
     * @param edited how many changes were saved
     * @param opened how often one was opened
     * @param deleted how many were deleted
     * @param shared how often sharing was changed
     */
    public record UserContent(
            String userId, @Nullable String email, long created, long edited, long opened, long deleted, long shared) {}

    /**
     * Who did what with maps?
     *
     * @param range the days that count
     * @param top how many users
     * @return who made and changed most first
     */
    public TypedQuery<UserContent> mapsPerUser(DateRange range, Top top) {
        return ask("maps-per-user", UserContent.class, range, top);
    }

    /**
     * Who did what with workflows?
     *
     * @param range the days that count
     * @param top how many users
     * @return who made and changed most first
     */
    public TypedQuery<UserContent> workflowsPerUser(DateRange range, Top top) {
        return ask("workflows-per-user", UserContent.class, range, top);
    }

    /**
     * How much a map or a workflow is used.
     *
     * @param id of the map or the workflow
     * @param uses how often it was opened, loaded or run
     * @param users by how many different users; everybody who is not logged in counts as one
     * @param lastUsed the last time
     */
    public record Use(String id, long uses, long users, Instant lastUsed) {}

    /**
     * Which maps are used most?
     *
     * @param range the days that count
     * @param top how many maps
     * @return most used first
     */
    public TypedQuery<Use> mostUsedMaps(DateRange range, Top top) {
        return ask("most-used-maps", Use.class, range, top);
    }

    /**
     * Which maps are used least? Maps that were not used at all do not appear in the data.
     *
     * @param range the days that count
     * @param top how many maps
     * @return least used first
     */
    public TypedQuery<Use> leastUsedMaps(DateRange range, Top top) {
        return ask("least-used-maps", Use.class, range, top);
    }

    /**
     * Which workflows are used most?
     *
     * @param range the days that count
     * @param top how many workflows
     * @return most used first
     */
    public TypedQuery<Use> mostUsedWorkflows(DateRange range, Top top) {
        return ask("most-used-workflows", Use.class, range, top);
    }

    /**
     * Which workflows are used least? Workflows that were not used at all do not appear in the data.
     *
     * @param range the days that count
     * @param top how many workflows
     * @return least used first
     */
    public TypedQuery<Use> leastUsedWorkflows(DateRange range, Top top) {
        return ask("least-used-workflows", Use.class, range, top);
    }

    /**
     * A change of a map.
     *
     * @param ts when
     * @param type what happened, as received
     * @param userId who did it; null where the event does not say
     * @param email the address; null where the user list does not know the id
     */
    public record MapChange(
            Instant ts,
            String type,
            @Nullable String userId,
            @Nullable String email) {}

    /**
     * Who changed a map? Opening it is no change.
     *
     * @param mapId which map
     * @param range the days that count
     * @return by time
     */
    public TypedQuery<MapChange> changesOfMap(String mapId, DateRange range) {
        return questions.ask("map-changes", MapChange.class, range.start(), range.end(), mapId);
    }

    /**
     * How much a map is edited.
     *
     * @param id of the map
     * @param edits how many changes were saved
     * @param editors by how many users
     * @param editorNames their addresses, or ids where the user list does not know them; null where nobody is known
     * @param lastEdit the last change
     */
    public record MapEdits(
            String id, long edits, long editors, @Nullable List<String> editorNames, Instant lastEdit) {}

    /**
     * Which maps are edited most, and by whom?
     *
     * @param range the days that count
     * @param top how many maps
     * @return most edited first
     */
    public TypedQuery<MapEdits> mostEditedMaps(DateRange range, Top top) {
        return ask("most-edited-maps", MapEdits.class, range, top);
    }

    /**
     * How much a public map is looked at.
     *
     * @param id of the map
     * @param views how often it was loaded by somebody who is not logged in
     * @param lastView the last time
     */
    public record PublicViews(String id, long views, Instant lastView) {}

    /**
     * Which maps do people look at who are not logged in?
     *
     * @param range the days that count
     * @param top how many maps
     * @return most looked at first
     */
    public TypedQuery<PublicViews> publicViews(DateRange range, Top top) {
        return ask("public-views", PublicViews.class, range, top);
    }

    /**
     * How a workflow runs.
     *
     * @param id of the workflow
     * @param runs how many runs came to an end
     * @param succeeded how many of them well
     * @param failed how many of them badly
     * @param successRate succeeded of succeeded and failed, 0 to 1; null where no run tells
     * @param lastRun the last of them
     */
    public record WorkflowRuns(
            String id,
            long runs,
            long succeeded,
            long failed,
            @Nullable Double successRate,
            Instant lastRun) {}

    /**
     * How often do workflows run, and how well?
     *
     * @param range the days that count
     * @param top how many workflows
     * @return most runs first
     */
    public TypedQuery<WorkflowRuns> workflowRuns(DateRange range, Top top) {
        return ask("workflow-runs", WorkflowRuns.class, range, top);
    }

    /**
     * A run that failed.
     *
     * @param ts when
     * @param id of the workflow; null where the event does not say
     * @param userId who ran it; null where the event does not say
     * @param email the address; null where the user list does not know the id
     * @param error what went wrong, in CARTO's words; null where the event does not say
     */
    public record WorkflowFailure(
            Instant ts,
            @Nullable String id,
            @Nullable String userId,
            @Nullable String email,
            @Nullable String error) {}

    /**
     * Which runs of workflows failed, and why?
     *
     * @param range the days that count
     * @return by time
     */
    public TypedQuery<WorkflowFailure> workflowFailures(DateRange range) {
        return ask("workflow-failures", WorkflowFailure.class, range);
    }

    /**
     * How much a component is used.
     *
     * @param name of the component
     * @param runs how often it ran
     * @param workflows in how many workflows
     */
    public record ComponentUse(String name, long runs, long workflows) {}

    /**
     * Which components do workflows consist of?
     *
     * @param range the days that count
     * @param top how many components
     * @return most runs first
     */
    public TypedQuery<ComponentUse> components(DateRange range, Top top) {
        return ask("components", ComponentUse.class, range, top);
    }

    /**
     * How much a kind of warehouse is used.
     *
     * @param provider its name, for example {@code bigquery}
     * @param events how many events name it
     * @param users how many users
     * @param connections how many connections
     * @param connectionsCreated how many connections were made
     * @param dataSourcesCreated how many data sources were added to maps
     */
    public record ProviderUse(
            String provider,
            long events,
            long users,
            long connections,
            long connectionsCreated,
            long dataSourcesCreated) {}

    /**
     * Which warehouses are used?
     *
     * @param range the days that count
     * @return most events first
     */
    public TypedQuery<ProviderUse> providers(DateRange range) {
        return ask("providers", ProviderUse.class, range);
    }

    /**
     * What a user took out of CARTO.
     *
     * @param type which kind of export or download, as received
     * @param userId the id; null where the event does not say
     * @param email the address; null where the user list does not know the id
     * @param times how often
     * @param last the last time
     */
    public record Download(
            String type, @Nullable String userId, @Nullable String email, long times, Instant last) {}

    /**
     * Who took data out of CARTO: exports of layers, reports, SQL, Activity Data?
     *
     * @param range the days that count
     * @return by kind, most often first
     */
    public TypedQuery<Download> downloads(DateRange range) {
        return ask("downloads", Download.class, range);
    }

    private <T extends Record> TypedQuery<T> ask(String name, Class<T> type, DateRange range) {
        return questions.ask(name, type, range.start(), range.end());
    }

    private <T extends Record> TypedQuery<T> ask(String name, Class<T> type, DateRange range, Top top) {
        return questions.ask(name, type, range.start(), range.end(), top.count());
    }
}
