package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.duckdb.PlainDuckDb.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Statements over an archive give what plain DuckDB gives over the exported files, rewritten or not; and those that can be
 * rewritten are.
 */
class RewritingTest {
    private static final Pattern COLUMN = Pattern.compile("is read from the column (\\w+)");

    @TempDir
    private static Path directory;

    private static RewritingData wellFormed;
    private static RewritingData malformed;

    @BeforeAll
    static void prepare() throws Exception {
        wellFormed = RewritingData.make(directory.resolve("well-formed"), OddPayloads.WELL_FORMED);
        malformed = RewritingData.make(
                directory.resolve("malformed"),
                Stream.concat(OddPayloads.WELL_FORMED.stream(), OddPayloads.MALFORMED.stream())
                        .toList());
    }

    @AfterAll
    static void close() throws Exception {
        wellFormed.close();
        malformed.close();
    }

    static List<RewritingCase> cases() {
        return RewritingCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void overOddPayloads_rewrittenOrNot_theAnswerIsTheSame(RewritingCase one) throws Exception {
        assertSame(one, wellFormed);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void overMalformedPayloadsToo_theAnswerOrTheErrorIsTheSame(RewritingCase one) throws Exception {
        assertSame(one, malformed);
    }

    private static void assertSame(RewritingCase one, RewritingData data) throws Exception {
        if (one.before().isEmpty()) {
            assertSame(one, data.plain(), data.on(), data.off());
            return;
        }
        try (PlainDuckDb plain = new PlainDuckDb(data.export());
                ActivityDatabase on = ActivityDatabase.open(data.archive());
                ActivityDatabase off = ActivityDatabase.open(
                        data.archive(), DatabaseOptions.defaults().withoutRewriting())) {
            plain.execute(one.before().get());
            on.sql(one.before().get()).rows();
            off.sql(one.before().get()).rows();
            assertSame(one, plain, on, off);
        }
    }

    private static void assertSame(RewritingCase one, PlainDuckDb plain, ActivityDatabase on, ActivityDatabase off) {
        assertExplained(one, on.sql(one.sql()).explain());
        Explanation switchedOff = off.sql(one.sql()).explain();
        assertThat(switchedOff.statement()).isEqualTo(one.sql());
        if (one.sql().startsWith("EXPLAIN")) {
            return; // A plan tells about files.
        }
        Answer expected = plain.answer(one.sql(), one.values());
        Answer rewritten = RewritingData.answer(on, one.sql(), one.values());
        Answer asWritten = RewritingData.answer(off, one.sql(), one.values());
        if (one.isOrdered()) {
            assertThat(rewritten).isEqualTo(expected);
            assertThat(asWritten).isEqualTo(expected);
        } else {
            assertThat(rewritten.sorted()).isEqualTo(expected.sorted());
            assertThat(asWritten.sorted()).isEqualTo(expected.sorted());
        }
    }

    private static void assertExplained(RewritingCase one, Explanation explanation) {
        Set<String> columns = new TreeSet<>();
        Matcher matcher = COLUMN.matcher(String.join("\n", explanation.notes()));
        while (matcher.find()) {
            columns.add(matcher.group(1));
        }
        assertThat(explanation.rewritten())
                .as("%s", explanation)
                .isEqualTo(one.asWritten().isEmpty());
        assertThat(columns).as("%s", explanation).containsExactlyInAnyOrderElementsOf(one.reads());
        one.asWritten().ifPresent(why -> {
            assertThat(explanation.statement()).isEqualTo(one.sql());
            assertThat(explanation.notes()).singleElement().asString().contains(why);
        });
    }

    @Test
    void theSet_isLargeAndRewritesMost() {
        assertThat(cases()).hasSizeGreaterThan(100);
        assertThat(cases().stream().filter(one -> one.asWritten().isEmpty())).hasSizeGreaterThan(70);
    }

    @Test
    void whatAScriptDoesFirst_isHeeded() {
        String script = "CREATE TEMP TABLE activity AS SELECT '{\"userId\":\"me\"}' AS data; "
                + "SELECT DISTINCT data->>'userId' AS u FROM activity";
        assertThat(wellFormed.on().sql(script).value(String.class)).contains("me");
        String other = "CREATE TEMP MACRO json_extract_string(a, b) AS 'mine'; "
                + "SELECT DISTINCT json_extract_string(data, '$.userId') AS u FROM activity";
        assertThat(wellFormed.on().sql(other).value(String.class)).contains("mine");
        String schema = "CREATE SCHEMA IF NOT EXISTS own; CREATE OR REPLACE TABLE own.activity AS SELECT '{}' AS data; "
                + "SET search_path = 'own'; SELECT data->>'userId' AS u FROM activity";
        assertThat(wellFormed.on().sql(schema).value(String.class)).isEmpty();
        assertThat(wellFormed.on().sql("DROP SCHEMA own CASCADE").rows()).isEmpty();
        assertThat(wellFormed
                        .on()
                        .sql("SELECT data->>'userId' AS u FROM activity")
                        .explain()
                        .rewritten())
                .isTrue();
    }

    @Test
    void statementsOfAnySize_areNoMatterOfRewriting() {
        String deep = "SELECT " + "(".repeat(400) + "data->>'userId'" + ")".repeat(400) + " AS u FROM activity";
        assertThat(wellFormed.on().sql(deep).rows())
                .hasSameSizeAs(wellFormed.off().sql(deep).rows());
        String nested = "data->>'userId'";
        for (int i = 0; i < 300; i++) {
            nested = "upper(" + nested + ")";
        }
        String calls = "SELECT " + nested + " AS u FROM activity";
        assertThat(wellFormed.on().sql(calls).rows())
                .hasSameSizeAs(wellFormed.off().sql(calls).rows());
        String longOne =
                "SELECT data->>'userId' AS u FROM activity WHERE type NOT IN ('" + "x','".repeat(20_000) + "')";
        assertThat(wellFormed.on().sql(longOne).explain().notes())
                .singleElement()
                .asString()
                .contains("longer than");
        assertThat(wellFormed.on().sql(longOne).rows())
                .hasSameSizeAs(wellFormed.off().sql(longOne).rows());
    }

    @Test
    void aLockedDatabase_isRewrittenToo() throws Exception {
        String sql = "SELECT data->>'mapId' AS m, count(*) AS n FROM activity GROUP BY m ORDER BY n DESC, m";
        try (ActivityDatabase locked = ActivityDatabase.open(
                wellFormed.archive(), DatabaseOptions.defaults().locked())) {
            assertThat(locked.sql(sql).explain().rewritten()).isTrue();
            assertThat(locked.sql(sql).json())
                    .isEqualTo(wellFormed.off().sql(sql).json());
        }
    }
}
