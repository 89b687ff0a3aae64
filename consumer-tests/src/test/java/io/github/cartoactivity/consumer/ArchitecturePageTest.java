package io.github.cartoactivity.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/architecture.md speaks of the code as it is. */
class ArchitecturePageTest {
    private static final Pattern TYPE = Pattern.compile("`([A-Z][A-Za-z]+)`");

    private static final String PAGE = Repository.read(Repository.ROOT.resolve("docs/architecture.md"));

    private static final Set<String> TYPES = Stream.concat(
                    Repository.mainSources().stream(),
                    Repository.javaFiles(Repository.ROOT.resolve("examples/src/main/java")).stream())
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .collect(Collectors.toSet());

    @Test
    void everyTypeThatItNames_isThere() {
        List<String> named =
                TYPE.matcher(PAGE).results().map(result -> result.group(1)).toList();
        assertThat(named).hasSizeGreaterThan(40);
        assertThat(TYPES).containsAll(named);
    }

    @Test
    void everyTypeThatUsersBeginWith_isNamed() {
        Set<String> named = TYPE.matcher(PAGE)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toSet());
        assertThat(named)
                .contains(
                        "CartoActivityClient",
                        "ExportRequest",
                        "Export",
                        "Rows",
                        "ActivityDatabase",
                        "ActivityArchive",
                        "ActivitySync",
                        "FakeCarto");
    }

    @Test
    void itHasNoLineNumbers() {
        assertThat(PAGE).doesNotContainPattern("\\.java:\\d+");
    }
}
