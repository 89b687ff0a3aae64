package io.github.cartoactivity.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Query texts that are made to be slow or large to read. */
class SqlAuditTrailHostileTest {
    private static final int LENGTH = 10_000_000;
    private static final String TRAIL = "/* CARTO/3.0 (mapId:7) */";

    /** Each of these would take hours if the time grew with the square of the length. */
    static Stream<String> patterns() {
        return Stream.of(
                "/*",
                "*/",
                "/*/",
                "/**/",
                "/* /* */ ",
                "/*'*/",
                "'",
                "''",
                "'''",
                "''''",
                "\"",
                "\"\"\"x",
                "`",
                "$",
                "$$",
                "$a$",
                "$a",
                "$abcdefghijklmnopqrstuvwxyz",
                "\\",
                "'\\",
                "--",
                "-- \n",
                "#",
                "# ",
                " #",
                "\t/",
                "//",
                "(",
                "/* CARTO/",
                "/* CARTO/3.0 (",
                "/* CARTO/3.0 (a;",
                "/*CARTO/3.0*/",
                "/*CARTO/3.0(*/",
                "CARTO/",
                ";",
                "a:b;",
                "/*CARTO/3.0(a:b;c:d)*/'",
                " ",
                "\n",
                "a");
    }

    @ParameterizedTest
    @MethodSource("patterns")
    @Timeout(20)
    void parseAll_tenMillionCharacters_takesLinearTime(String pattern) {
        String hostile = pattern.repeat(LENGTH / pattern.length());

        assertThat(SqlAuditTrail.parseAll(hostile + TRAIL).size()).isLessThanOrEqualTo(1_000);
        assertThat(SqlAuditTrail.parseAll(TRAIL + hostile).size()).isBetween(1, 1_000);
    }

    @Test
    @Timeout(20)
    void parseAll_everyTagAnother_takesLinearTime() {
        StringBuilder hostile = new StringBuilder();
        for (int i = 0; hostile.length() < LENGTH; i++) {
            hostile.append(" $t").append(i).append('$');
        }

        assertThat(SqlAuditTrail.parseAll(hostile + TRAIL)).isEmpty();
    }

    @Test
    @Timeout(20)
    void parse_manyKeysInOneComment_keepsAHundred() {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; keys.length() < LENGTH; i++) {
            keys.append('k').append(i).append(":v;");
        }

        assertThat(SqlAuditTrail.parseAll("/* CARTO/3.0 (" + keys + "mapId:7) */"))
                .singleElement()
                .satisfies(trail -> assertThat(trail.others()).hasSize(100));
    }

    @Test
    void parseAll_manyComments_givesAThousand() {
        assertThat(SqlAuditTrail.parseAll(TRAIL.repeat(5_000))).hasSize(1_000);
    }

    @Test
    @Timeout(20)
    void parse_stopsAtTheFirst() {
        String sql = TRAIL + "'".repeat(LENGTH);
        for (int i = 0; i < 10_000; i++) {
            assertThat(SqlAuditTrail.parse(sql)).isPresent();
        }
    }

    /** Whatever SQL is made of, reading it never fails, and a trail in front of it is always found. */
    @Test
    void randomText_neverFails() {
        List<String> pieces = List.of(
                "'", "\"", "`", "$$", "$a$", "$", "\\", "/*", "*/", "--", "\n", "#", "//", "CARTO/", "3.0", "(", ")",
                ";", ":", "mapId", "USERID", "x", " ", "\u0000", "\ud83d", TRAIL);
        Random random = new Random(3);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(20); n > 0; n--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            List<SqlAuditTrail> trails = SqlAuditTrail.parseAll(text.toString());

            assertThat(SqlAuditTrail.parse(text.toString()))
                    .isEqualTo(trails.stream().findFirst());
            assertThat(SqlAuditTrail.parseAll(TRAIL + "\n" + text))
                    .startsWith(SqlAuditTrail.of("3.0").withMapId("7"));
        }
    }
}
