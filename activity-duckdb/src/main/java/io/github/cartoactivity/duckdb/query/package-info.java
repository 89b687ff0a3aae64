/**
 * Questions that people ask of Activity Data, with typed answers.
 *
 * <p>They are grouped by what they are about; each group comes from an {@link
 * io.github.cartoactivity.duckdb.ActivityDatabase}: {@link io.github.cartoactivity.duckdb.query.EngagementQueries}, {@link
 * io.github.cartoactivity.duckdb.query.ContentQueries}, {@link io.github.cartoactivity.duckdb.query.QuotaQueries}, {@link
 * io.github.cartoactivity.duckdb.query.AuditQueries}, and over a warehouse's query log {@link
 * io.github.cartoactivity.duckdb.query.WarehouseQueries}. Each
 * method gives a {@link io.github.cartoactivity.duckdb.query.TypedQuery}, whose SQL can be read, changed and run by hand.
 */
@NullMarked
package io.github.cartoactivity.duckdb.query;

import org.jspecify.annotations.NullMarked;
