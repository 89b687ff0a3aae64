package io.github.cartoactivity.model;

import static io.github.cartoactivity.model.ActivityEventType.Relevance.AUDIT;
import static io.github.cartoactivity.model.ActivityEventType.Relevance.ROUTINE;
import static io.github.cartoactivity.model.EventDomain.ACCOUNT;
import static io.github.cartoactivity.model.EventDomain.AI;
import static io.github.cartoactivity.model.EventDomain.ANALYTICS_TOOLBOX;
import static io.github.cartoactivity.model.EventDomain.APP;
import static io.github.cartoactivity.model.EventDomain.BUILDER;
import static io.github.cartoactivity.model.EventDomain.CONNECTION;
import static io.github.cartoactivity.model.EventDomain.DATA_EXPLORER;
import static io.github.cartoactivity.model.EventDomain.DATA_OBSERVATORY;
import static io.github.cartoactivity.model.EventDomain.GROUP;
import static io.github.cartoactivity.model.EventDomain.HELP;
import static io.github.cartoactivity.model.EventDomain.IMPORT;
import static io.github.cartoactivity.model.EventDomain.INTEGRATION;
import static io.github.cartoactivity.model.EventDomain.MAP;
import static io.github.cartoactivity.model.EventDomain.NAVIGATION;
import static io.github.cartoactivity.model.EventDomain.ONBOARDING;
import static io.github.cartoactivity.model.EventDomain.QUOTA;
import static io.github.cartoactivity.model.EventDomain.TOKEN;
import static io.github.cartoactivity.model.EventDomain.USER;
import static io.github.cartoactivity.model.EventDomain.WAREHOUSE;
import static io.github.cartoactivity.model.EventDomain.WORKFLOW;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What can happen in an organisation: the 210 kinds of event that CARTO has documented, grouped by {@link EventDomain}.
 *
 * <p>CARTO adds kinds without notice. A name that is not in this list is {@link #UNKNOWN}, never an error; {@link
 * ActivityEvent#typeName()} keeps it as received.
 *
 * <pre>{@code
 * ActivityEventType type = ActivityEventType.of("MapPrivacyChanged");
 * type.domain();         // MAP
 * type.isAudit();        // true
 * type.payloadFields();  // USER, MAP, MAP_PRIVACY, PREVIOUS_PRIVACY, DEMO_FLAG
 * }</pre>
 *
 * <p>Source: CARTO's "Activity Data Reference", section "Event Reference" (160 kinds), and the changelog of 6 February
 * 2026 (50 kinds, named there without a description or a payload). The grouping, the descriptions and the choice of
 * what an audit looks at are this library's.
 */
public enum ActivityEventType {

    // The organisation itself: branding, plan, domain, exports of its activity.
    /** The organisation went back to CARTO's own branding. */
    ACCOUNT_BRANDING_DELETED(
            "AccountBrandingDeleted", ACCOUNT, AUDIT, "The organisation went back to CARTO's own branding."),
    /** The organisation's logo or colours were changed. */
    ACCOUNT_BRANDING_UPDATED(
            "AccountBrandingUpdated", ACCOUNT, AUDIT, "The organisation's logo or colours were changed."),
    /** The organisation came into being. */
    ACCOUNT_CREATED("AccountCreated", ACCOUNT, AUDIT, "The organisation came into being."),
    /** The organisation was removed. */
    ACCOUNT_DELETED("AccountDeleted", ACCOUNT, AUDIT, "The organisation was removed."),
    /** Somebody removed the organisation with the button in the Workspace. */
    ACCOUNT_DELETED_UI(
            "AccountDeletedUI", ACCOUNT, AUDIT, "Somebody removed the organisation with the button in the Workspace."),
    /** The organisation may be used again after a suspension. */
    ACCOUNT_RESTORED("AccountRestored", ACCOUNT, AUDIT, "The organisation may be used again after a suspension."),
    /** The organisation was suspended and cannot be used. */
    ACCOUNT_SUSPENDED("AccountSuspended", ACCOUNT, AUDIT, "The organisation was suspended and cannot be used."),
    /** Details of the organisation were changed. */
    ACCOUNT_UPDATED("AccountUpdated", ACCOUNT, AUDIT, "Details of the organisation were changed."),
    /** Somebody asked for an export of Activity Data. */
    ACTIVITY_DATA_EXPORT_REQUEST(
            "ActivityDataExportRequest", ACCOUNT, AUDIT, "Somebody asked for an export of Activity Data."),
    /** The organisation moved to another main domain. */
    DOMAIN_UPDATED("DomainUpdated", ACCOUNT, AUDIT, "The organisation moved to another main domain."),
    /** CARTO mailed something to one or more users. */
    EMAIL_SENT("EmailSent", ACCOUNT, "CARTO mailed something to one or more users."),

    // People: joining, leaving, roles, logins.
    /** An open invitation was taken back. */
    INVITATION_DELETED("InvitationDeleted", USER, AUDIT, "An open invitation was taken back."),
    /** Somebody was invited to the organisation. */
    INVITATION_SENT("InvitationSent", USER, AUDIT, "Somebody was invited to the organisation."),
    /** An admin let somebody join who had asked to. */
    JOIN_REQUEST_APPROVED("JoinRequestApproved", USER, AUDIT, "An admin let somebody join who had asked to."),
    /** An admin turned down somebody who had asked to join. */
    JOIN_REQUEST_REJECTED("JoinRequestRejected", USER, AUDIT, "An admin turned down somebody who had asked to join."),
    /** A user was added to the organisation. */
    USER_CREATED("UserCreated", USER, AUDIT, "A user was added to the organisation."),
    /** A user was removed from the organisation. */
    USER_DELETED("UserDeleted", USER, AUDIT, "A user was removed from the organisation."),
    /** Somebody logged in. */
    USER_LOGINS("UserLogins", USER, AUDIT, "Somebody logged in."),
    /** Somebody logged out by hand. */
    USER_LOGOUT("UserLogout", USER, AUDIT, "Somebody logged out by hand."),
    /** A user was given another role. */
    USER_ROLE_UPDATED("UserRoleUpdated", USER, AUDIT, "A user was given another role."),
    /** Details of a user were changed. */
    USER_UPDATED("UserUpdated", USER, AUDIT, "Details of a user were changed."),

    // Groups of users.
    /** A group of users was set up. */
    GROUP_CREATED("GroupCreated", GROUP, AUDIT, "A group of users was set up."),
    /** A group of users was changed. */
    GROUP_UPDATED("GroupUpdated", GROUP, AUDIT, "A group of users was changed."),
    /** Single sign-on moved a user in or out of groups. */
    SYNC_USER_GROUPS("SyncUserGroups", GROUP, AUDIT, "Single sign-on moved a user in or out of groups."),

    // Access tokens.
    /** Somebody copied the access token of a map. */
    COPY_MAP_TOKEN("CopyMapToken", TOKEN, AUDIT, "Somebody copied the access token of a map."),
    /** Somebody made an API access token. */
    TOKEN_CREATED("TokenCreated", TOKEN, AUDIT, "Somebody made an API access token."),
    /** Somebody removed an API access token. */
    TOKEN_DELETED("TokenDeleted", TOKEN, AUDIT, "Somebody removed an API access token."),
    /** A machine-to-machine client fetched an access token. */
    TOKEN_M2M_CREATED("TokenM2MCreated", TOKEN, AUDIT, "A machine-to-machine client fetched an access token."),
    /** An API access token was handed to another owner. */
    TOKEN_OWNERSHIP_TRANSFERRED(
            "TokenOwnershipTransferred", TOKEN, AUDIT, "An API access token was handed to another owner."),
    /** Somebody changed an API access token. */
    TOKEN_UPDATED("TokenUpdated", TOKEN, AUDIT, "Somebody changed an API access token."),

    // Applications and their OAuth clients.
    /** Somebody registered an OAuth client. */
    APP_CREATED("AppCreated", APP, AUDIT, "Somebody registered an OAuth client."),
    /** Somebody removed an OAuth client. */
    APP_DELETED("AppDeleted", APP, AUDIT, "Somebody removed an OAuth client."),
    /** Somebody started an application of the gallery. */
    APP_GALLERY_SELECTED("AppGallerySelected", APP, "Somebody started an application of the gallery."),
    /** An application was handed to another owner. */
    APP_OWNERSHIP_TRANSFERRED("AppOwnershipTransferred", APP, AUDIT, "An application was handed to another owner."),
    /** Somebody changed who may see an application. */
    APP_PRIVACY_CHANGED("AppPrivacyChanged", APP, AUDIT, "Somebody changed who may see an application."),
    /** Somebody started one of the applications that admins bookmarked. */
    APP_SELECTED("AppSelected", APP, "Somebody started one of the applications that admins bookmarked."),
    /** An admin changed one of the organisation's applications. */
    APP_UPDATED("AppUpdated", APP, AUDIT, "An admin changed one of the organisation's applications."),

    // Connections to data warehouses, and the credentials behind them.
    /** A user was let into the CARTO Data Warehouse. */
    CARTO_DW_ACCESS_GRANTED("CartoDWAccessGranted", CONNECTION, AUDIT, "A user was let into the CARTO Data Warehouse."),
    /** A user lost access to the CARTO Data Warehouse. */
    CARTO_DW_ACCESS_REVOKED(
            "CartoDWAccessRevoked", CONNECTION, AUDIT, "A user lost access to the CARTO Data Warehouse."),
    /** Somebody bookmarked a connection. */
    CONNECTION_BOOKMARK_CREATED("ConnectionBookmarkCreated", CONNECTION, "Somebody bookmarked a connection."),
    /** Somebody took the bookmark off a connection. */
    CONNECTION_BOOKMARK_DELETED(
            "ConnectionBookmarkDeleted", CONNECTION, "Somebody took the bookmark off a connection."),
    /** Somebody set up a connection. */
    CONNECTION_CREATED("ConnectionCreated", CONNECTION, AUDIT, "Somebody set up a connection."),
    /** Somebody removed a connection. */
    CONNECTION_DELETED("ConnectionDeleted", CONNECTION, AUDIT, "Somebody removed a connection."),
    /** A connection was handed to another owner. */
    CONNECTION_OWNERSHIP_TRANSFERRED(
            "ConnectionOwnershipTransferred", CONNECTION, AUDIT, "A connection was handed to another owner."),
    /** Somebody who sets up a connection chose the warehouse. */
    CONNECTION_PROVIDER_SELECTED(
            "ConnectionProviderSelected", CONNECTION, "Somebody who sets up a connection chose the warehouse."),
    /** A connection changed hands. */
    CONNECTION_TRANSFERRED("ConnectionTransferred", CONNECTION, AUDIT, "A connection changed hands."),
    /** Somebody changed a connection. */
    CONNECTION_UPDATED("ConnectionUpdated", CONNECTION, AUDIT, "Somebody changed a connection."),
    /** A viewer took their own credentials off a connection. */
    CONNECTION_VIEWER_CREDENTIALS_DELETED(
            "ConnectionViewerCredentialsDeleted",
            CONNECTION,
            AUDIT,
            "A viewer took their own credentials off a connection."),
    /** A viewer attached their own credentials to a connection. */
    CONNECTION_VIEWER_CREDENTIALS_UPDATED(
            "ConnectionViewerCredentialsUpdated",
            CONNECTION,
            AUDIT,
            "A viewer attached their own credentials to a connection."),

    // Storage buckets and other services that admins connect.
    /** An admin connected a storage bucket. */
    BUCKET_INTEGRATION_CREATED("BucketIntegrationCreated", INTEGRATION, AUDIT, "An admin connected a storage bucket."),
    /** An admin disconnected a storage bucket. */
    BUCKET_INTEGRATION_DELETED(
            "BucketIntegrationDeleted", INTEGRATION, AUDIT, "An admin disconnected a storage bucket."),
    /** An admin changed how a storage bucket is connected. */
    BUCKET_INTEGRATION_UPDATED(
            "BucketIntegrationUpdated", INTEGRATION, AUDIT, "An admin changed how a storage bucket is connected."),
    /** A storage bucket did not pass the check of its connection. */
    BUCKET_INTEGRATION_VERIFICATION_FAILED(
            "BucketIntegrationVerificationFailed",
            INTEGRATION,
            AUDIT,
            "A storage bucket did not pass the check of its connection."),
    /** An admin connected an outside service. */
    INTEGRATION_CREATED("IntegrationCreated", INTEGRATION, AUDIT, "An admin connected an outside service."),
    /** An admin disconnected an outside service. */
    INTEGRATION_DELETED("IntegrationDeleted", INTEGRATION, AUDIT, "An admin disconnected an outside service."),
    /** An admin changed how an outside service is connected. */
    INTEGRATION_UPDATED(
            "IntegrationUpdated", INTEGRATION, AUDIT, "An admin changed how an outside service is connected."),
    /** An outside service did not pass the check of its connection. */
    INTEGRATION_VERIFICATION_FAILED(
            "IntegrationVerificationFailed",
            INTEGRATION,
            AUDIT,
            "An outside service did not pass the check of its connection."),

    // Maps as a whole: created, opened, shared, versioned, deleted.
    /** Somebody copied the HTML that embeds a map. */
    COPY_EMBED_CODE("CopyEmbedCode", MAP, "Somebody copied the HTML that embeds a map."),
    /** Somebody copied the id of a map. */
    COPY_MAP_ID("CopyMapId", MAP, "Somebody copied the id of a map."),
    /** Somebody copied the link to a map. */
    COPY_MAP_LINK("CopyMapLink", MAP, "Somebody copied the link to a map."),
    /** Somebody began a map from a demo template. */
    DEMO_MAP_CREATED("DemoMapCreated", MAP, "Somebody began a map from a demo template."),
    /** Somebody copied a demo map. */
    DEMO_MAP_DUPLICATED("DemoMapDuplicated", MAP, "Somebody copied a demo map."),
    /** Somebody began a map. */
    MAP_CREATED("MapCreated", MAP, "Somebody began a map."),
    /** An older version of a map became a map of its own. */
    MAP_CREATED_FROM_OLD_VERSION("MapCreatedFromOldVersion", MAP, "An older version of a map became a map of its own."),
    /** Somebody removed a map. */
    MAP_DELETED("MapDeleted", MAP, AUDIT, "Somebody removed a map."),
    /** Somebody wrote the description of a map. */
    MAP_DESCRIPTION_CREATED("MapDescriptionCreated", MAP, "Somebody wrote the description of a map."),
    /** A viewer read the description of a map. */
    MAP_DESCRIPTION_USED("MapDescriptionUsed", MAP, "A viewer read the description of a map."),
    /** Somebody copied a map. */
    MAP_DUPLICATED("MapDuplicated", MAP, "Somebody copied a map."),
    /** Somebody turned a map to editing. */
    MAP_EDIT_MODE("MapEditMode", MAP, "Somebody turned a map to editing."),
    /** A map was shown. */
    MAP_LOADED_EVENT("MapLoadedEvent", MAP, "A map was shown."),
    /** Somebody took a shared map for editing, so that nobody else can. */
    MAP_LOCKED("MapLocked", MAP, "Somebody took a shared map for editing, so that nobody else can."),
    /** A map was handed to another owner. */
    MAP_OWNERSHIP_TRANSFERRED("MapOwnershipTransferred", MAP, AUDIT, "A map was handed to another owner."),
    /** Somebody turned a map to preview. */
    MAP_PREVIEW_MODE("MapPreviewMode", MAP, "Somebody turned a map to preview."),
    /** Somebody changed who may see a map. */
    MAP_PRIVACY_CHANGED("MapPrivacyChanged", MAP, AUDIT, "Somebody changed who may see a map."),
    /** An editor published the newest state of a map. */
    MAP_PUBLISH_UPDATE("MapPublishUpdate", MAP, "An editor published the newest state of a map."),
    /** The changes to a map were saved by themselves. */
    MAP_SNAPSHOT_CREATED("MapSnapshotCreated", MAP, "The changes to a map were saved by themselves."),
    /** The editor of a shared map let somebody else take over. */
    MAP_TAKEOVER_ACCEPT("MapTakeoverAccept", MAP, "The editor of a shared map let somebody else take over."),
    /** The editor of a shared map did not let somebody else take over. */
    MAP_TAKEOVER_REJECT("MapTakeoverReject", MAP, "The editor of a shared map did not let somebody else take over."),
    /** Somebody asked the editor of a shared map to hand it over. */
    MAP_TAKEOVER_REQUEST("MapTakeoverRequest", MAP, "Somebody asked the editor of a shared map to hand it over."),
    /** The editor of a shared map let go of it. */
    MAP_UNLOCKED("MapUnlocked", MAP, "The editor of a shared map let go of it."),
    /** Somebody changed a map. */
    MAP_UPDATED("MapUpdated", MAP, "Somebody changed a map."),
    /** A map was published again, with these widgets. */
    MAP_UPDATES_PUBLISHED("MapUpdatesPublished", MAP, "A map was published again, with these widgets."),
    /** Somebody kept a version of a map. */
    MAP_VERSION_CREATED("MapVersionCreated", MAP, "Somebody kept a version of a map."),
    /** Somebody looked at the versions of a map. */
    MAP_VERSION_MANAGER_OPENED("MapVersionManagerOpened", MAP, "Somebody looked at the versions of a map."),
    /** Somebody went back to an older version of a map. */
    MAP_VERSION_RESTORED("MapVersionRestored", MAP, "Somebody went back to an older version of a map."),
    /** Somebody changed the details of a map's version. */
    MAP_VERSION_UPDATED("MapVersionUpdated", MAP, "Somebody changed the details of a map's version."),
    /** Somebody looked at the list of maps. */
    MAPS_LISTED("MapsListed", MAP, "Somebody looked at the list of maps."),
    /** Somebody opened a map in Builder. */
    OPEN_BUILDER_MAP("OpenBuilderMap", MAP, "Somebody opened a map in Builder."),

    // What is done inside a map: data sources, layers, widgets, tools, downloads.
    /** An editor set the resolution at which a spatial index is aggregated. */
    BUILDER_CUSTOM_AGG_RESOLUTION(
            "BuilderCustomAggResolution",
            BUILDER,
            "An editor set the resolution at which a spatial index is aggregated."),
    /** Somebody took data out of a map. */
    BUILDER_DATA_EXPORT("BuilderDataExport", BUILDER, AUDIT, "Somebody took data out of a map."),
    /** Somebody drew a mask to select features on a map. */
    BUILDER_MASK_CREATED("BuilderMaskCreated", BUILDER, "Somebody drew a mask to select features on a map."),
    /** An editor turned a table source into a query. */
    BUILDER_QUERY_THIS_TABLE("BuilderQueryThisTable", BUILDER, "An editor turned a table source into a query."),
    /** An editor fetched the newest data for a source. */
    BUILDER_REFRESH_DATA_SOURCE("BuilderRefreshDataSource", BUILDER, "An editor fetched the newest data for a source."),
    /** Somebody saved a map as a PDF. */
    BUILDER_REPORT_DOWNLOAD("BuilderReportDownload", BUILDER, AUDIT, "Somebody saved a map as a PDF."),
    /** A map was steered by parameters in its URL. */
    BUILDER_URL_PARAMETER_USED("BuilderURLParameterUsed", BUILDER, "A map was steered by parameters in its URL."),
    /** An editor set whether a widget filters the others. */
    CROSS_FILTERING_WIDGET_SETTINGS_CHANGED(
            "CrossFilteringWidgetSettingsChanged", BUILDER, "An editor set whether a widget filters the others."),
    /** Somebody added a data source to a map. */
    DATA_SOURCE_CREATED("DataSourceCreated", BUILDER, "Somebody added a data source to a map."),
    /** Somebody changed a data source of a map. */
    DATA_SOURCE_UPDATED("DataSourceUpdated", BUILDER, "Somebody changed a data source of a map."),
    /** A layer was coloured by a column that holds HEX codes. */
    HEX_COLOR_COLUMN_STYLED("HexColorColumnStyled", BUILDER, "A layer was coloured by a column that holds HEX codes."),
    /** A layer was set to aggregate features of the same geometry. */
    LAYER_AGGREGATE_BY_GEOMETRY(
            "LayerAggregateByGeometry", BUILDER, "A layer was set to aggregate features of the same geometry."),
    /** The state of a layer in the map's list of layers was changed. */
    LAYER_MAP_LIST_STATUS_CHANGED(
            "LayerMapListStatusChanged", BUILDER, "The state of a layer in the map's list of layers was changed."),
    /** Somebody gave a layer another type. */
    LAYER_TYPE_CHANGED("LayerTypeChanged", BUILDER, "Somebody gave a layer another type."),
    /** A legend was shown or hidden. */
    LEGEND_VISIBILITY_CHANGED("LegendVisibilityChanged", BUILDER, "A legend was shown or hidden."),
    /** Somebody copied coordinates from a map. */
    MAP_COPY_COORDINATES("MapCopyCoordinates", BUILDER, "Somebody copied coordinates from a map."),
    /** Somebody read the coordinates of a point on a map. */
    MAP_GET_COORDINATES("MapGetCoordinates", BUILDER, "Somebody read the coordinates of a point on a map."),
    /** The cached data of a source was thrown away. */
    MAP_INSTANTIATION_INVALIDATED(
            "MapInstantiationInvalidated", BUILDER, "The cached data of a source was thrown away."),
    /** Somebody measured a distance on a map. */
    MEASURE_TOOL_USED("MeasureToolUsed", BUILDER, "Somebody measured a distance on a map."),
    /** Somebody added an SQL analysis to a map. */
    SQL_ANALYSIS_CREATED("SQLAnalysisCreated", BUILDER, "Somebody added an SQL analysis to a map."),
    /** Somebody added an SQL parameter to a map. */
    SQL_PARAMETER_CREATED("SQLParameterCreated", BUILDER, "Somebody added an SQL parameter to a map."),
    /** Somebody set an SQL parameter of a map. */
    SQL_PARAMETER_USED("SQLParameterUsed", BUILDER, "Somebody set an SQL parameter of a map."),
    /** A widget was used with an aggregation. */
    WIDGET_AGGREGATION_USED("WidgetAggregationUsed", BUILDER, "A widget was used with an aggregation."),
    /** Somebody filtered a map with a widget. */
    WIDGET_FILTERING_INTERACTION("WidgetFilteringInteraction", BUILDER, "Somebody filtered a map with a widget."),

    // Workflows: designed, run, scheduled, shared, deleted.
    /** Somebody began a workflow from a demo template. */
    DEMO_WORKFLOW_CREATED("DemoWorkflowCreated", WORKFLOW, "Somebody began a workflow from a demo template."),
    /** Somebody copied a demo workflow. */
    DEMO_WORKFLOW_DUPLICATED("DemoWorkflowDuplicated", WORKFLOW, "Somebody copied a demo workflow."),
    /** Somebody opened a workflow. */
    OPEN_WORKFLOW("OpenWorkflow", WORKFLOW, "Somebody opened a workflow."),
    /** A workflow was run through the API. */
    WORKFLOW_API_EXECUTED("WorkflowApiExecuted", WORKFLOW, "A workflow was run through the API."),
    /** Somebody began a workflow. */
    WORKFLOW_CREATED("WorkflowCreated", WORKFLOW, "Somebody began a workflow."),
    /** Somebody removed a workflow. */
    WORKFLOW_DELETED("WorkflowDeleted", WORKFLOW, AUDIT, "Somebody removed a workflow."),
    /** Somebody copied a workflow. */
    WORKFLOW_DUPLICATED("WorkflowDuplicated", WORKFLOW, "Somebody copied a workflow."),
    /** A run of a workflow came to its end. */
    WORKFLOW_EXECUTION_COMPLETE("WorkflowExecutionComplete", WORKFLOW, "A run of a workflow came to its end."),
    /** Somebody took a workflow for editing, so that nobody else can. */
    WORKFLOW_LOCKED("WorkflowLocked", WORKFLOW, "Somebody took a workflow for editing, so that nobody else can."),
    /** Somebody made a map from the result of a workflow. */
    WORKFLOW_MAP_CREATED("WorkflowMapCreated", WORKFLOW, "Somebody made a map from the result of a workflow."),
    /** A workflow was handed to another owner. */
    WORKFLOW_OWNERSHIP_TRANSFERRED(
            "WorkflowOwnershipTransferred", WORKFLOW, AUDIT, "A workflow was handed to another owner."),
    /** Somebody changed who may see a workflow. */
    WORKFLOW_PRIVACY_CHANGED("WorkflowPrivacyChanged", WORKFLOW, AUDIT, "Somebody changed who may see a workflow."),
    /** Somebody ran a workflow by hand. */
    WORKFLOW_RUN("WorkflowRun", WORKFLOW, "Somebody ran a workflow by hand."),
    /** A workflow was set to run on a schedule. */
    WORKFLOW_SCHEDULE_CREATED("WorkflowScheduleCreated", WORKFLOW, "A workflow was set to run on a schedule."),
    /** A workflow was taken off its schedule. */
    WORKFLOW_SCHEDULE_DELETED("WorkflowScheduleDeleted", WORKFLOW, AUDIT, "A workflow was taken off its schedule."),
    /** The schedule of a workflow was changed. */
    WORKFLOW_SCHEDULE_UPDATED("WorkflowScheduleUpdated", WORKFLOW, "The schedule of a workflow was changed."),
    /** The editor of a workflow let go of it. */
    WORKFLOW_UNLOCKED("WorkflowUnlocked", WORKFLOW, "The editor of a workflow let go of it."),
    /** Somebody changed a workflow. */
    WORKFLOW_UPDATED("WorkflowUpdated", WORKFLOW, "Somebody changed a workflow."),
    /** A workflow can no longer be called through the API. */
    WORKFLOWS_API_DISABLED(
            "WorkflowsAPIDisabled", WORKFLOW, AUDIT, "A workflow can no longer be called through the API."),
    /** A workflow was opened to calls through the API. */
    WORKFLOWS_API_ENABLED("WorkflowsAPIEnabled", WORKFLOW, AUDIT, "A workflow was opened to calls through the API."),
    /** An extension package for workflows failed. */
    WORKFLOWS_EXTENSION_FAILED("WorkflowsExtensionFailed", WORKFLOW, "An extension package for workflows failed."),
    /** Somebody took a data file out of a workflow. */
    WORKFLOWS_FILE_DELETED("WorkflowsFileDeleted", WORKFLOW, AUDIT, "Somebody took a data file out of a workflow."),
    /** Somebody brought a data file into a workflow. */
    WORKFLOWS_FILE_LOADED("WorkflowsFileLoaded", WORKFLOW, "Somebody brought a data file into a workflow."),
    /** Somebody looked at the list of workflows. */
    WORKFLOWS_LISTED("WorkflowsListed", WORKFLOW, "Somebody looked at the list of workflows."),
    /** A workflow is no longer offered to AI clients as an MCP tool. */
    WORKFLOWS_MCP_TOOL_DISABLED(
            "WorkflowsMcpToolDisabled",
            WORKFLOW,
            AUDIT,
            "A workflow is no longer offered to AI clients as an MCP tool."),
    /** A workflow was offered to AI clients as an MCP tool. */
    WORKFLOWS_MCP_TOOL_ENABLED(
            "WorkflowsMcpToolEnabled", WORKFLOW, AUDIT, "A workflow was offered to AI clients as an MCP tool."),
    /** Somebody copied the result of a workflow. */
    WORKFLOWS_RESULT_COPIED("WorkflowsResultCopied", WORKFLOW, "Somebody copied the result of a workflow."),
    /** Somebody changed how many result rows a page shows. */
    WORKFLOWS_RESULT_PAGINATION_LENGTH_CHANGED(
            "WorkflowsResultPaginationLengthChanged", WORKFLOW, "Somebody changed how many result rows a page shows."),
    /** Somebody turned the pages of a workflow's result. */
    WORKFLOWS_RESULT_PAGINATION_NAVIGATION_ACTION(
            "WorkflowsResultPaginationNavigationAction", WORKFLOW, "Somebody turned the pages of a workflow's result."),
    /** Somebody saved a workflow as an SQL file. */
    WORKFLOWS_SQL_EXPORTED("WorkflowsSQLExported", WORKFLOW, "Somebody saved a workflow as an SQL file."),
    /** Somebody added a variable to a workflow. */
    WORKFLOWS_VARIABLE_ADDED("WorkflowsVariableAdded", WORKFLOW, "Somebody added a variable to a workflow."),
    /** Somebody used a variable in a component of a workflow. */
    WORKFLOWS_VARIABLE_USED(
            "WorkflowsVariableUsed", WORKFLOW, "Somebody used a variable in a component of a workflow."),

    // Looking at warehouse tables, and working on them, in Data Explorer.
    /** Somebody looked into a table. */
    DATA_EXPLORER_ITEM_BROWSED("DataExplorerItemBrowsed", DATA_EXPLORER, "Somebody looked into a table."),
    /** Somebody listed what a project, schema, dataset or database holds. */
    DATA_EXPLORER_ITEMS_LISTED(
            "DataExplorerItemsListed",
            DATA_EXPLORER,
            "Somebody listed what a project, schema, dataset or database holds."),
    /** Somebody began a map from a table. */
    DATA_EXPLORER_MAP_CREATED("DataExplorerMapCreated", DATA_EXPLORER, "Somebody began a map from a table."),
    /** Somebody began a workflow from a table. */
    DATA_EXPLORER_WORKFLOW_CREATED(
            "DataExplorerWorkflowCreated", DATA_EXPLORER, "Somebody began a workflow from a table."),
    /** Somebody started to geocode a table. */
    GEOCODE_LAUNCHED("GeocodeLaunched", DATA_EXPLORER, "Somebody started to geocode a table."),
    /** Somebody started to optimise a table. */
    OPTIMIZE_TABLE_LAUNCHED("OptimizeTableLaunched", DATA_EXPLORER, "Somebody started to optimise a table."),
    /** Somebody deleted a table of the warehouse. */
    RESOURCE_DELETED("ResourceDeleted", DATA_EXPLORER, AUDIT, "Somebody deleted a table of the warehouse."),
    /** Somebody made a tileset. */
    TILESET_CREATED("TilesetCreated", DATA_EXPLORER, "Somebody made a tileset."),

    // Subscriptions to data sets of the Data Observatory.
    /** Somebody reached subscribed data from their own warehouse. */
    DO_ACCESS_IN("DOAccessIn", DATA_OBSERVATORY, "Somebody reached subscribed data from their own warehouse."),
    /** Somebody asked to reach subscribed data from their own warehouse. */
    DO_ACCESS_IN_REQUEST(
            "DOAccessInRequest", DATA_OBSERVATORY, "Somebody asked to reach subscribed data from their own warehouse."),
    /** The organisation got a subscription to a data set. */
    DO_ENTITLEMENT_CREATED(
            "DOEntitlementCreated", DATA_OBSERVATORY, "The organisation got a subscription to a data set."),
    /** A subscription to a data set was changed. */
    DO_ENTITLEMENT_UPDATED("DOEntitlementUpdated", DATA_OBSERVATORY, "A subscription to a data set was changed."),
    /** Somebody began a map from subscribed data. */
    DO_MAP_CREATED("DOMapCreated", DATA_OBSERVATORY, "Somebody began a map from subscribed data."),
    /** Somebody took the sample of a data set. */
    DO_SAMPLE_ENTITLEMENT_CREATED(
            "DOSampleEntitlementCreated", DATA_OBSERVATORY, "Somebody took the sample of a data set."),
    /** Somebody asked for a data set that is paid or on request. */
    DO_SUBSCRIPTION_REQUESTED(
            "DOSubscriptionRequested", DATA_OBSERVATORY, "Somebody asked for a data set that is paid or on request."),

    // Which data of the warehouse CARTO touched.
    /** Something in BigQuery was used, in this location. */
    BIG_QUERY_LOCATION_USAGE("BigQueryLocationUsage", WAREHOUSE, "Something in BigQuery was used, in this location."),
    /** A table or query was used. */
    OBJECT_METADATA("ObjectMetadata", WAREHOUSE, "A table or query was used."),
    /** A table was used, in this context. */
    TABLE_USED_DETAILS("TableUsedDetails", WAREHOUSE, "A table was used, in this context."),

    // CARTO's functions inside the warehouse.
    /** The Analytics Toolbox is installed. */
    AT_INSTALLATION_FINISHED("ATInstallationFinished", ANALYTICS_TOOLBOX, "The Analytics Toolbox is installed."),
    /** The Analytics Toolbox is being installed. */
    AT_INSTALLATION_STARTED("ATInstallationStarted", ANALYTICS_TOOLBOX, "The Analytics Toolbox is being installed."),
    /** The Analytics Toolbox is gone. */
    AT_UNINSTALL_FINISHED("ATUninstallFinished", ANALYTICS_TOOLBOX, "The Analytics Toolbox is gone."),
    /** The Analytics Toolbox is being removed. */
    AT_UNINSTALL_STARTED("ATUninstallStarted", ANALYTICS_TOOLBOX, "The Analytics Toolbox is being removed."),

    // Files that are loaded into the warehouse.
    /** Somebody loaded a file into the warehouse. */
    FILE_IMPORT_CREATED("FileImportCreated", IMPORT, "Somebody loaded a file into the warehouse."),
    /** Somebody dropped a file to import it. */
    IMPORT_DROP_FILE_LOADED("ImportDropFileLoaded", IMPORT, "Somebody dropped a file to import it."),
    /** An import moved on to another state. */
    IMPORT_STATUS_CHANGED("ImportStatusChanged", IMPORT, "An import moved on to another state."),

    // Metered use, and limits that were hit.
    /** Some of the AI quota was used. */
    AI_CONSUMED("AIConsumed", QUOTA, "Some of the AI quota was used."),
    /** The AI quota ran out, and somebody asked for more of it. */
    AI_REQUEST_GOT_OVERQUOTA(
            "AIRequestGotOverquota", QUOTA, "The AI quota ran out, and somebody asked for more of it."),
    /** A workflow used some of the HTTP request quota. */
    HTTP_REQUEST_CONSUMED("HttpRequestConsumed", QUOTA, "A workflow used some of the HTTP request quota."),
    /** Geocoding, routing or isolines used some of the LDS quota. */
    LDS_CONSUMED("LdsConsumed", QUOTA, "Geocoding, routing or isolines used some of the LDS quota."),
    /** The LDS quota ran out, and somebody asked for more of it. */
    LDS_REQUEST_GOT_OVERQUOTA(
            "LdsRequestGotOverquota", QUOTA, "The LDS quota ran out, and somebody asked for more of it."),
    /** Somebody was stopped because a quota had run out. */
    QUOTA_UX_TRIGGERED("QuotaUXTriggered", QUOTA, "Somebody was stopped because a quota had run out."),

    // AI agents and the models behind them.
    /** Somebody changed how an AI agent works. */
    AI_AGENT_CONFIGURATION_CHANGED("AIAgentConfigurationChanged", AI, "Somebody changed how an AI agent works."),
    /** Somebody removed a conversation with an AI agent. */
    AI_AGENT_CONVERSATION_DELETED(
            "AIAgentConversationDeleted", AI, AUDIT, "Somebody removed a conversation with an AI agent."),
    /** Somebody began a conversation with an AI agent. */
    AI_AGENT_CONVERSATION_STARTED("AIAgentConversationStarted", AI, "Somebody began a conversation with an AI agent."),
    /** Somebody made an AI agent. */
    AI_AGENT_CREATED("AIAgentCreated", AI, "Somebody made an AI agent."),
    /** Somebody removed an AI agent. */
    AI_AGENT_DELETED("AIAgentDeleted", AI, AUDIT, "Somebody removed an AI agent."),
    /** An AI agent failed. */
    AI_AGENT_ERROR("AIAgentError", AI, "An AI agent failed."),
    /** Somebody judged the answer of an AI agent. */
    AI_AGENT_FEEDBACK("AIAgentFeedback", AI, "Somebody judged the answer of an AI agent."),
    /** Somebody sent a message to an AI agent. */
    AI_AGENT_REQUEST("AIAgentRequest", AI, "Somebody sent a message to an AI agent."),
    /** An AI agent answered. */
    AI_AGENT_RESPONSE("AIAgentResponse", AI, "An AI agent answered."),
    /** Somebody stopped the answer of an AI agent. */
    AI_AGENT_RESPONSE_STOPPED("AIAgentResponseStopped", AI, "Somebody stopped the answer of an AI agent."),
    /** A tool that an AI agent had called has run. */
    AI_AGENT_TOOL_EXECUTED("AIAgentToolExecuted", AI, "A tool that an AI agent had called has run."),
    /** An AI agent called a tool. */
    AI_AGENT_TOOL_INVOKED("AIAgentToolInvoked", AI, "An AI agent called a tool."),
    /** Somebody looked at the list of AI agents. */
    AI_AGENTS_LISTED("AIAgentsListed", AI, "Somebody looked at the list of AI agents."),
    /** An AI model of the organisation's own was added. */
    CUSTOM_AI_MODEL_ADDED("CustomAIModelAdded", AI, AUDIT, "An AI model of the organisation's own was added."),
    /** An AI model of the organisation's own was removed. */
    CUSTOM_AI_MODEL_REMOVED("CustomAIModelRemoved", AI, AUDIT, "An AI model of the organisation's own was removed."),
    /** An AI model of the organisation's own was changed. */
    CUSTOM_AI_MODEL_UPDATED("CustomAIModelUpdated", AI, AUDIT, "An AI model of the organisation's own was changed."),
    /** Somebody chose the map that a new AI agent is for. */
    MAP_SELECTED_FOR_AI_AGENT_CREATION(
            "MapSelectedForAIAgentCreation", AI, "Somebody chose the map that a new AI agent is for."),
    /** An admin turned CARTO AI off. */
    SETTINGS_CARTO_AI_DISABLED("SettingsCartoAIDisabled", AI, AUDIT, "An admin turned CARTO AI off."),
    /** An admin turned CARTO AI on. */
    SETTINGS_CARTO_AI_ENABLED("SettingsCartoAIEnabled", AI, AUDIT, "An admin turned CARTO AI on."),

    // First steps of a new user.
    /** A user finished all of the first steps. */
    ONBOARDING_COMPLETED("OnboardingCompleted", ONBOARDING, "A user finished all of the first steps."),
    /** A user finished one of the first steps. */
    ONBOARDING_ITEM_CHECKED("OnboardingItemChecked", ONBOARDING, "A user finished one of the first steps."),
    /** A user looked at the first steps. */
    ONBOARDING_OPENED("OnboardingOpened", ONBOARDING, "A user looked at the first steps."),
    /** A user skipped the first steps. */
    ONBOARDING_SKIPPED("OnboardingSkipped", ONBOARDING, "A user skipped the first steps."),

    // The help sidebar.
    /** Somebody chose a topic in the help sidebar. */
    HELP_SIDEBAR_BLOCK_CLICK("HelpSidebarBlockClick", HELP, "Somebody chose a topic in the help sidebar."),
    /** Somebody opened the help sidebar. */
    HELP_SIDEBAR_OPENED("HelpSidebarOpened", HELP, "Somebody opened the help sidebar."),
    /** Somebody searched in the help sidebar. */
    HELP_SIDEBAR_SEARCH_QUERY("HelpSidebarSearchQuery", HELP, "Somebody searched in the help sidebar."),

    // Pages of the Workspace that were opened.
    /** Somebody used the menu's short cut to invite users. */
    INVITE_USERS_MAIN_MENU_CLICKED(
            "InviteUsersMainMenuClicked", NAVIGATION, "Somebody used the menu's short cut to invite users."),
    /** Somebody opened the page of credentials. */
    OPEN_API_ACCESS_TOKENS("OpenAPIAccessTokens", NAVIGATION, "Somebody opened the page of credentials."),
    /** Somebody opened the page of applications. */
    OPEN_APPLICATIONS("OpenApplications", NAVIGATION, "Somebody opened the page of applications."),
    /** Somebody opened the page of connections. */
    OPEN_CONNECTIONS("OpenConnections", NAVIGATION, "Somebody opened the page of connections."),
    /** Somebody opened Data Explorer. */
    OPEN_DE("OpenDE", NAVIGATION, "Somebody opened Data Explorer."),
    /** Somebody opened the Data Observatory. */
    OPEN_DO("OpenDO", NAVIGATION, "Somebody opened the Data Observatory."),
    /** Somebody opened the page for developers. */
    OPEN_DEVELOPERS("OpenDevelopers", NAVIGATION, "Somebody opened the page for developers."),
    /** Somebody opened the home page. */
    OPEN_HOME_PAGE("OpenHomePage", NAVIGATION, "Somebody opened the home page."),
    /** An admin opened the settings. */
    OPEN_SETTINGS("OpenSettings", NAVIGATION, "An admin opened the settings."),

    // Anything else.
    /** A kind that this version does not know. */
    UNKNOWN("", EventDomain.UNKNOWN, "A kind that this version does not know.");

    private static final Map<String, ActivityEventType> BY_WIRE_NAME = Stream.of(values())
            .filter(type -> type != UNKNOWN)
            .collect(Collectors.toMap(ActivityEventType::wireName, Function.identity()));

    private final String wireName;
    private final EventDomain domain;
    private final Relevance relevance;
    private final String description;

    ActivityEventType(String wireName, EventDomain domain, String description) {
        this(wireName, domain, ROUTINE, description);
    }

    ActivityEventType(String wireName, EventDomain domain, Relevance relevance, String description) {
        this.wireName = wireName;
        this.domain = domain;
        this.relevance = relevance;
        this.description = description;
    }

    /**
     * The kind that a name in an export means. Names are compared exactly; the look-up takes the same time for every
     * name.
     *
     * @param wireName the name, may be null
     * @return the kind, {@link #UNKNOWN} for null and for any other name
     */
    public static ActivityEventType of(@Nullable String wireName) {
        return wireName == null ? UNKNOWN : BY_WIRE_NAME.getOrDefault(wireName, UNKNOWN);
    }

    /**
     * The name that stands in exports and in SQL, for example {@code MapCreated}.
     *
     * @return the wire name, an empty text for {@link #UNKNOWN}
     */
    public String wireName() {
        return wireName;
    }

    /**
     * The part of CARTO that the event belongs to.
     *
     * @return the domain, {@link EventDomain#UNKNOWN} for {@link #UNKNOWN} only
     */
    public EventDomain domain() {
        return domain;
    }

    /**
     * What happened, as one short sentence for people.
     *
     * @return the sentence, with its full stop
     */
    public String description() {
        return description;
    }

    /**
     * Whether somebody who looks after security wants to see it: users, logins and roles, groups and single sign-on,
     * tokens and OAuth clients, connections and credentials, sharing and ownership, integrations and settings, the
     * organisation itself, whatever is deleted, and data that leaves CARTO.
     *
     * @return true for these; false for daily work and for {@link #UNKNOWN}
     */
    public boolean isAudit() {
        return relevance == AUDIT;
    }

    /**
     * What CARTO documents that {@link ActivityEvent#data()} tells about such an event, in the order of the
     * documentation. Real payloads may hold more, and may lack any of it.
     *
     * @return an unmodifiable list without repetitions; empty where nothing is documented
     */
    public List<PayloadField> payloadFields() {
        return DocumentedPayload.of(this);
    }

    /** Who a kind of event is of interest to. */
    enum Relevance {
        /** Daily work. */
        ROUTINE,
        /** Security: {@link ActivityEventType#isAudit()}. */
        AUDIT
    }
}
