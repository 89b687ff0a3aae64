package io.github.cartoactivity.testing.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SitesTest {

    @Test
    void closing_goesOnAfterTrouble_andTellsOfAllOfIt() {
        List<String> closed = new ArrayList<>();
        List<Runnable> closings = List.of(
                () -> closed.add("first"), () -> fail("second"), () -> closed.add("third"), () -> fail("fourth"));
        assertThatIllegalStateException()
                .isThrownBy(() -> Sites.closeAll(closings))
                .withMessage("second")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .singleElement()
                        .hasToString("java.lang.IllegalStateException: fourth"));
        assertThat(closed).containsExactly("first", "third");
    }

    private static void fail(String name) {
        throw new IllegalStateException(name);
    }
}
