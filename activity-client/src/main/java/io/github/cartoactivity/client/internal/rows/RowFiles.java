package io.github.cartoactivity.client.internal.rows;

import io.github.cartoactivity.client.error.CorruptFileException;
import io.github.cartoactivity.client.error.DataLocation;
import io.github.cartoactivity.client.error.UnreadableFileException;
import io.github.cartoactivity.client.error.UnsupportedDataException;
import io.github.cartoactivity.client.spi.FileHead;
import io.github.cartoactivity.client.spi.RowFile;
import io.github.cartoactivity.client.spi.RowFormat;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;

/** Opens a file with the reader of its format, which its first bytes tell. */
public final class RowFiles {
    private RowFiles() {}

    /**
     * Opens a file.
     *
     * @param file the file
     * @param options how to read it
     * @return the open file
     */
    public static RowFile open(Path file, RowOptions options) {
        return formatOf(file) == ExportFormat.PARQUET
                ? parquet(file).open(file, options.limits())
                : CsvFile.open(file, options.limits(), options.finalNewline());
    }

    /**
     * The table that a file is, by its columns.
     *
     * @param columns the names of the columns
     * @return the table, or empty if it is none of the four
     */
    public static Optional<ExportCategory> categoryOf(List<String> columns) {
        if (hasAll(columns, "type", "ts")) {
            return Optional.of(ExportCategory.ACTIVITY);
        }
        if (hasAll(columns, "ts", "metric", "amount")) {
            return Optional.of(ExportCategory.API_USAGE);
        }
        if (hasAll(columns, "user_id")) {
            return Optional.of(ExportCategory.USER_LIST);
        }
        return hasAll(columns, "group_id") ? Optional.of(ExportCategory.GROUP_LIST) : Optional.empty();
    }

    private static boolean hasAll(List<String> columns, String... names) {
        return List.of(names).stream().allMatch(name -> ColumnBinding.has(columns, name));
    }

    private static ExportFormat formatOf(Path file) {
        FileHead head = head(file);
        if (head.isParquet()) {
            return ExportFormat.PARQUET;
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".parquet")) {
            String content = head.isEmpty() ? "an empty file" : head.notATable().orElse("something else");
            throw new CorruptFileException(
                    DataLocation.of(file),
                    "By its name this is Parquet, by its first bytes it is " + content,
                    "Download the file again",
                    null);
        }
        return ExportFormat.CSV;
    }

    private static FileHead head(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new UnreadableFileException(
                    file,
                    Files.isDirectory(file) ? "This is a directory, not a file" : "This is no regular file",
                    null);
        }
        try {
            return FileHead.of(file);
        } catch (IOException e) {
            throw TextInput.typed(file, e);
        }
    }

    private static RowFormat parquet(Path file) {
        return ServiceLoader.load(RowFormat.class, RowFiles.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(format -> format.format() == ExportFormat.PARQUET)
                .findFirst()
                .orElseThrow(() -> new UnsupportedDataException(
                        DataLocation.of(file),
                        "This is a Parquet file, and no reader for Parquet is on the path",
                        "Add the artifact io.github.cartoactivity:activity-parquet",
                        null));
    }
}
