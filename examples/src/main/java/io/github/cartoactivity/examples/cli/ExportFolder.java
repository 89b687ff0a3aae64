package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.client.Export;
import io.github.cartoactivity.client.ExportFile;
import io.github.cartoactivity.model.ExportCategory;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files {@code CATEGORY-N.FORMAT} of one export in a directory, which holds each table once: in one format, of one
 * range. They are fetched into a hidden directory beside them, which stays when an export fails, so that the next attempt
 * can go on where this one stopped.
 */
final class ExportFolder {
    private final Path directory;
    private final Set<ExportCategory> categories;
    private final Pattern names;
    private final List<Path> missing;

    ExportFolder(Path directory, Set<ExportCategory> categories) {
        this.directory = directory;
        this.categories = categories;
        this.names = Pattern.compile(
                categories.stream().map(ExportCategory::wireName).collect(Collectors.joining("|", "(", ")"))
                        + "-[0-9]+\\.(csv|csv\\.gz|parquet)");
        this.missing = missing(directory);
    }

    Path staging() {
        return directory.resolve(".carto-activity");
    }

    /** Ends what an earlier run was stopped at while it gave files their names. */
    void finish() throws IOException {
        new FileExchange(directory).finish();
    }

    /** Refuses a place that nothing can be written to, by the name that it was given. */
    void requireWritable() throws IOException {
        @Nullable Path there = directory;
        while (there != null && Files.notExists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isDirectory(there)) {
            throw new NotDirectoryException(String.valueOf(there));
        }
        if (!Files.isWritable(there)) {
            throw new AccessDeniedException(directory.toString());
        }
    }

    /** Refuses to mix two exports, whatever their ranges and formats are. */
    void requireEmpty() throws IOException {
        List<Path> there = files();
        if (!there.isEmpty()) {
            throw new IllegalStateException("An earlier export is there, for example " + there.get(0)
                    + ", and rows of both would count twice; choose another --output-dir, or replace it with"
                    + " --overwrite");
        }
    }

    /**
     * Gives the files of an export their names, in the place of those of an earlier one. Whenever it is stopped, files of
     * both are never there together.
     */
    List<Path> publish(Export export) throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        for (ExportCategory category : categories) {
            int number = 0;
            for (ExportFile file : export.files(category)) {
                number++;
                files.put(category.wireName() + "-" + number + extension(file), file.path());
            }
        }
        new FileExchange(directory).exchange(files(), files);
        return files.keySet().stream().map(directory::resolve).toList();
    }

    /** Removes the hidden directory unless the next attempt can use what is in it, and directories made for nothing. */
    void clean() throws IOException {
        try {
            Files.deleteIfExists(staging());
            for (Path made : missing) {
                Files.deleteIfExists(made);
            }
        } catch (DirectoryNotEmptyException e) {
            return;
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(
                            file -> names.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** The directory and those above it that are not there yet, the deepest first. */
    private static List<Path> missing(Path directory) {
        List<Path> missing = new ArrayList<>();
        for (@Nullable Path path = directory; path != null && Files.notExists(path); path = path.getParent()) {
            missing.add(path);
        }
        return missing;
    }

    private static String extension(ExportFile file) {
        String name = file.path().getFileName().toString();
        return name.substring(name.indexOf('.'));
    }
}
