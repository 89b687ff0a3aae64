package io.github.cartoactivity.consumer;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Maven hands this module: the artifacts of this project, as jars or as folders of classes, and what they need. */
final class ClassPath {
    private static final List<Path> ENTRIES = Stream.of(
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                            .split(File.pathSeparator))
            .map(Path::of)
            .toList();

    private ClassPath() {}

    static List<Path> entries(Predicate<String> wanted) {
        return ENTRIES.stream().filter(entry -> wanted.test(entry.toString())).toList();
    }

    /** The entry of a module of this project. */
    static Path module(String artifact) {
        return entries(entry -> entry.contains("/" + artifact + "/target/")
                        || entry.matches(".*/" + artifact + "-\\d[^/]*\\.jar"))
                .stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError(artifact + " is not on the class path"));
    }

    /** The entries that hold libraries, by a piece of their path. */
    static List<Path> libraries(String... pieces) {
        return entries(entry -> Stream.of(pieces).anyMatch(entry::contains));
    }

    static String join(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
