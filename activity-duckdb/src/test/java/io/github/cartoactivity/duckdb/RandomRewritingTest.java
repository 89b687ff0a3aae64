package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements put together at random, always the same ones, agree with plain DuckDB. */
class RandomRewritingTest {
    private static final List<String> PATHS = List.of(
            "'$.userId'",
            "'userId'",
            "'/mapId'",
            "'$.mapId'",
            "'workflowId'",
            "'$.provider'",
            "'connectionId'",
            "'$.batchAPIResponse.status'",
            "'/batchAPIResponse/status'",
            "'$.batchAPIResponse'",
            "'$.map.id'",
            "'$.nothing'");
    private static final List<String> SHAPES = List.of(
            "SELECT %2$s, %3$s AS second FROM activity a WHERE %4$s",
            "SELECT %2$s AS first, count(*) AS n, max(%3$s) AS most FROM activity a WHERE %4$s GROUP BY ALL",
            "SELECT %2$s, count(DISTINCT %3$s) FROM activity AS a GROUP BY %2$s HAVING count(*) > 1",
            "WITH c AS (SELECT %2$s AS x, %3$s AS y, type FROM activity a WHERE %4$s) SELECT x, count(y) FROM c GROUP BY x",
            "SELECT u.email, %2$s FROM userList u LEFT JOIN activity a ON %1$s = u.user_id AND %4$s",
            "SELECT s.x FROM (SELECT %2$s AS x FROM activity a UNION ALL SELECT %3$s FROM activity a WHERE %4$s) s",
            "SELECT %2$s AS x, row_number() OVER (PARTITION BY %3$s ORDER BY ts, type, data) AS n FROM activity a",
            "SELECT DISTINCT %2$s AS x FROM activity a WHERE EXISTS (SELECT 1 FROM userList u WHERE u.user_id = %1$s)",
            "SELECT a.*, %2$s AS x FROM activity a WHERE %4$s",
            "SELECT count(*) FILTER (%4$s) AS n, count(%2$s) AS m, min(%3$s) AS l FROM activity a");

    private final Random random = new Random(20251001);

    @TempDir
    private Path directory;

    @Test
    void statementsAtRandom_giveTheSameRowsTypesAndNames() throws Exception {
        agree(30);
    }

    @Test
    @Tag("slow")
    void manyStatementsAtRandom_giveTheSameRowsTypesAndNames() throws Exception {
        agree(600);
    }

    private void agree(int statements) throws Exception {
        int rewritten = 0;
        try (RewritingData data = RewritingData.make(directory.resolve("data"), OddPayloads.WELL_FORMED)) {
            for (int i = 0; i < statements; i++) {
                String sql = one(SHAPES).formatted(text(), value(), value(), condition(2));
                assertThat(RewritingData.answer(data.on(), sql, List.of()).sorted())
                        .as(sql)
                        .isEqualTo(data.plain().answer(sql, List.of()).sorted());
                rewritten += data.on().sql(sql).explain().rewritten() ? 1 : 0;
            }
        }
        assertThat(rewritten).isGreaterThan(statements / 2);
    }

    private String text() {
        String column = one(List.of("data", "a.data", "a.\"data\"", "A.DATA", "a.data::JSON", "CAST(data AS JSON)"));
        return random.nextBoolean()
                ? "json_extract_string(" + column + ", " + one(PATHS) + ")"
                : "(" + column + "->>" + one(PATHS) + ")";
    }

    private String value() {
        return switch (random.nextInt(6)) {
            case 0 -> "upper(" + text() + ")";
            case 1 -> "json_extract(data, " + one(PATHS) + ")::VARCHAR";
            case 2 -> "coalesce(" + text() + ", " + text() + ", type)";
            case 3 -> "CASE WHEN " + condition(0) + " THEN " + text() + " END";
            default -> text();
        };
    }

    private String condition(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> text() + " IS NOT NULL";
            case 1 -> text() + " LIKE '%a%'";
            case 2 -> "type IN ('MapUpdated', 'WorkflowExecutionComplete', 'OddEvent')";
            case 3 -> text() + " = " + text();
            case 4 -> "ts >= TIMESTAMP '2025-10-03'";
            case 5 -> "NOT (" + condition(depth - 1) + ")";
            case 6 -> "(" + condition(depth - 1) + " OR " + condition(depth - 1) + ")";
            default -> condition(depth - 1) + " AND " + condition(depth - 1);
        };
    }

    private <T> T one(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
