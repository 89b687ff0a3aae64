package io.github.cartoactivity.model;

/**
 * The part of CARTO that a kind of event belongs to. CARTO publishes no such grouping; this one is ours, and every
 * {@link ActivityEventType} is in exactly one group.
 */
public enum EventDomain {
    /** The organisation itself: branding, plan, domain, exports of its activity. */
    ACCOUNT,
    /** People: joining, leaving, roles, logins. */
    USER,
    /** Groups of users. */
    GROUP,
    /** Access tokens. */
    TOKEN,
    /** Applications and their OAuth clients. */
    APP,
    /** Connections to data warehouses, and the credentials behind them. */
    CONNECTION,
    /** Storage buckets and other services that admins connect. */
    INTEGRATION,
    /** Maps as a whole: created, opened, shared, versioned, deleted. */
    MAP,
    /** What is done inside a map: data sources, layers, widgets, tools, downloads. */
    BUILDER,
    /** Workflows: designed, run, scheduled, shared, deleted. */
    WORKFLOW,
    /** Looking at warehouse tables, and working on them, in Data Explorer. */
    DATA_EXPLORER,
    /** Subscriptions to data sets of the Data Observatory. */
    DATA_OBSERVATORY,
    /** Which data of the warehouse CARTO touched. */
    WAREHOUSE,
    /** CARTO's functions inside the warehouse. */
    ANALYTICS_TOOLBOX,
    /** Files that are loaded into the warehouse. */
    IMPORT,
    /** Metered use, and limits that were hit. */
    QUOTA,
    /** AI agents and the models behind them. */
    AI,
    /** First steps of a new user. */
    ONBOARDING,
    /** The help sidebar. */
    HELP,
    /** Pages of the Workspace that were opened. */
    NAVIGATION,
    /** Not known: {@link ActivityEventType#UNKNOWN} and nothing else. */
    UNKNOWN
}
