package io.github.cartoactivity.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.duckdb.Row;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextTableTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void nullsNumbersAndNestedValues_areShown() {
        assertThat(print(
                        "SELECT NULL AS nothing, 1.50 AS price, [1, 2] AS list, TIMESTAMP '2025-10-01 12:00:00' AS ts"))
                .isEqualTo(1);
        assertThat(text()).isEqualTo("""
                nothing  price  list    ts
                -------  -----  ------  --------------------
                NULL      1.50  [1, 2]  2025-10-01T12:00:00Z
                """);
    }

    @Test
    void controlCharacters_doNotReachTheTerminal() {
        print("SELECT chr(27) || '[31mred' || chr(10) || 'line' || chr(8238) AS \"na\u0007me\"");
        assertThat(text()).contains("\u00b7[31mred\u00b7line\u00b7").doesNotContain("\u001b", "\u0007", "\u202e");
    }

    @Test
    void longValues_areCut() {
        print("SELECT repeat('x', 500) AS long, repeat('😀', 500) AS wide");
        assertThat(text().lines()).allMatch(line -> line.codePointCount(0, line.length()) <= 122);
        assertThat(text()).contains("x\u2026", "😀\u2026");
    }

    @Test
    void longValues_ofAFile_areWhole() {
        try (ActivityDatabase database = ActivityDatabase.open();
                Stream<Row> rows = database.sql("SELECT repeat('x', 500) AS long, 1 AS a").stream()) {
            TextTable.whole(new PrintStream(out, true, StandardCharsets.UTF_8)).print(rows);
        }
        assertThat(text()).contains("x".repeat(500) + "  1\n").doesNotContain("\u2026");
    }

    @Test
    void rowsBeyondTheMeasuredOnes_areAllPrinted() {
        assertThat(print("SELECT i FROM range(2500) t(i)")).isEqualTo(2500);
        assertThat(text().lines()).hasSize(2502).last().asString().isEqualTo("2499");
    }

    @Test
    void noRows_printNothing() {
        assertThat(print("SELECT 1 AS a WHERE false")).isZero();
        assertThat(text()).isEmpty();
    }

    private long print(String sql) {
        try (ActivityDatabase database = ActivityDatabase.open();
                Stream<Row> rows = database.sql(sql).stream()) {
            return TextTable.forScreen(new PrintStream(out, true, StandardCharsets.UTF_8), "")
                    .print(rows);
        }
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
