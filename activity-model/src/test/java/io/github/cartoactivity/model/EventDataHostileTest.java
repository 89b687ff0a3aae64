package io.github.cartoactivity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads that nobody should have written. */
class EventDataHostileTest {

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "true",
                "7",
                "\"text\"",
                "[]",
                "[{}]",
                "{",
                "}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":1}}",
                "{} {}",
                "{}x",
                "/* */{}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "\uFEFF{}x",
                "<html></html>"
            })
    void json_notOneObject_isReported(String raw) {
        assertThatExceptionOfType(MalformedEventDataException.class)
                .isThrownBy(() -> EventData.of(raw).json())
                .satisfies(e -> {
                    assertThat(e.context()).containsKeys("offset", "length");
                    assertThat(e.advice()).contains("raw()");
                    assertThat(e.isRetryable()).isFalse();
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1, broken   | 8  | is not valid JSON",
                "[1]                | 0  | is not a JSON object",
                "{\"a\":1} {}       | 8  | goes on behind the JSON object",
            })
    void json_malformed_saysWhere(String raw, String offset, String problem) {
        assertThatExceptionOfType(MalformedEventDataException.class)
                .isThrownBy(() -> EventData.of(raw).json())
                .withMessageContaining(problem)
                .satisfies(e -> assertThat(e.context()).containsEntry("offset", offset));
    }

    @Test
    void json_malformed_showsNothingOfThePayload() {
        String canary = "canary-4711";

        assertThatExceptionOfType(MalformedEventDataException.class)
                .isThrownBy(() -> EventData.of("{\"token\": " + canary + "}").json())
                .satisfies(e -> {
                    assertThat(e).hasNoCause();
                    assertThat(e.toString() + e.context() + e.advice()).doesNotContain("canary");
                });
    }

    @Test
    void tooDeep_isMalformed() {
        String deep = "{\"userId\":\"u\",\"a\":" + "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH)
                + ",\"mapId\":\"m\"}";

        assertThatExceptionOfType(MalformedEventDataException.class)
                .isThrownBy(() -> EventData.of(deep).json())
                .withMessageContaining("too deep");
        assertThat(EventData.of(deep).userId()).map(UserId::value).contains("u");
        assertThat(EventData.of(deep).mapId()).isEmpty();
        assertThat(EventData.of(deep).text("$.mapId")).isEmpty();
        assertThat(EventData.of(deep).as(Map.class)).isEmpty();
    }

    @Test
    void deepest_isRead() {
        String deep = "{\"a\":" + "[".repeat(Json.MAX_DEPTH - 1) + "]".repeat(Json.MAX_DEPTH - 1) + ",\"mapId\":\"m\"}";

        assertThat(EventData.of(deep).json()).containsKey("a");
        assertThat(EventData.of(deep).mapId()).contains("m");
    }

    @Test
    void tooManyTokens_isMalformed() {
        String many = "{\"a\":[" + "{},".repeat(Json.MAX_TOKENS / 2) + "{}],\"mapId\":\"m\"}";

        assertThatExceptionOfType(MalformedEventDataException.class)
                .isThrownBy(() -> EventData.of(many).json())
                .withMessageContaining("too large");
        assertThat(EventData.of(many).mapId()).isEmpty();
    }

    @Test
    void tooLong_isMalformed() {
        String stuffing = " ".repeat(Json.MAX_LENGTH);
        EventData data = EventData.of("{\"mapId\":\"m\"}" + stuffing);

        assertThatExceptionOfType(MalformedEventDataException.class)
                .isThrownBy(data::json)
                .withMessageContaining("too long");
        assertThat(data.mapId()).isEmpty();
        assertThat(data.mapId()).isEmpty();
        assertThat(data.text("$.mapId")).isEmpty();
        assertThat(data.number("$.mapId")).isEmpty();
        assertThat(data.as(Map.class)).isEmpty();
        assertThat(data.raw()).get().asString().hasSize(13 + Json.MAX_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e999999999", "1e-999999999", "-1e99999999999999999999", "1e2147483648", "0.1e-2147483648"})
    void hugeExponents_areExactOrMalformed(String number) {
        EventData data = EventData.of("{\"n\":" + number + ",\"mapId\":\"m\"}");

        assertThat(data.mapId()).contains("m");
        assertThat(data.text("$.n")).contains(number);
        assertThat(data.number("$.n"))
                .satisfiesAnyOf(n -> assertThat(n).isEmpty(), n -> assertThat(n).isPresent());
        jsonOrMalformed(data);
        assertThat(data.as(Map.class))
                .satisfiesAnyOf(n -> assertThat(n).isEmpty(), n -> assertThat(n).isPresent());
    }

    record Whole(int n) {}

    record Large(BigInteger n) {}

    record Moment(Instant n) {}

    record Span(Duration n) {}

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e999999999", "1e99999999999", "\"1e999999999\"", "[[1]]", "\"x\""})
    @Timeout(10)
    void as_numbersThatDoNotFit_endAtOnce(String number) {
        EventData data = EventData.of("{\"n\":" + number + "}");

        for (Class<?> type : List.of(Whole.class, Large.class)) {
            assertThat(data.as(type)).as("%s of %s", type, number).isEmpty();
        }
        // Times are read from text; what Jackson makes of such numbers is not promised, only that it is quick.
        data.as(Moment.class);
        data.as(Span.class);
    }

    @Test
    void longNumber_isMalformed() {
        EventData data = EventData.of("{\"n\":" + "9".repeat(5_000) + "}");

        assertThat(data.number("$.n")).isEmpty();
        assertThat(jsonOrMalformed(data)).isEmpty();
    }

    /** Whatever is done to a valid payload, the finders agree with the tree, or there is the typed error. */
    @Test
    void mutants_giveAnswersOrTheTypedError() {
        String valid = """
                {"userId":"auth0|1","map":{"id":"m"},"n":[1,2.5,-3e2,true,null,{"x":"\\u00e9\\n"}],\
                "connection":{"provider":"bigquery","id":"c"},"workflowId":"w"}""";
        Random random = new Random(20251001);
        for (int i = 0; i < 20_000; i++) {
            EventData mutant = EventData.of(mutate(valid, random));
            Optional<String> mapId = EventData.of(mutant.raw().orElseThrow()).mapId();
            mutant.userId();
            assertThat(mutant.mapId()).isEqualTo(mapId);
            Optional<String> text = mutant.text("$.n[5].x");
            mutant.number("$.n[2]");
            jsonOrMalformed(mutant).ifPresent(json -> {
                assertThat(mapId).isEqualTo(mapId(json));
                assertThat(text).isEqualTo(scalar(json));
            });
        }
    }

    private static Optional<Map<String, Object>> jsonOrMalformed(EventData data) {
        try {
            return Optional.of(data.json());
        } catch (MalformedEventDataException expected) {
            return Optional.empty();
        }
    }

    private static Optional<String> mapId(Map<String, Object> json) {
        List<Object> candidates = new ArrayList<>();
        candidates.add(json.get("mapId"));
        candidates.add(json.get("map") instanceof Map<?, ?> map ? map.get("id") : null);
        return candidates.stream()
                .filter(value -> value instanceof String text && !text.isBlank())
                .map(String.class::cast)
                .findFirst();
    }

    private static Optional<String> scalar(Map<String, Object> json) {
        return json.get("n") instanceof List<?> n && n.size() > 5 && n.get(5) instanceof Map<?, ?> object
                ? Optional.ofNullable(object.get("x"))
                        .filter(x -> !(x instanceof Map || x instanceof List))
                        .map(Object::toString)
                : Optional.empty();
    }

    private static String mutate(String text, Random random) {
        StringBuilder mutant = new StringBuilder(text);
        String alphabet = "{}[]\",:\\ 0aex\u0000\ud800";
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(Math.max(1, mutant.length() - 1));
            String letter = String.valueOf(alphabet.charAt(random.nextInt(alphabet.length())));
            switch (random.nextInt(4)) {
                case 0 -> mutant.delete(at, at + 1);
                case 1 -> mutant.replace(at, at + 1, letter);
                case 2 -> mutant.insert(at, letter);
                default -> mutant.setLength(at);
            }
        }
        return mutant.toString();
    }
}
