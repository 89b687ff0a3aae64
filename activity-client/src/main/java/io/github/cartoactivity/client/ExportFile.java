package io.github.cartoactivity.client;

import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import java.nio.file.Path;

/**
 * One downloaded file, byte for byte as CARTO wrote it.
 *
 * @param path where it is
 * @param category the table it belongs to
 * @param format how it is written
 * @param range the days its job was asked for; rows outside them are not part of the export, whatever the file holds
 * @param jobId the job that made it
 * @param bytes its size
 */
public record ExportFile(
        Path path, ExportCategory category, ExportFormat format, DateRange range, String jobId, long bytes) {}
