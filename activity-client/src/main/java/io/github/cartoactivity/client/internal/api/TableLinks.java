package io.github.cartoactivity.client.internal.api;

import io.github.cartoactivity.model.ExportCategory;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The links of one table. An answer may give them at several places, signed anew at each; a file that was taken twice
 * would double its rows.
 */
final class TableLinks {
    private final ExportCategory category;
    private final Map<String, Set<URI>> places = new LinkedHashMap<>();

    TableLinks(ExportCategory category) {
        this.category = category;
    }

    void add(String place, List<URI> links) {
        places.computeIfAbsent(place, any -> new LinkedHashSet<>()).addAll(links);
    }

    /**
     * One link for each file.
     *
     * @throws IllegalArgumentException if the places do not have the same files
     */
    List<URI> files() {
        Set<URI> files = new LinkedHashSet<>();
        for (Set<URI> links : places.values()) {
            files = fuller(files, links);
        }
        return new ArrayList<>(files);
    }

    private Set<URI> fuller(Set<URI> some, Set<URI> others) {
        Set<URI> more = others.size() > some.size() ? others : some;
        Set<URI> fewer = others.size() > some.size() ? some : others;
        Function<URI, String> name = hasUniquePaths(more) ? URI::getRawPath : URI::toString;
        Set<String> names = more.stream().map(name).collect(Collectors.toSet());
        if (!fewer.stream().map(name).allMatch(names::contains)) {
            throw new IllegalArgumentException(
                    "the answer gives different links of " + category.wireName() + " at different places");
        }
        return more;
    }

    private static boolean hasUniquePaths(Set<URI> links) {
        Set<String> paths = new HashSet<>();
        return links.stream().allMatch(link -> paths.add(link.getRawPath()));
    }
}
