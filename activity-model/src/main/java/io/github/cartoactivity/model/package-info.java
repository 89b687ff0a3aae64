/**
 * What Activity Data is, without any I/O.
 *
 * <p>Start with the four rows of an export, {@link io.github.cartoactivity.model.ActivityEvent}, {@link
 * io.github.cartoactivity.model.ApiUsageRow}, {@link io.github.cartoactivity.model.UserRecord} and {@link
 * io.github.cartoactivity.model.GroupRecord}; then {@link io.github.cartoactivity.model.ActivityEventType} for what can
 * happen, {@link io.github.cartoactivity.model.EventDomain} for how that is grouped, {@link
 * io.github.cartoactivity.model.PayloadField} and {@link io.github.cartoactivity.model.EventData} for what an event
 * carries, {@link io.github.cartoactivity.model.DateRange} for which days are meant, and {@link
 * io.github.cartoactivity.model.SqlAuditTrail} for the comment that CARTO leaves in a warehouse's query log.
 */
@NullMarked
package io.github.cartoactivity.model;

import org.jspecify.annotations.NullMarked;
