package io.github.cartoactivity.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No link of the README and of docs leads nowhere, and no page is left out. */
class LinksTest {
    private static final Path README = Repository.ROOT.resolve("README.md");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|`[^`\\n]*`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *#*$");

    @Test
    void relativeLinks_leadToFilesAndHeadings() throws IOException {
        List<String> broken = new ArrayList<>();
        List<Path> pages = pages();
        for (Path page : pages) {
            for (String link : relativeLinks(page)) {
                if (!isGood(page, link)) {
                    broken.add(Repository.ROOT.relativize(page) + ": " + link);
                }
            }
        }
        assertThat(pages).hasSizeGreaterThan(10);
        assertThat(broken).isEmpty();
    }

    @Test
    void everyPage_canBeReachedFromTheReadme() throws IOException {
        Set<Path> reached = new LinkedHashSet<>(List.of(README));
        Deque<Path> next = new ArrayDeque<>(reached);
        while (!next.isEmpty()) {
            for (Path page : linkedPages(next.remove())) {
                if (reached.add(page)) {
                    next.add(page);
                }
            }
        }
        Set<Path> left = new TreeSet<>(pages());
        left.removeAll(reached);
        assertThat(left).isEmpty();
    }

    @Test
    void whatIsLookedFor_isFound() {
        String page = "See [one](a.md#b) and `[no](link)`\n```\n[no](link)\n```\n# A `B`, c-d (e)!\n";
        assertThat(links(page)).containsExactly("a.md#b");
        assertThat(anchors(page)).containsExactly("a-b-c-d-e");
    }

    private static boolean isGood(Path page, String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = page.resolveSibling(file.isEmpty() ? page.getFileName().toString() : file)
                .normalize();
        if (!target.startsWith(Repository.ROOT) || !Files.exists(target)) {
            return false;
        }
        return hash < 0 || anchors(Repository.read(target)).contains(link.substring(hash + 1));
    }

    /** The pages that a page leads to; a directory leads to all pages in it. */
    private static Set<Path> linkedPages(Path page) throws IOException {
        Set<Path> linked = new LinkedHashSet<>();
        for (String link : relativeLinks(page)) {
            Path target = page.resolveSibling(link.replaceFirst("#.*", "")).normalize();
            if (Files.isDirectory(target)) {
                linked.addAll(markdown(target, 1));
            } else if (target.toString().endsWith(".md")) {
                linked.add(target);
            }
        }
        return linked;
    }

    private static List<String> relativeLinks(Path page) {
        return links(Repository.read(page)).stream()
                .filter(link -> !link.matches("[a-z]+:.*"))
                .toList();
    }

    private static List<String> links(String page) {
        return LINK.matcher(CODE.matcher(page).replaceAll(""))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** As GitHub makes them: lower case, without punctuation, blanks as dashes. */
    private static List<String> anchors(String page) {
        return HEADING.matcher(page)
                .results()
                .map(match -> match.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(markdown(Repository.ROOT, 1));
        pages.addAll(markdown(Repository.ROOT.resolve("docs"), 5));
        pages.addAll(markdown(Repository.ROOT.resolve("benchmarks"), 1));
        return pages;
    }

    private static List<Path> markdown(Path directory, int depth) throws IOException {
        try (Stream<Path> tree = Files.walk(directory, depth)) {
            return tree.filter(path -> path.toString().endsWith(".md")).sorted().toList();
        }
    }
}
