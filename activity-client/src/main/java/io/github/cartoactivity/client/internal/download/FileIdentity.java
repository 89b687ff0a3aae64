package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.SignedLink;
import io.github.cartoactivity.model.ExportCategory;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells the files of a job apart by their links. Signatures change from one look at the job to the next, and nothing
 * promises that the order stays; the path is what names a file.
 */
final class FileIdentity {
    private FileIdentity() {}

    /**
     * A short name of the file, the same for every link to it, and different for different files of the job.
     *
     * @param all the links of the job
     */
    static String key(SignedLink link, List<SignedLink> all) {
        boolean unique = hasUniquePaths(ofCategory(link.category(), all));
        // Without a path of its own nothing is known to stay the same: then the name is good for this link only.
        return ShortHash.of(unique ? path(link) : link.uri().toString());
    }

    /** The fresh address of each file; files of which it is not certain are left out. */
    static Map<SignedLink, URI> match(List<SignedLink> known, List<SignedLink> fresh) {
        Map<SignedLink, URI> matched = new HashMap<>();
        for (ExportCategory category : ExportCategory.values()) {
            matched.putAll(matchCategory(ofCategory(category, known), ofCategory(category, fresh)));
        }
        return matched;
    }

    private static Map<SignedLink, URI> matchCategory(List<SignedLink> known, List<SignedLink> fresh) {
        Map<String, URI> byPath = new HashMap<>();
        fresh.forEach(link -> byPath.put(path(link), link.uri()));
        Map<SignedLink, URI> matched = new HashMap<>();
        if (hasUniquePaths(known) && hasUniquePaths(fresh)) {
            for (SignedLink link : known) {
                URI uri = byPath.get(path(link));
                if (uri != null) {
                    matched.put(link, uri);
                }
            }
        }
        return matched.isEmpty() && known.size() == fresh.size() ? matchInOrder(known, fresh) : matched;
    }

    /** Where no path says anything, the order is all there is. */
    private static Map<SignedLink, URI> matchInOrder(List<SignedLink> known, List<SignedLink> fresh) {
        Map<SignedLink, URI> matched = new HashMap<>();
        for (int i = 0; i < known.size(); i++) {
            matched.put(known.get(i), fresh.get(i).uri());
        }
        return matched;
    }

    private static List<SignedLink> ofCategory(ExportCategory category, List<SignedLink> links) {
        return links.stream().filter(link -> link.category() == category).toList();
    }

    private static boolean hasUniquePaths(List<SignedLink> links) {
        Set<String> paths = new HashSet<>();
        return links.stream().allMatch(link -> paths.add(path(link)));
    }

    private static String path(SignedLink link) {
        return String.valueOf(link.uri().getRawPath());
    }
}
