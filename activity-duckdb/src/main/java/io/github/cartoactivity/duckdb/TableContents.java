package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.model.ExportCategory;

/**
 * What a table of a local database was filled with.
 *
 * @param category the table
 * @param files how many files it came from
 * @param rows how many rows it has
 * @param rowsOutsideRange how many rows of the files were left out because they lie outside the days that the file's
 *     job was asked for; always 0 for loose files
 */
public record TableContents(ExportCategory category, int files, long rows, long rowsOutsideRange) {}
