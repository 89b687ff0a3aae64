package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.RowReader;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ApiUsageRow;
import io.github.cartoactivity.model.CartoActivityException;
import io.github.cartoactivity.model.UserRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Typed rows and SQL understand the same spellings, and refuse the same: here is what they are. */
class SpellingsTest {
    private static final String REFUSED = "refused";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2025-10-01                          | 2025-10-01T00:00:00Z
            2025-10-01T12:34                    | 2025-10-01T12:34:00Z
            2025-10-01 12:34:56                 | 2025-10-01T12:34:56Z
            2025-10-01t12:34:56z                | 2025-10-01T12:34:56Z
            2025-10-01 12:34:56.7 UTC           | 2025-10-01T12:34:56.700Z
            2025-10-01 12:34:56 utc             | 2025-10-01T12:34:56Z
            2025-10-01 12:34:56 GMT             | 2025-10-01T12:34:56Z
            2025-10-01 12:34:56+00              | 2025-10-01T12:34:56Z
            2025-10-01 12:34:56-0330            | 2025-10-01T16:04:56Z
            2025-10-01T12:34:56.789 +02:00      | 2025-10-01T10:34:56.789Z
            2025-10-01T00:00:00+18:00           | 2025-09-30T06:00:00Z
            2025-10-01 23:59:59.999999999       | 2025-10-01T23:59:59.999999Z
            0001-01-01                          | 0001-01-01T00:00:00Z
            9999-12-31T23:59:59Z                | 9999-12-31T23:59:59Z
            1759322096                          | 2025-10-01T12:34:56Z
            1759322096789                       | 2025-10-01T12:34:56.789Z
            1759322096789123                    | 2025-10-01T12:34:56.789123Z
            1759322096789123456                 | 2025-10-01T12:34:56.789123Z
            2025-10-01 24:00:00                 | refused
            2025-10-01T24:00:00Z                | refused
            2025-10-01 23:59:60                 | refused
            2025-10-01 23:60:00                 | refused
            2025-10-01 12:34:56+19:00           | refused
            2025-10-01 12:34:56+01:60           | refused
            2025-10-01 12:34:56 CET             | refused
            2025-10-01 12                       | refused
            2025-10-01 12:34:56.                | refused
            2025-10-01 12:34:56.1234567890      | refused
            2025-02-29                          | refused
            2025-13-01                          | refused
            01.10.2025                          | refused
            12345678                            | refused
            -1759322096                         | refused
            now                                 | refused
            infinity                            | refused
            """)
    void time(String spelling, String meaning) throws IOException {
        Path file = file("type,ts,data\nMapCreated,\"" + spelling + "\",{}\n");

        assertThat(inJava(
                        RowReader.defaults().activity(file),
                        (ActivityEvent event) -> event.ts().truncatedTo(ChronoUnit.MICROS)))
                .isEqualTo(meaning);
        assertThat(inSql(file, "SELECT ts FROM activity", SpellingsTest::instant))
                .isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1           | 1
            +1          | 1
            -0          | 0
            .5          | 0.5
            1.          | 1
            1.50        | 1.5
            1e3         | 1000
            1e-5        | 0.00001
            007         | 7
            '123456789012345678901234567.123456789' | '123456789012345678901234567.123456789'
            1_000       | refused
            '1,5'       | refused
            0x10        | refused
            NaN         | refused
            Infinity    | refused
            1d          | refused
            one         | refused
            """)
    void number(String spelling, String meaning) throws IOException {
        Path file = file("ts,user_id,metric,amount,quota_usage_weight\n2025-10-01,u,m,\"" + spelling + "\",1\n");

        assertThat(inJava(RowReader.defaults().apiUsage(file), (ApiUsageRow row) -> plain(row.amount())))
                .isEqualTo(meaning);
        assertThat(inSql(file, "SELECT amount FROM apiUsage", value -> plain(new BigDecimal(value.toString()))))
                .isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                  | []
            []                  | []
            {}                  | []
            null                | []
            {a,b}               | [a, b]
            '{ a , b }'         | [a, b]
            '[a, b]'            | [a, b]
            '["a","b"]'         | [a, b]
            '["a",null]'        | [a]
            '{"a,b",c}'         | '[a,b, c]'
            '[1,2]'             | [1, 2]
            a                   | refused
            '[a'                | refused
            """)
    void list(String spelling, String meaning) throws IOException {
        Path file = file("user_id,email,created_at,role,group_ids\nauth0|1,a@b.example,2025-10-01,Admin,\""
                + spelling.replace("\"", "\"\"") + "\"\n");

        assertThat(inJava(RowReader.defaults().users(file), UserRecord::groupIds))
                .isEqualTo(meaning);
        assertThat(inSql(file, "SELECT group_ids FROM userList", Object::toString))
                .isEqualTo(meaning);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("odd.csv"), text);
    }

    private static <T> String inJava(Stream<T> rows, Function<T, Object> value) {
        try (rows) {
            return rows.map(value).findFirst().orElseThrow().toString();
        } catch (CartoActivityException e) {
            return REFUSED;
        }
    }

    private static String inSql(Path file, String sql, Function<Object, Object> value) {
        try (ActivityDatabase database = ActivityDatabase.open(file)) {
            return value.apply(database.sql(sql).rows().get(0).value(0)).toString();
        } catch (CartoActivityException e) {
            return REFUSED;
        }
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static Object instant(Object value) {
        return value instanceof Instant ? value : ((Timestamp) value).toInstant();
    }
}
