package io.github.cartoactivity.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileExchangeTest {
    @TempDir
    Path directory;

    @Test
    void files_areExchanged_andNothingElseStays() throws IOException {
        List<Path> old = List.of(written("a-1", "old"), written("a-2", "old"));
        written("other", "mine");
        new FileExchange(directory).exchange(old, Map.of("a-1", written("staged", "new")));
        assertThat(contents()).containsExactly(Map.entry("a-1", "new"), Map.entry("other", "mine"));
    }

    @Test
    void stopped_beforeItIsAgreed_leavesTheOldFiles() throws IOException {
        List<Path> old = List.of(written("a-1", "old"), written("a-2", "old"));
        Map<String, Path> files = new LinkedHashMap<>(Map.of("a-1", written("staged", "new")));
        files.put("a-3", directory.resolve("is not there"));
        assertThatThrownBy(() -> new FileExchange(directory).exchange(old, files))
                .isInstanceOf(IOException.class);
        new FileExchange(directory).finish();
        assertThat(contents()).containsExactly(Map.entry("a-1", "old"), Map.entry("a-2", "old"));
        new FileExchange(directory).exchange(old, Map.of("a-1", written("staged", "newer")));
        assertThat(contents()).containsExactly(Map.entry("a-1", "newer"));
    }

    @Test
    void stopped_whileItIsCarriedThrough_neverMixes_andIsFinishedByTheNextRun() throws IOException {
        List<Path> old = List.of(written("a-1", "old"), written("a-2", "old"));
        Map<String, Path> files = new LinkedHashMap<>();
        files.put("a-1", written("staged one", "new"));
        files.put("a-2", written("staged two", "new"));
        files.put("a-3", written("staged three", "new"));
        Path obstacle = Files.createDirectories(directory.resolve("a-2x/full")).getParent();
        Files.delete(old.get(1));
        Files.move(obstacle, old.get(1));
        assertThatThrownBy(() -> new FileExchange(directory).exchange(old, files))
                .isInstanceOf(DirectoryNotEmptyException.class);
        assertThat(contents()).isEmpty();
        CacheDirectory.remove(old.get(1));
        new FileExchange(directory).finish();
        assertThat(contents())
                .containsExactly(Map.entry("a-1", "new"), Map.entry("a-2", "new"), Map.entry("a-3", "new"));
        assertThat(directory.resolve(".carto-activity-exchange")).doesNotExist();
    }

    @Test
    void stopped_betweenTwoNewFiles_keepsTheFirst() throws IOException {
        Files.createDirectories(directory.resolve(".carto-activity-exchange"));
        written("a-1", "new");
        written(".carto-activity-exchange/a-2", "new");
        new FileExchange(directory).finish();
        assertThat(contents()).containsExactly(Map.entry("a-1", "new"), Map.entry("a-2", "new"));
    }

    private Path written(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private List<Map.Entry<String, String>> contents() throws IOException {
        List<Map.Entry<String, String>> contents = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                contents.add(Map.entry(file.getFileName().toString(), Files.readString(file)));
            }
        }
        return contents;
    }
}
