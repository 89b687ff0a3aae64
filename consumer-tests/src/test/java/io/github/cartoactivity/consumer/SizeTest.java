package io.github.cartoactivity.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A file over 500 lines is two things. */
class SizeTest {
    /** A table of 210 rows is one thing. */
    private static final List<String> EXEMPT = List.of("ActivityEventType.java");

    @Test
    void noFileIsTooLong() {
        List<String> tooLong = Repository.mainSources().stream()
                .filter(file -> !EXEMPT.contains(file.getFileName().toString()))
                .filter(file -> Repository.read(file).lines().count() > 500)
                .map(Path::toString)
                .toList();
        assertThat(tooLong).isEmpty();
    }
}
