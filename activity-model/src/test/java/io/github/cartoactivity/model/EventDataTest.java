package io.github.cartoactivity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventDataTest {
    private static final String RUN = """
            {"userId": "auth0|1", "workflowId": "w-1", "map": {"id": "m-1"},
             "connection": {"id": "c-1", "provider": "bigquery", "tags": ["a", {"b": 1}]},
             "batchAPIResponse": {"status": "failure", "error": "no \\"table\\"", "ms": 12.50},
             "components": [{"name": "native.h3"}, {"name": "native.buffer"}],
             "collaborative": true, "previous": null, "bytes": 123456789012345678901234567890}
            """;

    @Test
    void raw_isTheReceivedTextExactly() {
        String odd = " {\"a\" : 1.0 ,\r\n\"b\":\"\\u00e9\"} ";

        assertThat(EventData.of(odd).raw()).containsSame(odd);
        assertThat(EventData.of(null).raw()).isEmpty();
        assertThat(EventData.of("not json").raw()).contains("not json");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \n"})
    void isEmpty_nothingToRead_isTrue(String raw) {
        assertThat(EventData.of(raw).isEmpty()).isTrue();
    }

    @Test
    void isEmpty_anyText_isFalse() {
        assertThat(EventData.of("{}").isEmpty()).isFalse();
    }

    @Test
    void ids_areReadFromBothShapes() {
        EventData data = EventData.of(RUN);

        assertThat(data.userId()).contains(new UserId("auth0|1"));
        assertThat(data.mapId()).contains("m-1");
        assertThat(data.workflowId()).contains("w-1");
        assertThat(data.connectionId()).contains("c-1");
        assertThat(data.provider()).contains("bigquery");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"mapId\":\"top\",\"map\":{\"id\":\"nested\"}}           | top",
                "{\"map\":{\"id\":\"nested\"},\"mapId\":\"top\"}           | top",
                "{\"map\":{\"id\":\"nested\"},\"mapId\":null}              | nested",
                "{\"map\":{\"id\":\"nested\"},\"mapId\":\" \"}             | nested",
                "{\"map\":{\"id\":\"nested\"},\"mapId\":7}                 | nested",
                "{\"map\":{\"id\":\"nested\"},\"mapId\":{\"id\":\"no\"}}   | nested",
                "{\"map\":{\"x\":[{\"id\":\"no\"}],\"id\":\"nested\"}}     | nested",
                "{\"x\":{\"mapId\":\"no\",\"map\":{\"id\":\"no\"}}}        |",
                "{\"map\":[{\"id\":\"no\"}]}                               |",
                "{\"map\":\"no\"}                                          |",
                "{\"map\":{\"id\":5}}                                      |",
                "{\"mapId\":\"first\",\"mapId\":\"second\"}                | first",
                "{\"\\u006dapId\":\"escaped\"}                             | escaped",
                "{\"MAPID\":\"no\"}                                        |",
                "[{\"mapId\":\"no\"}]                                      |",
                "\"mapId\"                                                 |",
                "null                                                      |",
                "{\"mapId\":\"before\", broken                             | before",
                "{\"map\":{\"id\":\"before\"}, broken                      | before",
                "{\"map\":{\"id\":\"before\", broken                       | before",
                "{broken, \"mapId\":\"behind\"}                            |",
                "{\"mapId\":\"cut off                                      |",
                "{\"mapId\":                                               |",
                "not json                                                  |",
            })
    void mapId_ofEveryShape_isTheFirstUsableOne(String raw, String expected) {
        EventData once = EventData.of(raw);
        EventData often = EventData.of(raw);

        assertThat(once.mapId()).isEqualTo(Optional.ofNullable(expected));
        for (int i = 0; i < 3; i++) {
            assertThat(often.userId()).isEmpty();
            assertThat(often.mapId()).isEqualTo(Optional.ofNullable(expected));
        }
    }

    @Test
    void connection_isReadForTheIdAndTheProvider() {
        EventData data = EventData.of("{\"connection\":{\"provider\":\"snowflake\",\"id\":\"c\"},\"provider\":\"\"}");

        assertThat(data.connectionId()).contains("c");
        assertThat(data.provider()).contains("snowflake");
        assertThat(EventData.of("{\"provider\":\"redshift\",\"connection\":{\"provider\":\"no\"}}")
                        .provider())
                .contains("redshift");
    }

    @Test
    void userId_public_isPublic() {
        assertThat(EventData.of("{\"userId\":\"public\"}").userId())
                .get()
                .returns(true, UserId::isPublic)
                .returns(LoginMethod.PUBLIC, UserId::loginMethod);
        assertThat(EventData.of("{\"user\":{\"id\":\"auth0|2\"}}").userId()).contains(new UserId("auth0|2"));
        assertThat(EventData.of("{\"userId\":\"\"}").userId()).isEmpty();
    }

    @Test
    void absentPayload_answersNothing() {
        EventData data = EventData.of(null);

        assertThat(data.userId()).isEmpty();
        assertThat(data.provider()).isEmpty();
        assertThat(data.text("$.a")).isEmpty();
        assertThat(data.number("$.a")).isEmpty();
        assertThat(data.as(Map.class)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "$.batchAPIResponse.status            | failure",
                "$.batchAPIResponse.error             | no \"table\"",
                "$['batchAPIResponse']['status']      | failure",
                "$[\"batchAPIResponse\"].status       | failure",
                "$.batchAPIResponse.ms                | 12.50",
                "$.collaborative                      | true",
                "$.bytes                              | 123456789012345678901234567890",
                "$.components[0].name                 | native.h3",
                "$.components[1]['name']              | native.buffer",
                "$.connection.tags[1].b               | 1",
                "$.components[2].name                 |",
                "$.components                         |",
                "$.components.name                    |",
                "$.connection[0]                      |",
                "$.connection                         |",
                "$.previous                           |",
                "$.previous.deeper                    |",
                "$.userId.deeper                      |",
                "$.userId[0]                          |",
                "$.missing                            |",
                "$                                    |",
            })
    void text_followsThePath(String path, String expected) {
        assertThat(EventData.of(RUN).text(path)).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a.b\":1}             | $['a.b']        | 1",
                "{\"it's\":2}            | $['it\\'s']     | 2",
                "{\"a\\\\b\":3}          | $['a\\\\b']     | 3",
                "{\"\":4}                | $['']           | 4",
                "{\"größe\":5}           | $.größe         | 5",
                "{\"a-b_c:d\":6}         | $.a-b_c:d       | 6",
                "[[1,2],[3,[4]]]         | $[1][1][0]      | 4",
                "7                       | $               | 7",
                "\"s\"                   | $               | s",
                "1e5                     | $               | 1e5",
                "-0.0                    | $               | -0.0",
                "{\"a\":1,\"a\":2}       | $.a             | 1",
                "{\"a\":1, broken        | $.a             | 1",
                "{broken \"a\":1}        | $.a             |",
            })
    void text_onOddPayloads_isExact(String raw, String path, String expected) {
        assertThat(EventData.of(raw).text(path)).isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void text_emptyString_isFound() {
        assertThat(EventData.of("{\"a\":\"\"}").text("$.a")).contains("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                ".a",
                "$a",
                "$.",
                "$..a",
                "$.a.",
                "$[",
                "$[]",
                "$[a]",
                "$['a",
                "$['a'",
                "$['a]",
                "$[-1]",
                "$[1234567890]",
                "$.*",
                "$[*]",
                "$[?(@.a)]",
                "$[0:2]",
                "$.a b",
                "$ ",
                "$['a''b']"
            })
    void text_badPath_isRefused(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventData.of("{}").text(path))
                .withMessageContaining(path)
                .withMessageContaining("$.connection.provider");
        assertThatIllegalArgumentException().isThrownBy(() -> EventData.of(null).number(path));
    }

    @Test
    void number_isExact() {
        EventData data = EventData.of("{\"a\":0.1000,\"b\":1e3,\"c\":\"5\",\"d\":123456789012345678901}");

        assertThat(data.number("$.a")).contains(new BigDecimal("0.1000"));
        assertThat(data.number("$.b")).contains(new BigDecimal("1E+3"));
        assertThat(data.number("$.c")).isEmpty();
        assertThat(data.number("$.d")).contains(new BigDecimal("123456789012345678901"));
        assertThat(data.number("$.e")).isEmpty();
        assertThat(EventData.of("{\"a\":true}").number("$.a")).isEmpty();
    }

    @Test
    void json_holdsPlainObjectsInTheOrderOfTheText() {
        Map<String, Object> json = EventData.of(RUN).json();

        assertThat(json)
                .containsEntry("collaborative", true)
                .containsEntry("previous", null)
                .containsEntry("bytes", new BigInteger("123456789012345678901234567890"))
                .containsEntry("components", List.of(Map.of("name", "native.h3"), Map.of("name", "native.buffer")));
        assertThat(json.keySet())
                .containsExactly(
                        "userId",
                        "workflowId",
                        "map",
                        "connection",
                        "batchAPIResponse",
                        "components",
                        "collaborative",
                        "previous",
                        "bytes");
        assertThat(json)
                .extractingByKey("batchAPIResponse", InstanceOfAssertFactories.MAP)
                .containsEntry("ms", new BigDecimal("12.50"));
    }

    @ParameterizedTest
    @CsvSource({
        "0, java.lang.Long",
        "-9223372036854775808, java.lang.Long",
        "9223372036854775808, java.math.BigInteger",
        "1.0, java.math.BigDecimal",
        "1e2, java.math.BigDecimal"
    })
    void json_numbers_areExact(String number, Class<?> type) {
        assertThat(EventData.of("{\"n\":" + number + "}").json().get("n"))
                .isInstanceOf(type)
                .hasToString(type == BigDecimal.class ? new BigDecimal(number).toString() : number);
    }

    @Test
    void json_isUnmodifiableThroughout() {
        Map<String, Object> json = EventData.of(RUN).json();

        assertThat(json).isUnmodifiable();
        assertThat((Map<?, ?>) json.get("map")).isUnmodifiable();
        assertThat((List<?>) json.get("components")).isUnmodifiable();
    }

    @Test
    void json_isParsedOnce() {
        EventData data = EventData.of(RUN);

        assertThat(data.json()).isSameAs(data.json());
    }

    @Test
    void json_sameKeyTwice_keepsTheFirst() {
        assertThat(EventData.of("{\"a\":1,\"a\":2}").json()).isEqualTo(Map.of("a", 1L));
        assertThat(EventData.of("{\"a\":null,\"a\":2}").json()).containsEntry("a", null);
    }

    /** What a user writes: {@code unknown} is in no payload, and most keys are not in the record. */
    record Run(String workflowId, Response batchAPIResponse, List<Component> components, Instant unknown) {
        record Response(String status, BigDecimal ms) {}

        record Component(String name) {}
    }

    @Test
    void as_record_takesWhatItHasNamesFor() {
        assertThat(EventData.of(RUN).as(Run.class)).get().satisfies(run -> {
            assertThat(run.workflowId()).isEqualTo("w-1");
            assertThat(run.batchAPIResponse()).isEqualTo(new Run.Response("failure", new BigDecimal("12.50")));
            assertThat(run.components()).extracting(Run.Component::name).containsExactly("native.h3", "native.buffer");
            assertThat(run.unknown()).isNull();
        });
    }

    record Times(Instant at, java.time.LocalDate day, java.time.OffsetDateTime there) {}

    @Test
    void as_timesOfJavaTime_areReadAsWritten() {
        EventData data = EventData.of(
                "{\"at\":\"2025-10-01T12:34:56.789Z\",\"day\":\"2024-02-29\",\"there\":\"2025-10-01T01:00:00+05:30\"}");

        assertThat(data.as(Times.class))
                .contains(new Times(
                        Instant.parse("2025-10-01T12:34:56.789Z"),
                        java.time.LocalDate.of(2024, 2, 29),
                        java.time.OffsetDateTime.parse("2025-10-01T01:00:00+05:30")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "5",
                "{",
                "{\"workflowId\":{}}",
                "{\"components\":\"x\"}",
                "{\"unknown\":\"yesterday\"}",
                "{} {}"
            })
    void as_anotherShape_isEmpty(String raw) {
        assertThat(EventData.of(raw).as(Run.class)).isEmpty();
    }

    interface NothingToMake {
        String name();
    }

    @Test
    void as_typeThatNobodyCanMake_saysWhatToDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EventData.of("{\"name\":\"x\"}").as(NothingToMake.class))
                .withMessageContaining(NothingToMake.class.getName())
                .withMessageContaining("open its package");
    }

    @Test
    void equality_isThatOfTheText() {
        assertThat(EventData.of("{}")).isEqualTo(EventData.of("{}")).hasSameHashCodeAs(EventData.of("{}"));
        assertThat(EventData.of("{}")).isNotEqualTo(EventData.of("{ }")).isNotEqualTo(EventData.of(null));
        assertThat(EventData.of(null)).isEqualTo(EventData.of(null)).isNotEqualTo(EventData.of(""));
    }

    @Test
    void toString_tellsNothingOfThePayload() {
        assertThat(EventData.of("{\"email\":\"a@b.c\"}")).hasToString("EventData[17 characters]");
        assertThat(EventData.of(null)).hasToString("EventData[absent]");
    }

    @Test
    void manyThreads_getTheSameAnswers() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 200; round++) {
                EventData data = EventData.of(RUN);
                CyclicBarrier start = new CyclicBarrier(8);
                List<Callable<List<Object>>> askers = IntStream.range(0, 8)
                        .<Callable<List<Object>>>mapToObj(i -> () -> {
                            start.await();
                            return List.of(data.userId(), data.mapId(), data.provider(), data.json());
                        })
                        .toList();
                for (Future<List<Object>> answer : threads.invokeAll(askers)) {
                    assertThat(answer.get())
                            .startsWith(
                                    Optional.of(new UserId("auth0|1")), Optional.of("m-1"), Optional.of("bigquery"));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
