package io.github.cartoactivity.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README shows is what there is. */
class ReadmeTest {
    private static final Path PROJECT = Path.of("..");

    private final String readme = read(PROJECT.resolve("README.md"));

    @Test
    void javaSnippets_areCutFromCompiledSources() throws IOException {
        List<String> snippets = blocks("java");
        assertThat(snippets).hasSizeGreaterThanOrEqualTo(2);
        List<String> sources = sources();
        for (String snippet : snippets) {
            assertThat(sources).as(snippet).anyMatch(source -> source.contains(bare(snippet)));
        }
    }

    @Test
    void version_isThisOne() {
        String version =
                found("<artifactId>activity-parent</artifactId>\\s*<version>([^<]+)", PROJECT.resolve("pom.xml"));
        assertThat(blocks("xml")).isNotEmpty().allMatch(block -> block.contains("<version>" + version + "</version>"));
    }

    @Test
    void artifacts_areModules() {
        String modules = read(PROJECT.resolve("pom.xml"));
        List<String> artifacts = all("`(activity-[a-z]+)`");
        assertThat(artifacts).isNotEmpty().allMatch(name -> modules.contains("<module>" + name + "</module>"));
    }

    @Test
    void commands_areTheProgramsOwn() {
        List<String> scripts = all("(examples/[a-z-]+) ");
        assertThat(scripts).contains("examples/carto-activity", "examples/run");
        assertThat(scripts)
                .allSatisfy(script -> assertThat(PROJECT.resolve(script)).isExecutable());
    }

    private List<String> blocks(String language) {
        return Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL)
                .matcher(readme)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private List<String> all(String pattern) {
        return Pattern.compile(pattern)
                .matcher(readme)
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct()
                .toList();
    }

    private static String found(String pattern, Path file) {
        return Pattern.compile(pattern)
                .matcher(read(file))
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> sources() throws IOException {
        List<String> sources = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(Path.of("src"))) {
            for (Path file :
                    tree.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.add(bare(read(file)));
            }
        }
        return sources;
    }

    /** The lines without their indentation. */
    private static String bare(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
