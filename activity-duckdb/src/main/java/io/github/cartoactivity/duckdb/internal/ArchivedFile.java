package io.github.cartoactivity.duckdb.internal;

import java.nio.file.Path;
import java.util.Map;

/**
 * A file of an archive.
 *
 * @param path where it is; the last directory is named after its day
 * @param rows how many rows it has
 * @param numberTypes the narrowest types of its number columns
 * @param version how it is made, which tells the columns that it has of {@link PayloadColumn}
 */
public record ArchivedFile(Path path, long rows, Map<String, String> numberTypes, int version) {}
