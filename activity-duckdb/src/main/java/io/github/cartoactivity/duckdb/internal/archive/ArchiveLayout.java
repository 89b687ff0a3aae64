package io.github.cartoactivity.duckdb.internal.archive;

import io.github.cartoactivity.client.spi.PrivateFiles;
import io.github.cartoactivity.duckdb.ArchiveException;
import io.github.cartoactivity.model.ErrorDetails;
import io.github.cartoactivity.model.ExportCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where everything is: {@code TABLE/day=2025-10-01/data.parquet}, and in hidden places what is not data. Symbolic links
 * are never followed below the root.
 */
public final class ArchiveLayout {
    private static final String DAY = "day=";
    private static final String FILE = "data.parquet";
    private static final String ASIDE = ".data.parquet.damaged";

    private final Path root;

    /**
     * The layout of an archive.
     *
     * @param root its directory
     */
    public ArchiveLayout(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /**
     * The archive's directory.
     *
     * @return an absolute path
     */
    public Path root() {
        return root;
    }

    Path lock() {
        return root.resolve(".lock");
    }

    /** What is under way: downloads, unfinished files, DuckDB's own. Nothing in it is ever read as data. */
    Path staging() {
        return root.resolve(".staging");
    }

    /** Who is to stay forgotten. */
    Path forgotten() {
        return root.resolve(".forgotten");
    }

    Path file(ExportCategory category, LocalDate day) {
        return directory(category).resolve(DAY + day).resolve(FILE);
    }

    private Path directory(ExportCategory category) {
        return root.resolve(category.wireName());
    }

    /**
     * The days of a table that have a file, whatever is in it.
     *
     * @param category the table
     * @return files by day, in order
     */
    public NavigableMap<LocalDate, Path> days(ExportCategory category) {
        NavigableMap<LocalDate, Path> days = new TreeMap<>();
        for (Path directory : list(directory(category))) {
            Path file = directory.resolve(FILE);
            day(directory).filter(day -> isFile(file)).ifPresent(day -> days.put(day, file));
        }
        return days;
    }

    /**
     * Whether a sync has ever worked here, or somebody has put the days of an archive here.
     *
     * @return false for a directory that is empty, holds other things only, or is none
     */
    public boolean isThere() {
        return isFile(lock())
                || isFile(forgotten())
                || Stream.of(ExportCategory.values())
                        .anyMatch(category -> !days(category).isEmpty());
    }

    /** What is in the archive and does not belong there. Hidden names at the root are ours. */
    List<Path> foreign() {
        List<Path> foreign = new ArrayList<>();
        for (Path path : list(root)) {
            Optional<ExportCategory> category = Stream.of(ExportCategory.values())
                    .filter(one -> one.wireName().equals(name(path)))
                    .findFirst();
            if (category.isEmpty() || !isDirectory(path)) {
                add(path, foreign);
                continue;
            }
            for (Path directory : list(path)) {
                if (day(directory).isEmpty()) {
                    add(directory, foreign);
                    continue;
                }
                list(directory).stream()
                        .filter(file -> !(name(file).equals(FILE) || name(file).equals(ASIDE)) || !isFile(file))
                        .forEach(foreign::add);
            }
        }
        return foreign;
    }

    private void add(Path path, List<Path> foreign) {
        if (!List.of(lock(), staging(), forgotten()).contains(path)) {
            foreign.add(path);
        }
    }

    /** Puts a damaged file aside, under a hidden name beside it, so that nobody reads it and nobody loses it. */
    void setAside(Path file) {
        try {
            PrivateFiles.publish(file, file.resolveSibling(ASIDE));
        } catch (IOException e) {
            throw PrivateFiles.failure("A damaged file cannot be put aside", file, e);
        }
    }

    /** Files that were put aside: nobody can read them, and they may tell of people. */
    NavigableMap<Path, LocalDate> setAside() {
        NavigableMap<Path, LocalDate> aside = new TreeMap<>();
        for (ExportCategory category : ExportCategory.values()) {
            for (Path directory : list(directory(category))) {
                Path file = directory.resolve(ASIDE);
                day(directory).filter(day -> isFile(file)).ifPresent(day -> aside.put(file, day));
            }
        }
        return aside;
    }

    /** Removes the file of a day that was put aside, because there is another one now. */
    void removeSetAside(ExportCategory category, LocalDate day) {
        removeSetAside(file(category, day).resolveSibling(ASIDE));
    }

    /** Removes a file that was put aside, and its directory where nothing else is in it. */
    void removeSetAside(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw PrivateFiles.failure("A damaged file cannot be removed", file, e);
        }
        removeEmptyDays();
    }

    /** Removes a day's file, also one that was put aside, and its directory. */
    void remove(ExportCategory category, LocalDate day) {
        Path file = file(category, day);
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.resolveSibling(ASIDE));
            Path directory = directory(category).resolve(DAY + day);
            if (list(directory).isEmpty()) {
                Files.deleteIfExists(directory);
            }
            PrivateFiles.syncDirectory(directory(category));
        } catch (IOException e) {
            throw PrivateFiles.failure("A day cannot be removed", file, e);
        }
    }

    /** Removes day directories that a run which was killed has left empty. */
    void removeEmptyDays() {
        for (ExportCategory category : ExportCategory.values()) {
            for (Path directory : list(directory(category))) {
                if (day(directory).isPresent() && list(directory).isEmpty()) {
                    try {
                        Files.deleteIfExists(directory);
                    } catch (IOException e) {
                        throw PrivateFiles.failure("An empty directory cannot be removed", directory, e);
                    }
                }
            }
        }
    }

    private static Optional<LocalDate> day(Path directory) {
        String name = name(directory);
        if (!name.startsWith(DAY) || !isDirectory(directory)) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(name.substring(DAY.length()));
            return name.equals(DAY + day) ? Optional.of(day) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static boolean isDirectory(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static List<Path> list(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new ArchiveException(
                    ErrorDetails.of("A directory of the archive cannot be read: " + e, "Check its rights")
                            .with("directory", directory),
                    e);
        }
    }
}
