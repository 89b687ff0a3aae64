package io.github.cartoactivity.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that CARTO documents about the payload of some kind of event. The documentation says in words what a
 * payload holds, not under which JSON key; {@link #key()} is given where queries that CARTO has published show it.
 *
 * <p>Source: CARTO's "Activity Data Reference", column "Data" of the event reference.
 */
public enum PayloadField {
    // Who.
    /** The user who did it; in settings, an admin. */
    USER("userId", "The user who did it; in settings, an admin."),
    /** The user that it was done to. */
    AFFECTED_USER("The user that it was done to."),
    /** The users that a mail went to. */
    RECIPIENTS("The users that a mail went to."),
    /** The role of the user, the new one where it changed. */
    ROLE("The role of the user, the new one where it changed."),
    /** The role of the user before the change. */
    PREVIOUS_ROLE("The role of the user before the change."),
    /** How the user joined the organisation. */
    JOIN_METHOD("How the user joined the organisation."),
    /** The group of users. */
    GROUP("The group of users."),
    /** The groups that the user was added to. */
    ADDED_GROUPS("The groups that the user was added to."),
    /** The groups that the user was taken out of. */
    REMOVED_GROUPS("The groups that the user was taken out of."),

    // Maps.
    /** The map. */
    MAP("mapId", "The map."),
    /** The map that came of duplicating another. */
    NEW_MAP("The map that came of duplicating another."),
    /** Who may see the map. */
    MAP_PRIVACY("privacy", "Who may see the map."),
    /** Who could see the map, workflow or connection before the change. */
    PREVIOUS_PRIVACY("Who could see the map, workflow or connection before the change."),
    /** Whether the map is a demo map. */
    DEMO_FLAG("Whether the map is a demo map."),
    /** The demo template of the map. */
    DEMO_MAP("The demo template of the map."),
    /** The widgets of the map. */
    WIDGETS("The widgets of the map."),
    /** The type of the layer. */
    LAYER_TYPE("The type of the layer."),
    /** How many layers were exported. */
    LAYER_COUNT("How many layers were exported."),
    /** The way data was exported. */
    EXPORT_TYPE("The way data was exported."),
    /** How values are aggregated. */
    AGGREGATION_TYPE("How values are aggregated."),
    /** The type of the mask. */
    MASK_TYPE("The type of the mask."),
    /** The parameters in the URL. */
    URL_PARAMETERS("The parameters in the URL."),
    /** The data source of the map. */
    SOURCE("The data source of the map."),
    /** The type of the data source. */
    SOURCE_TYPE("The type of the data source."),
    /** The type of the SQL analysis. */
    ANALYSIS_TYPE("The type of the SQL analysis."),
    /** The type of the SQL parameter. */
    PARAMETER_TYPE("The type of the SQL parameter."),

    // Workflows.
    /** The workflow. */
    WORKFLOW("workflowId", "The workflow."),
    /** The workflow that came of duplicating another. */
    NEW_WORKFLOW("The workflow that came of duplicating another."),
    /** Who may see the workflow. */
    WORKFLOW_PRIVACY("Who may see the workflow."),
    /** The demo template of the workflow. */
    DEMO_WORKFLOW("The demo template of the workflow."),
    /** The component of the workflow. */
    COMPONENT("The component of the workflow."),
    /** All components of the workflow, with details. */
    COMPONENTS("components", "All components of the workflow, with details."),
    /** How the run of the workflow went. */
    RESULTS("batchAPIResponse", "How the run of the workflow went."),
    /** The data file of the workflow. */
    FILE("The data file of the workflow."),
    /** How many rows a page shows. */
    PAGE_SIZE("How many rows a page shows."),
    /** The type of the variable. */
    VARIABLE_TYPE("The type of the variable."),

    // Connections and warehouses.
    /** The connection. */
    CONNECTION("connectionId", "The connection."),
    /** The warehouse or cloud behind the connection, bucket or job. */
    PROVIDER("provider", "The warehouse or cloud behind the connection, bucket or job."),
    /** Who may use the connection. */
    CONNECTION_PRIVACY("Who may use the connection."),
    /** How the connection logs in to the warehouse. */
    CONNECTION_METHOD("How the connection logs in to the warehouse."),
    /** The type of the viewer's credentials. */
    CREDENTIALS_TYPE("The type of the viewer's credentials."),
    /** The fully qualified name of the table or other object. */
    FQN("The fully qualified name of the table or other object."),
    /** The type of the object. */
    OBJECT_TYPE("The type of the object."),
    /** The level of the object, for example schema or table. */
    OBJECT_LEVEL("The level of the object, for example schema or table."),
    /** How many objects there are. */
    OBJECT_COUNT("How many objects there are."),
    /** Further details about the object. */
    OBJECT_DETAILS("Further details about the object."),
    /** The region of the warehouse. */
    LOCATION("The region of the warehouse."),
    /** The data set of the Data Observatory. */
    DATASET("The data set of the Data Observatory."),
    /** The type of the geocoding. */
    GEOCODING_TYPE("The type of the geocoding."),
    /** The version of the Analytics Toolbox. */
    TOOLBOX_VERSION("The version of the Analytics Toolbox."),

    // Imports.
    /** The import job. */
    IMPORT_JOB("The import job."),
    /** The state of the import job. */
    STATUS("The state of the import job."),
    /** How long the import job has taken. */
    ELAPSED_TIME("How long the import job has taken."),
    /** The type of the imported file. */
    FILE_TYPE("The type of the imported file."),
    /** How the columns of the imported file were found. */
    SCHEMA_DETECTION("How the columns of the imported file were found."),

    // Tokens, applications, integrations, the organisation.
    /** The API access token. */
    TOKEN("The API access token."),
    /** How many machine-to-machine tokens may still be fetched. */
    REMAINING_TOKENS("How many machine-to-machine tokens may still be fetched."),
    /** The OAuth client. */
    OAUTH_CLIENT("The OAuth client."),
    /** The type of the OAuth client. */
    OAUTH_CLIENT_TYPE("The type of the OAuth client."),
    /** The application. */
    APPLICATION("The application."),
    /** Whether the application is bookmarked on the home page. */
    BOOKMARK_FLAG("Whether the application is bookmarked on the home page."),
    /** The type of the integration. */
    INTEGRATION_TYPE("The type of the integration."),
    /** What went wrong. */
    ERROR("What went wrong."),
    /** Further details about the organisation. */
    ORGANIZATION("Further details about the organisation."),
    /** The industry that the organisation was prepared for. */
    INDUSTRY("The industry that the organisation was prepared for."),
    /** The new main domain. */
    NEW_DOMAIN("The new main domain."),
    /** The main domain before the change. */
    PREVIOUS_DOMAIN("The main domain before the change."),
    /** The days that were asked for. */
    DATE_RANGE("The days that were asked for."),
    /** The categories that were asked for. */
    CATEGORIES("The categories that were asked for."),

    // Quotas.
    /** The location data service: geocoding, routing, isolines. */
    LDS_SERVICE("The location data service: geocoding, routing, isolines."),
    /** How the location data service is set up. */
    LDS_CONFIG("How the location data service is set up."),
    /** How much of the location data service's quota was used. */
    LDS_AMOUNT("How much of the location data service's quota was used."),
    /** The URL that was called. */
    URL("The URL that was called."),
    /** The quota that had run out. */
    QUOTA("The quota that had run out."),

    // Anything else.
    /** The subject of the mail. */
    SUBJECT("The subject of the mail."),
    /** The task among the first steps. */
    TASK("The task among the first steps."),
    /** Where in CARTO it happened. */
    CONTEXT("Where in CARTO it happened."),
    /** The place in the user interface that said so. */
    PLACE("The place in the user interface that said so."),
    /** The topic in the help sidebar. */
    HELP_BLOCK("The topic in the help sidebar."),
    /** Further details. */
    METADATA("Further details.");

    private final @Nullable String key;
    private final String description;

    PayloadField(String description) {
        this(null, description);
    }

    PayloadField(@Nullable String key, String description) {
        this.key = key;
        this.description = description;
    }

    /**
     * The JSON key at the top of the payload that holds it.
     *
     * @return the key, empty where no published query shows it
     */
    public Optional<String> key() {
        return Optional.ofNullable(key);
    }

    /**
     * What it is, as one short sentence for people.
     *
     * @return the sentence, with its full stop
     */
    public String description() {
        return description;
    }
}
