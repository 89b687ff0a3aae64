package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * A day of a table in an archive, as its file tells it.
 *
 * @param category the table
 * @param day the UTC day; for users and groups the day on which they were asked for
 * @param fetched the UTC day on which it was fetched
 * @param file where it is
 * @param bytes how large the file is
 * @param rows how many rows it has; 0 for a day on which nothing happened
 * @param jobRange the days of the job that it came from
 * @param jobId the job that it came from
 * @param sourceFormat how the export was written
 * @param writer which version of this library wrote the file
 * @param checksum SHA-256 of the file with zeros in the place of this text
 */
public record ArchiveDay(
        ExportCategory category,
        LocalDate day,
        LocalDate fetched,
        Path file,
        long bytes,
        long rows,
        DateRange jobRange,
        String jobId,
        ExportFormat sourceFormat,
        String writer,
        String checksum) {}
