package io.github.cartoactivity.client.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListTextTest {

    static Stream<Arguments> lists() {
        return Stream.of(
                Arguments.of("[\"a\",\"b\"]", List.of("a", "b")),
                Arguments.of(" [ \"a\" , \"b\" ] ", List.of("a", "b")),
                Arguments.of("[\"a,b\",\"c\\\"d\",\"\\u00e9\"]", List.of("a,b", "c\"d", "\u00e9")),
                Arguments.of("[1,2]", List.of("1", "2")),
                Arguments.of("[null,\"a\",null]", List.of("a")),
                Arguments.of("{a,b}", List.of("a", "b")),
                Arguments.of("{a}", List.of("a")),
                Arguments.of("{\"a b\",\"c\\\"d\",e}", List.of("a b", "c\"d", "e")),
                Arguments.of("{NULL,a,null}", List.of("a")),
                Arguments.of("[a, b]", List.of("a", "b")),
                Arguments.of("['a b', c]", List.of("a b", "c")),
                Arguments.of("[a, NULL]", List.of("a")));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void parse_everySpelling_givesTheElements(String text, List<String> expected) {
        assertThat(ListText.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "[]", "{}", "null", "[ ]", "{ }"})
    void parse_nothing_isAnEmptyList(String text) {
        assertThat(ListText.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a,b",
                "[",
                "{a",
                "a}",
                "[\"a\"",
                "[[\"a\"]]",
                "[{\"a\":1}]",
                "{a,,b}",
                "{\"a}",
                "{\"a\"b}",
                "[\"a\"] x"
            })
    void parse_anythingElse_isABadRow(String text) {
        assertThatThrownBy(() -> ListText.parse(text)).isInstanceOf(BadRowException.class);
    }
}
