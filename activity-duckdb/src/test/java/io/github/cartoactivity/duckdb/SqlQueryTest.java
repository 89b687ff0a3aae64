package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.cartoactivity.model.ActivityEventType;
import io.github.cartoactivity.model.UserId;
import io.github.cartoactivity.model.UserRole;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlQueryTest {
    @TempDir
    private static Path directory;

    private static ActivityDatabase database;

    @BeforeAll
    static void open() {
        database = ActivityDatabase.open(ExportFiles.allFour(directory));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    static List<Arguments> types() {
        return List.of(
                Arguments.of("TRUE", true, "true"),
                Arguments.of("1::TINYINT", 1, "1"),
                Arguments.of("200::UTINYINT", 200, "200"),
                Arguments.of("1::SMALLINT", 1, "1"),
                Arguments.of("60000::USMALLINT", 60000, "60000"),
                Arguments.of("1::INTEGER", 1, "1"),
                Arguments.of("4000000000::UINTEGER", 4000000000L, "4000000000"),
                Arguments.of("9007199254740993::BIGINT", 9007199254740993L, "9007199254740993"),
                Arguments.of(
                        "18446744073709551615::UBIGINT",
                        new BigInteger("18446744073709551615"),
                        "18446744073709551615"),
                Arguments.of("1::HUGEINT", BigInteger.ONE, "1"),
                Arguments.of("1.10::DECIMAL(5,3)", new BigDecimal("1.100"), "1.1"),
                Arguments.of("100::DECIMAL(38,0)", new BigDecimal("100"), "100"),
                Arguments.of("0::DECIMAL(9,4)", new BigDecimal("0.0000"), "0"),
                Arguments.of("1.5::DOUBLE", 1.5, "1.5"),
                Arguments.of("1e300::DOUBLE", 1e300, "1" + "0".repeat(300)),
                Arguments.of("2::DOUBLE", 2.0, "2"),
                Arguments.of("0.1::FLOAT", 0.1f, "0.1"),
                Arguments.of("'NaN'::DOUBLE", Double.NaN, "null"),
                Arguments.of("'infinity'::DOUBLE", Double.POSITIVE_INFINITY, "null"),
                Arguments.of("'a\"\u0131'", "a\"\u0131", "\"a\\\"\u0131\""),
                Arguments.of("DATE '2025-10-01'", LocalDate.parse("2025-10-01"), "\"2025-10-01\""),
                Arguments.of(
                        "TIMESTAMP '2024-03-10 02:30:00'",
                        Instant.parse("2024-03-10T02:30:00Z"),
                        "\"2024-03-10T02:30:00.000Z\""),
                Arguments.of(
                        "TIMESTAMP '2024-03-10 02:30:00.123456'",
                        Instant.parse("2024-03-10T02:30:00.123456Z"),
                        "\"2024-03-10T02:30:00.123456Z\""),
                Arguments.of(
                        "TIMESTAMP_S '2024-03-10 02:30:00'",
                        Instant.parse("2024-03-10T02:30:00Z"),
                        "\"2024-03-10T02:30:00.000Z\""),
                Arguments.of(
                        "TIMESTAMP_NS '2024-03-10 02:30:00.123456789'",
                        Instant.parse("2024-03-10T02:30:00.123456789Z"),
                        "\"2024-03-10T02:30:00.123456789Z\""),
                Arguments.of(
                        "TIMESTAMPTZ '2024-03-10 12:30:00+02'",
                        Instant.parse("2024-03-10T10:30:00Z"),
                        "\"2024-03-10T10:30:00.000Z\""),
                Arguments.of(
                        "TIMESTAMP '1969-12-31 23:59:59.999999'",
                        Instant.parse("1969-12-31T23:59:59.999999Z"),
                        "\"1969-12-31T23:59:59.999999Z\""),
                Arguments.of("'{\"a\": [1]}'::JSON", "{\"a\": [1]}", "\"{\\\"a\\\": [1]}\""),
                Arguments.of("INTERVAL 1 DAY", "1 day", "\"1 day\""),
                Arguments.of("[1, NULL, 3]", Arrays.asList(1, null, 3), "[1, null, 3]"),
                Arguments.of("[1, 2]::INTEGER[2]", List.of(1, 2), "[1, 2]"),
                Arguments.of("CAST([] AS VARCHAR[])", List.of(), "[]"),
                Arguments.of(
                        "{'a': 1, 'b c': ['x']}", Map.of("a", 1, "b c", List.of("x")), "{\"a\": 1, \"b c\": [\"x\"]}"),
                Arguments.of("MAP {'k': 1.50}", Map.of("k", new BigDecimal("1.50")), "{\"k\": 1.5}"),
                Arguments.of("row(1, 'x')", List.of(1, "x"), "[1, \"x\"]"),
                Arguments.of(
                        "[TIMESTAMP '2024-03-10 02:30:00']",
                        List.of(Instant.parse("2024-03-10T02:30:00Z")),
                        "[\"2024-03-10T02:30:00.000Z\"]"),
                Arguments.of(
                        "[{'at': [TIMESTAMPTZ '2024-03-10 10:30:00+00', NULL], 'on': DATE '2024-03-10'}]",
                        List.of(Map.of(
                                "at",
                                Arrays.asList(Instant.parse("2024-03-10T10:30:00Z"), null),
                                "on",
                                LocalDate.parse("2024-03-10"))),
                        "[{\"at\": [\"2024-03-10T10:30:00.000Z\", null], \"on\": \"2024-03-10\"}]"),
                Arguments.of(
                        "MAP {TIMESTAMP_NS '2024-03-10 02:30:00.123456789': 1}",
                        Map.of(Instant.parse("2024-03-10T02:30:00.123456789Z"), 1),
                        "{\"2024-03-10T02:30:00.123456789Z\": 1}"),
                Arguments.of("NULL", null, "null"),
                Arguments.of("CAST(NULL AS TIMESTAMP)", null, "null"),
                Arguments.of("CAST(NULL AS TIMESTAMP_NS)", null, "null"),
                Arguments.of("CAST(NULL AS BIGINT)", null, "null"),
                Arguments.of("CAST(NULL AS STRUCT(a TIMESTAMP))", null, "null"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void f66_everyType_isOneOfTheJdk_andOneOfJson(String expression, @Nullable Object value, String json) {
        SqlQuery query = database.sql("SELECT " + expression + " AS v");
        assertThat(query.rows().get(0).value("v")).isEqualTo(value);
        assertThat(query.json()).isEqualTo("[{\"v\": " + json + "}]");
    }

    @Test
    void blob_isBytes_andBase64InJson() {
        assertThat(database.sql("SELECT '\\x01\\xFF'::BLOB AS v").rows().get(0).value(0))
                .isEqualTo(new byte[] {1, (byte) 0xff});
        assertThat(database.sql("SELECT '\\x01\\xFF'::BLOB AS v").json()).isEqualTo("[{\"v\": \"Af8=\"}]");
    }

    @Test
    void nestedTimestamps_keepNamesOrderCommentsAndParameters() {
        SqlQuery query = database.sql("""
                SELECT type AS "a""b", list(ts ORDER BY ts) AS l, type
                FROM activity WHERE type = ? GROUP BY type -- the end""").bind("UserLogin");
        assertThat(query.json())
                .isEqualTo(
                        "[{\"a\"\"b\": \"UserLogin\", \"l\": [\"2025-10-03T08:30:00.123Z\"], \"type\": \"UserLogin\"}]"
                                .replace("a\"\"b", "a\\\"b"));
        assertThat(database.sql("SELECT list(i) l, [TIMESTAMP '2025-10-01' + to_days(i::INTEGER)] t"
                                + " FROM range(5000) x(i) GROUP BY i ORDER BY i DESC")
                        .rows())
                .extracting(row -> row.value("t"))
                .startsWith(List.of(Instant.parse("2039-06-09T00:00:00Z")))
                .endsWith(List.of(Instant.parse("2025-10-01T00:00:00Z")))
                .hasSize(5000);
    }

    @Test
    void columnsOfOneName_areToldApart() {
        assertThat(database.sql("SELECT 1 AS a, 2 AS a, 3 AS a_1, 4 AS a").json())
                .isEqualTo("[{\"a\": 1, \"a_2\": 2, \"a_1\": 3, \"a_3\": 4}]");
    }

    @Test
    void json_ofNoRows_isAnEmptyArray_andOfManyOneLineEach() {
        assertThat(database.sql("SELECT 1 AS a WHERE false").json()).isEqualTo("[]");
        assertThat(database.sql("SELECT i, [i, i] AS l FROM range(2) t(i)").json())
                .isEqualTo("[{\"i\": 0, \"l\": [0, 0]},\n{\"i\": 1, \"l\": [1, 1]}]");
    }

    @Test
    void json_thatFailsOnTheWay_isNotEnded() {
        StringWriter text = new StringWriter();
        assertThatThrownBy(() -> database.sql(
                                "SELECT CASE WHEN i < 50000 THEN i ELSE error('stop') END AS i FROM range(100000) t(i)")
                        .json(text))
                .isInstanceOf(QueryException.class);
        assertThat(text.toString()).doesNotEndWith("]");
    }

    @Test
    void csv_quotesWhatNeedsIt_andTellsNullFromEmpty() {
        StringWriter text = new StringWriter();
        database.sql("""
                        SELECT 'a,b' AS "x,y", 'say "hi"' AS q, NULL AS n, '' AS e, TIMESTAMP '2025-10-01 00:00:00' AS ts,
                        1.50::DECIMAL(9,2) AS d, [1, 2] AS l, E'two\\nlines' AS m, -1 AS neg, '=1+1' AS f""").csv(text);
        assertThat(text)
                .hasToString(
                        "\"x,y\",q,n,e,ts,d,l,m,neg,f\n"
                                + "\"a,b\",\"say \"\"hi\"\"\",,\"\",2025-10-01T00:00:00.000Z,1.50,\"[1,2]\",\"two\nlines\",-1,=1+1\n");
    }

    @Test
    void csv_forSpreadsheets_disarmsFormulas_butNoNumbers() {
        StringWriter text = new StringWriter();
        database.sql("SELECT '=1+1' AS a, '@x' AS b, '+1' AS c, '-1' AS d, -1 AS e, E'\\tx' AS f, 'x=1' AS g")
                .csv(text, CsvCells.SPREADSHEET_SAFE);
        assertThat(text).hasToString("a,b,c,d,e,f,g\n'=1+1,'@x,'+1,'-1,-1,'\tx,x=1\n");
    }

    enum Kind {
        MAPS,
        LOGINS
    }

    record Everything(
            String type,
            UserId userId,
            Kind kind,
            long count,
            int smallCount,
            double share,
            BigDecimal amount,
            Instant firstSeen,
            LocalDate day,
            Optional<String> email,
            @Nullable Integer missing,
            List<String> groupIds,
            boolean active) {}

    @Test
    void as_fillsEveryKindOfComponent() {
        assertThat(database.sql("""
                        SELECT 'x' AS type, 'auth0|ann' AS user_id, 'maps' AS kind, 5::HUGEINT AS count, 7 AS SMALL_COUNT,
                        0.5 AS share, 3 AS amount, TIMESTAMP '2025-10-01 10:00:00' AS "firstSeen",
                        DATE '2025-10-01' AS day, NULL AS email, NULL AS missing, ['a'] AS group_ids, true AS active,
                        1 AS more""").as(Everything.class))
                .containsExactly(new Everything(
                        "x",
                        new UserId("auth0|ann"),
                        Kind.MAPS,
                        5,
                        7,
                        0.5,
                        new BigDecimal("3"),
                        Instant.parse("2025-10-01T10:00:00Z"),
                        LocalDate.parse("2025-10-01"),
                        Optional.empty(),
                        null,
                        List.of("a"),
                        true));
    }

    record Moment(LocalDate ts) {}

    @Test
    void as_takesATimeForADay_atMidnightOnly() {
        assertThat(database.sql("SELECT TIMESTAMP '2025-10-01 00:00:00' AS ts").as(Moment.class))
                .containsExactly(new Moment(LocalDate.parse("2025-10-01")));
        assertThatThrownBy(() -> database.sql("SELECT TIMESTAMP '2025-10-01 08:00:00' AS ts")
                        .as(Moment.class))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("2025-10-01T08:00:00Z");
    }

    @Test
    void errorWhoseTextWasLost_isAskedForOnce_andDrawsNothingFromASequence() {
        String failing = "SELECT %s CASE WHEN i = 300000 THEN error('told') ELSE i END AS n FROM range(301000) t(i)";
        assertThatThrownBy(() -> database.sql(failing.formatted("")).rows()).hasMessageContaining("told");
        assertThatThrownBy(() -> database.sql("CREATE TEMP SEQUENCE s; " + failing.formatted("nextval('s'),"))
                        .rows())
                .isInstanceOf(QueryException.class);
    }

    record Inner(long a, List<Long> ids, Map<String, BigDecimal> sums) {}

    record Outer(Inner inner, List<Inner> inners, double share, ActivityEventType type, UserRole role) {}

    @Test
    void as_fillsNestedRecordsListsAndMaps_withTheirTypes() {
        assertThat(database.sql("""
                        SELECT {'a': 1::TINYINT, 'ids': [1, 2], 'sums': MAP {'x': 1}} AS "inner", ["inner"] AS inners,
                        'NaN'::DOUBLE AS share, 'MapCreated' AS type, 'Owner' AS role""").as(Outer.class)).singleElement().satisfies(row -> {
            Inner inner = new Inner(1, List.of(1L, 2L), Map.of("x", BigDecimal.ONE));
            assertThat(row.inner()).isEqualTo(inner);
            assertThat(row.inners()).containsExactly(inner);
            assertThat(row.share()).isNaN();
            assertThat(row.type().wireName()).isEqualTo("MapCreated");
            assertThat(row.role()).isEqualTo(UserRole.UNKNOWN);
        });
    }

    record Count(int n) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 3000000000 AS n",
                "SELECT 1.5 AS n",
                "SELECT NULL AS n",
                "SELECT 'x' AS n",
                "SELECT 1 AS m",
                "SELECT 1 AS \"N_\", 2 AS \"_n\"",
            })
    void as_ofWhatDoesNotFit_saysWhichComponent(String sql) {
        assertThatThrownBy(() -> database.sql(sql).as(Count.class))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("component n");
    }

    record Picky(int n) {
        Picky {
            if (n > 0) {
                throw new IllegalArgumentException("too many");
            }
        }
    }

    @Test
    void as_ofARecordThatRefuses_saysSo() {
        assertThatThrownBy(() -> database.sql("SELECT 1 AS n").as(Picky.class))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("too many")
                .hasMessageContaining("Picky");
    }

    static List<Arguments> values() {
        return List.of(
                Arguments.of("it's; -- \"x\" $1 ?", "VARCHAR", "it's; -- \"x\" $1 ?"),
                Arguments.of(1, "INTEGER", "1"),
                Arguments.of(1L, "BIGINT", "1"),
                Arguments.of(1.5, "DOUBLE", "1.5"),
                Arguments.of(true, "BOOLEAN", "true"),
                Arguments.of(new BigDecimal("1.10"), "DECIMAL(3,2)", "1.10"),
                Arguments.of(new BigInteger("12345678901234567890"), "HUGEINT", "12345678901234567890"),
                Arguments.of(Instant.parse("2024-03-10T02:30:00.123456Z"), "TIMESTAMP", "2024-03-10 02:30:00.123456"),
                Arguments.of(LocalDate.parse("2025-10-01"), "DATE", "2025-10-01"),
                Arguments.of(ActivityEventType.of("MapCreated"), "VARCHAR", "MapCreated"),
                Arguments.of(new UserId("auth0|ann"), "VARCHAR", "auth0|ann"),
                Arguments.of(List.of("a", "b'"), "VARCHAR[]", "[a, 'b\\'']"),
                Arguments.of(Arrays.asList(1L, null), "BIGINT[]", "[1, NULL]"),
                Arguments.of(List.of(), "VARCHAR[]", "[]"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void f79_bind_givesDuckDbTheValueAndItsType(Object value, String type, String text) {
        Row row = database.sql("SELECT typeof(v) AS type, CAST(v AS VARCHAR) AS text FROM (SELECT ? AS v)")
                .bind(value)
                .one()
                .orElseThrow();
        assertThat(row.text("type")).isEqualTo(type);
        assertThat(row.text("text")).isEqualTo(text);
    }

    @Test
    void bind_parameterOfAnEarlierStatement_isRefused() {
        assertThatThrownBy(() -> database.sql("CREATE TEMP TABLE t AS SELECT ? AS a; SELECT * FROM t")
                        .bind(1)
                        .rows())
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("Only the last statement of a script can have parameters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT ? AS a, ? AS b", "SELECT $1 AS a, $2 AS b, $1 AS c", "SELECT 1 WHERE ? < ?"})
    void bind_notAsManyValuesAsParameters_isRefused(String sql) {
        assertThatThrownBy(() -> database.sql(sql).bind(1).rows())
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("Give a value for every parameter");
        assertThatThrownBy(() -> database.sql(sql).bind(1, 2, 3).rows())
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("no more values");
        assertThat(database.sql(sql).bind(1, 2).rows()).hasSize(1);
    }

    @Test
    void bind_ofNull_isNull_andOfAListFitsIn() {
        assertThat(database.sql("SELECT ? IS NULL AS n").bind((Object) null).value(Boolean.class))
                .contains(true);
        assertThat(database.sql("SELECT COUNT(*) FROM activity WHERE list_contains(?, type)")
                        .bind(List.of("UserLogin", "UserLogout"))
                        .value(Long.class))
                .contains(1L);
        assertThatThrownBy(() -> database.sql("SELECT ?").bind(new Object()).rows())
                .isInstanceOf(QueryException.class);
        assertThatThrownBy(() -> database.sql("SELECT ?").bind(1, 2).rows())
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("no more values");
        assertThatThrownBy(() -> database.sql("SELECT ?").rows())
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("bind(...)");
    }

    @Test
    void one_isTheOnlyRow() {
        assertThat(database.sql("SELECT 1 WHERE false").one()).isEmpty();
        assertThat(database.sql("SELECT 1 AS a").one().orElseThrow().number("A"))
                .isEqualTo(1);
        assertThatThrownBy(() -> database.sql("FROM range(3)").one())
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("more than one row");
    }

    @Test
    void stream_readsManyRowsInOrder_andStopsWhenClosed() {
        try (Stream<Row> rows = database.sql("FROM range(3000000)").stream()) {
            assertThat(rows.mapToLong(row -> row.number("range")).sum()).isEqualTo(4499998500000L);
        }
        try (Stream<Row> rows = database.sql("FROM range(1000000000000)").stream()) {
            assertThat(rows.limit(3)).hasSize(3);
        }
    }

    record Numbered(long range) {}

    @Test
    void f68_streams_openAtOnce_doNotDisturbEachOther() {
        List<Stream<Numbered>> streams = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            streams.add(database.sql("FROM range(10000)").streamAs(Numbered.class));
        }
        assertThat(database.sql("SELECT 1 AS a").json()).isEqualTo("[{\"a\": 1}]");
        for (Stream<Numbered> stream : streams) {
            try (stream) {
                assertThat(stream.mapToLong(Numbered::range).sum()).isEqualTo(49995000);
            }
        }
    }

    @Test
    void maxRows_isAnErrorAboveTheLimit_neverACut() {
        assertThat(database.sql("FROM range(5)").maxRows(5).rows()).hasSize(5);
        assertThatThrownBy(() -> database.sql("FROM range(6)").maxRows(5).rows())
                .isInstanceOf(QueryLimitException.class)
                .hasMessageContaining("more than 5 rows");
        assertThatThrownBy(() -> database.sql("FROM range(6)").maxRows(5).json())
                .isInstanceOf(QueryLimitException.class);
    }

    @Test
    void scripts_giveTheLastAnswer_andLeaveNoStateBehind() {
        assertThat(database.sql("CREATE TEMP TABLE t AS SELECT 'a;b' AS v; -- c;\nSET TimeZone = 'Asia/Tokyo'; FROM t;")
                        .json())
                .isEqualTo("[{\"v\": \"a;b\"}]");
        assertThatThrownBy(() -> database.sql("FROM t").rows()).isInstanceOf(QueryException.class);
        assertThat(database.sql("SELECT current_setting('TimeZone') AS z").json())
                .isEqualTo("[{\"z\": \"UTC\"}]");
        assertThatThrownBy(() -> database.sql(" ; -- nothing").rows())
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("no statement");
    }

    @Test
    void scripts_withATransactionOfTheirOwn_failWithAMessage_andLeaveNoneBehind() {
        assertThatThrownBy(() -> database.sql("BEGIN; CREATE TEMP TABLE t AS SELECT 'x' AS v; SELECT v::INTEGER FROM t")
                        .rows())
                .isInstanceOf(QueryException.class);
        assertThat(database.sql("BEGIN; SELECT 1 AS a").json()).isEqualTo("[{\"a\": 1}]");
        assertThat(database.sql("BEGIN; COMMIT").json()).isEqualTo("[]");
    }

    @Test
    void statementsWithoutAnAnswer_giveNoRows() {
        assertThat(database.sql("CREATE TABLE mine (a INTEGER)").rows()).isEmpty();
        assertThat(database.sql("INSERT INTO mine SELECT * FROM range(3)").rows())
                .isEmpty();
        assertThat(database.sql("SELECT COUNT(*) FROM mine").value(Long.class)).contains(3L);
        assertThat(database.sql("DROP TABLE mine").json()).isEqualTo("[]");
    }

    static List<Arguments> errors() {
        return List.of(
                Arguments.of("SELECT * FROM events_table", "events_table", "activity (type, ts, data)"),
                Arguments.of("SELECT nothing FROM activity", "nothing", "DESCRIBE"),
                Arguments.of("SELEC 1", "syntax error", ""),
                Arguments.of("SELECT json_extract_string('{bad', '$.a')", "Malformed JSON", "json_valid(data)"),
                Arguments.of("SELECT CAST('x' AS INTEGER)", "x", ""));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void errors_sayWhatDuckDbSaid_whichStatement_andWhatToDo(String sql, String text, String advice) {
        assertThatThrownBy(() -> database.sql(sql).rows()).isInstanceOfSatisfying(QueryException.class, e -> {
            assertThat(e).hasMessageContaining(text).hasMessageNotContaining("pending query");
            assertThat(e.context()).containsExactly(entry("statement", sql));
            assertThat(e.advice()).contains(advice);
        });
    }

    @Test
    void errors_holdNoBoundValues() {
        assertThatThrownBy(
                        () -> database.sql("SELECT ? + nothing").bind("canary").rows())
                .isInstanceOf(QueryException.class)
                .hasMessageNotContaining("canary");
    }

    @Test
    void row_readsByNameWithoutCase_andSaysWhatItHas() {
        Row row = database.sql("SELECT 1 AS created_maps, DATE '2025-10-01' AS day, 'x' AS t, NULL AS n")
                .one()
                .orElseThrow();
        assertThat(row.number("Created_Maps")).isEqualTo(1);
        assertThat(row.decimal("created_maps")).isEqualByComparingTo("1");
        assertThat(row.date("day")).isEqualTo("2025-10-01");
        assertThat(row.text("day")).isEqualTo("2025-10-01");
        assertThat(row.instant("n")).isNull();
        assertThat(row.number("n")).isZero();
        assertThat(row.names()).containsExactly("created_maps", "day", "t", "n");
        assertThat(row).hasToString("{created_maps=1, day=2025-10-01, t=x, n=null}");
        assertThatThrownBy(() -> row.value("maps"))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("created_maps, day");
        assertThatThrownBy(() -> row.instant("day"))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("day is not");
        assertThatThrownBy(() -> row.number("t")).isInstanceOf(QueryException.class);
    }

    @Test
    void limits_haveToBePositive() {
        SqlQuery query = database.sql("SELECT 1");
        assertThatThrownBy(() -> query.timeout(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> query.maxRows(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
