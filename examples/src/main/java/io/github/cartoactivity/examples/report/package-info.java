/**
 * The page that {@code carto-activity report} writes: {@link io.github.cartoactivity.examples.report.ReportData} is what the
 * typed questions answer, {@link io.github.cartoactivity.examples.report.ReportPage} makes it into one self-contained page,
 * {@link io.github.cartoactivity.examples.report.ReportFile} puts that on the disk.
 */
@NullMarked
package io.github.cartoactivity.examples.report;

import org.jspecify.annotations.NullMarked;
