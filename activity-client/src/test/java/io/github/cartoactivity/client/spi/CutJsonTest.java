package io.github.cartoactivity.client.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends too early, and what is only no JSON. */
class CutJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[",
                "{\"a",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1,",
                "{\"a\":\"b]}",
                "[\"a\",",
                "[[1]",
                "{\"a\":\"\\"
            })
    void beginningsOfJson_areCut(String text) {
        assertThat(isCut(text)).isTrue();
    }

    /** Among them the lists of one that DuckDB and PostgreSQL write. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "\"a", "{}", "[1]", "[grp1]", "{\"b c\"}", "{b}", "[deleted]", "[1,]", "{} and more"})
    void wholeValues_andOtherTexts_areNot(String text) {
        assertThat(isCut(text)).isFalse();
    }

    private static boolean isCut(String text) {
        byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.UTF_8);
        return CutJson.isCut(bytes, 1, bytes.length - 2);
    }
}
