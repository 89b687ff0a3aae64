package io.github.cartoactivity.model;

/** Placeholder: the comment that CARTO leaves in the SQL it sends to a warehouse. */
public record SqlAuditTrail(String version) {}
