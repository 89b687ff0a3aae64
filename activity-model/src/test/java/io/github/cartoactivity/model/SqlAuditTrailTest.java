package io.github.cartoactivity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlAuditTrailTest {
    /** The parts that CARTO's page explains, in its order. */
    private static final String COMMENT = "/* CARTO/3.0 (GPN:CARTODB_Inc; ACCID:ac_bj3xw0in;"
            + " USERID:auth0|685ab6bef3767efff1a98e98; CM:maps_api_compute_builder;"
            + " connectionId:154438ab-84ed-41cb-b833-6b6de56c2a54; mapId:d4596571-611f-4a0a-a0ab-81dc2b27e9f5;"
            + " workflowId:d4596571-611f-4a0a-a0ab-81dc2b27e9f59) */";

    private static final String SQL = COMMENT
            + " \n          SELECT s.*\n          FROM `my-project.my_dataset.osm_pois_usa` s\n"
            + "          WHERE geom IS NOT NULL\n          LIMIT 1";

    private static final SqlAuditTrail WHOLE = SqlAuditTrail.of("3.0")
            .withPartner("CARTODB_Inc")
            .withAccountId("ac_bj3xw0in")
            .withUserId(new UserId("auth0|685ab6bef3767efff1a98e98"))
            .withMetric("maps_api_compute_builder")
            .withConnectionId("154438ab-84ed-41cb-b833-6b6de56c2a54")
            .withMapId("d4596571-611f-4a0a-a0ab-81dc2b27e9f5")
            .withWorkflowId("d4596571-611f-4a0a-a0ab-81dc2b27e9f59");

    private static final SqlAuditTrail MAP_7 = SqlAuditTrail.of("3.0").withMapId("7");

    @Test
    void parse_documentedExample_hasAllSevenParts() {
        SqlAuditTrail trail = SqlAuditTrail.parse(SQL).orElseThrow();

        assertThat(trail.version()).isEqualTo("3.0");
        assertThat(trail.partner()).contains("CARTODB_Inc");
        assertThat(trail.accountId()).contains("ac_bj3xw0in");
        assertThat(trail.userId()).contains(new UserId("auth0|685ab6bef3767efff1a98e98"));
        assertThat(trail.metric()).contains("maps_api_compute_builder");
        assertThat(trail.connectionId()).contains("154438ab-84ed-41cb-b833-6b6de56c2a54");
        assertThat(trail.mapId()).contains("d4596571-611f-4a0a-a0ab-81dc2b27e9f5");
        assertThat(trail.workflowId()).contains("d4596571-611f-4a0a-a0ab-81dc2b27e9f59");
        assertThat(trail.others()).isEmpty();
        assertThat(trail.truncated()).isFalse();
        assertThat(trail).isEqualTo(WHOLE).hasSameHashCodeAs(WHOLE);
    }

    @Test
    void format_writesTheDocumentedText() {
        assertThat(WHOLE.format()).isEqualTo(COMMENT);
        assertThat(SqlAuditTrail.parse(SQL).map(SqlAuditTrail::format)).contains(COMMENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/* CARTO/3.0 (mapId:7) */",
                "/*CARTO/3.0(mapId:7)*/",
                "/*\n\tCARTO/3.0\r\n (\n  mapId : 7 ;\n ; )\n */",
                "/* CARTO/3.0 (MAPID:7) */",
                "/* CARTO/3.0 (mapid:7) */",
                "/* CARTO/3.0 (mapId:7;) */",
                "/* CARTO/3.0 (;;mapId:7) */",
                "/* CARTO/3.0 (mapId:7; mapId:8) */",
                "/* CARTO/3.0 (mapId:; mapId:7) */",
                "/* CARTO/3.0 (connectionId:; workflowId: ; USERID:; mapId:7) */",
                "/* CARTO/3.0 (connectionId; mapId:7) */",
                "/* CARTO/3.0 (mapId:7) and more */",
                "/* CARTO/3.0 (mapId:7 */",
                "SELECT 1 /* CARTO/3.0 (mapId:7) */",
                "SELECT 1 /* CARTO/3.0 (mapId:7) */ FROM t; -- done",
                "/* one */ SELECT /**/ 1 /* CARTO/3.0 (mapId:7) */",
                "/*/ odd */ /* CARTO/3.0 (mapId:7) */",
                "/***/ /* CARTO/3.0 (mapId:7) */ /***/",
            })
    void parse_everySpelling_isTheSame(String sql) {
        assertThat(SqlAuditTrail.parseAll(sql)).containsExactly(MAP_7);
        assertThat(SqlAuditTrail.parse(sql)).contains(MAP_7);
    }

    @Test
    void parse_keysInAnyOrderAndLetterCase() {
        assertThat(SqlAuditTrail.parse("/* CARTO/3.0 (WORKFLOWID:w; cm:c; userid:public; Gpn:g; MapId:m; ACCid:a;"
                        + " ConnectionID:x) */"))
                .contains(SqlAuditTrail.of("3.0")
                        .withPartner("g")
                        .withAccountId("a")
                        .withUserId(UserId.PUBLIC)
                        .withMetric("c")
                        .withConnectionId("x")
                        .withMapId("m")
                        .withWorkflowId("w"));
    }

    @Test
    void parse_anyLocale_knowsTheKeys() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale("tr", "TR"));
            assertThat(SqlAuditTrail.parse("/* CARTO/3.0 (userid:public; CONNECTIONID:i) */"))
                    .contains(SqlAuditTrail.of("3.0").withUserId(UserId.PUBLIC).withConnectionId("i"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void parse_unknownKeys_areKeptInOrderAsReceived() {
        SqlAuditTrail trail = SqlAuditTrail.parse(
                        "/* CARTO/3.0 (zeta:1; mapId:7; Alpha:a:b c; flag; empty:; zeta:2) */")
                .orElseThrow();

        assertThat(trail.others())
                .isUnmodifiable()
                .containsExactly(
                        Map.entry("zeta", "1"),
                        Map.entry("Alpha", "a:b c"),
                        Map.entry("flag", ""),
                        Map.entry("empty", ""));
        assertThat(trail.mapId()).contains("7");
        assertThat(trail.format()).isEqualTo("/* CARTO/3.0 (mapId:7; zeta:1; Alpha:a:b c; flag:; empty:) */");
        assertThat(SqlAuditTrail.parse(trail.format())).contains(trail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "2", "3.0", "3.1-beta", "10.2.3_x"})
    void parse_otherVersions_areAccepted(String version) {
        assertThat(SqlAuditTrail.parse("/* CARTO/" + version + " (mapId:7) */"))
                .contains(SqlAuditTrail.of(version).withMapId("7"));
    }

    @Test
    void parse_withoutKeys_isATrailThatSaysNothing() {
        assertThat(SqlAuditTrail.parse("/* CARTO/3.0 */")).contains(SqlAuditTrail.of("3.0"));
        assertThat(SqlAuditTrail.parse("/* CARTO/3.0 () */")).contains(SqlAuditTrail.of("3.0"));
        assertThat(SqlAuditTrail.of("3.0").format()).isEqualTo("/* CARTO/3.0 () */");
    }

    @Test
    void parseAll_severalComments_areInOrder() {
        String sql = "/* CARTO/3.0 (mapId:1) */ SELECT 1; /* note */ /* CARTO/2.0 (mapId:2) */ SELECT 2 -- CARTO/3.0\n"
                + "UNION ALL /*CARTO/3.0(mapId:3)*//*CARTO/3.0(mapId:4)*/";

        assertThat(SqlAuditTrail.parseAll(sql))
                .extracting(SqlAuditTrail::mapId)
                .containsExactly(Optional.of("1"), Optional.of("2"), Optional.of("3"), Optional.of("4"));
        assertThat(SqlAuditTrail.parse(sql)).get().returns(Optional.of("1"), SqlAuditTrail::mapId);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SELECT 1",
                "CARTO/3.0 (mapId:7)",
                "/* CARTO (mapId:7) */",
                "/* CARTO/ (mapId:7) */",
                "/* CARTO/x (mapId:7) */",
                "/* CARTO/3.0 is what we migrate to (mapId:7) */",
                "/* CARTO/Workflows wrote this */",
                "/* see CARTO/3.0 (mapId:7) */",
                "/* carto/3.0 (mapId:7) */",
                "/* CARTO/3.0, (mapId:7) */",
                "/ * CARTO/3.0 (mapId:7) */",
                "/* CART",
                "/* CARTO",
                "/*",
                "/",
                "-- /* CARTO/3.0 (mapId:7) */",
                "SELECT 1 -- it's /* CARTO/3.0 (mapId:7) */",
                "# don't /* CARTO/3.0 (mapId:7) */",
                "  // don't /* CARTO/3.0 (mapId:7) */",
                "SELECT '/* CARTO/3.0 (mapId:7) */'",
                "SELECT 'it''s /* CARTO/3.0 (mapId:7) */'",
                "SELECT '''/* CARTO/3.0 (mapId:7) */'",
                "SELECT '\\'/* CARTO/3.0 (mapId:7) */'",
                "SELECT '\\\\\\'/* CARTO/3.0 (mapId:7) */'",
                "SELECT \"/* CARTO/3.0 (mapId:7) */\"",
                "SELECT \"a\"\"/* CARTO/3.0 (mapId:7) */\"",
                "SELECT `/* CARTO/3.0 (mapId:7) */`",
                "SELECT $$/* CARTO/3.0 (mapId:7) */$$",
                "SELECT $$it's /* CARTO/3.0 (mapId:7) */ $ $x$ $$",
                "SELECT $body$ $$ /* CARTO/3.0 (mapId:7) */ $body$",
                "SELECT r'''it's \"one\" /* CARTO/3.0 (mapId:7) */'''",
                "CREATE FUNCTION f() AS r\"\"\"return \"a\" + 'b' /* CARTO/3.0 (mapId:7) */\"\"\"",
                "SELECT 'never closed /* CARTO/3.0 (mapId:7) */",
                "SELECT $x$ never closed /* CARTO/3.0 (mapId:7) */",
                "/* outer /* CARTO/3.0 (mapId:7) */ */",
                "/* outer /* /* CARTO/3.0 (mapId:7) */ */ */",
            })
    void parse_whatIsNoTrail_isEmpty(String sql) {
        assertThat(SqlAuditTrail.parse(sql)).isEmpty();
        assertThat(SqlAuditTrail.parseAll(sql)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'a' /* CARTO/3.0 (mapId:7) */",
                "SELECT '' /* CARTO/3.0 (mapId:7) */",
                "SELECT '''' /* CARTO/3.0 (mapId:7) */ || ''''",
                "SELECT 'it''s' /* CARTO/3.0 (mapId:7) */",
                "SELECT '''x' /* CARTO/3.0 (mapId:7) */",
                "SELECT 'a\\\\' /* CARTO/3.0 (mapId:7) */, 'b'",
                "SELECT 'a\\'' /* CARTO/3.0 (mapId:7) */, 'b'",
                "SELECT \"a\" /* CARTO/3.0 (mapId:7) */",
                "SELECT \"'\" /* CARTO/3.0 (mapId:7) */",
                "SELECT `'` /* CARTO/3.0 (mapId:7) */",
                "SELECT '`', '$$', '\"', '--' /* CARTO/3.0 (mapId:7) */",
                "SELECT $$'$$ /* CARTO/3.0 (mapId:7) */",
                "SELECT $a$ ' $$ $b$ $a$ /* CARTO/3.0 (mapId:7) */",
                "SELECT $1, $2 /* CARTO/3.0 (mapId:7) */ $1",
                "SELECT a$b$ FROM c$b$ /* CARTO/3.0 (mapId:7) */ WHERE d$b$",
                "SELECT r'''it's''' /* CARTO/3.0 (mapId:7) */",
                "SELECT \"\"\"say \"hi\" \"\"\" /* CARTO/3.0 (mapId:7) */",
                "SELECT '''''' /* CARTO/3.0 (mapId:7) */",
                "-- don't\n/* CARTO/3.0 (mapId:7) */",
                "-- don't\r/* CARTO/3.0 (mapId:7) */",
                "SELECT 5 - -3 /* CARTO/3.0 (mapId:7) */",
                "# don't\n/* CARTO/3.0 (mapId:7) */",
                "SELECT j #> '{a}' /* CARTO/3.0 (mapId:7) */",
                "SELECT 7 // 2 /* CARTO/3.0 (mapId:7) */",
                "SELECT 7 / 2 /* CARTO/3.0 (mapId:7) */",
                "/* don't */ /* CARTO/3.0 (mapId:7) */",
                "/* a /* nested don't */ still a comment */ /* CARTO/3.0 (mapId:7) */",
                "/* a /* not nested */ SELECT 1 /* CARTO/3.0 (mapId:7) */",
                "/* a */ */ /* CARTO/3.0 (mapId:7) */",
                "/* CARTO/3.0 (mapId:7) */ /* never closed",
                "/* CARTO/3.0 (mapId:7) */ 'never closed",
            })
    void parse_behindLiteralsAndComments_isFound(String sql) {
        assertThat(SqlAuditTrail.parseAll(sql)).containsExactly(MAP_7);
    }

    @Test
    void parse_commentInsideTheComment_doesNotEndIt() {
        assertThat(SqlAuditTrail.parseAll("/* CARTO/3.0 (GPN:a /* x */; mapId:7) */ SELECT 1"))
                .singleElement()
                .returns(Optional.of("7"), SqlAuditTrail::mapId)
                .returns(Optional.of("a /* x */"), SqlAuditTrail::partner);
    }

    /** Cut at every place behind the mark, a trail holds exactly the values that were complete. */
    @Test
    void parse_cutAnywhere_keepsWhatWasComplete() {
        int end = COMMENT.length();
        for (int cut = COMMENT.indexOf("CARTO/") + "CARTO/".length(); cut < end; cut++) {
            String text = COMMENT.substring(0, cut);
            SqlAuditTrail trail = SqlAuditTrail.parse("SELECT 1; " + text).orElseThrow();

            assertThat(trail.truncated()).as(text).isTrue();
            assertThat(trail.version()).as(text).isEqualTo(text.length() > 12 ? "3.0" : "");
            assertThat(trail.partner()).as(text).isEqualTo(ifComplete(text, "GPN:CARTODB_Inc;", WHOLE.partner()));
            assertThat(trail.userId())
                    .as(text)
                    .isEqualTo(ifComplete(text, "USERID:auth0|685ab6bef3767efff1a98e98;", WHOLE.userId()));
            assertThat(trail.mapId())
                    .as(text)
                    .isEqualTo(ifComplete(text, "mapId:d4596571-611f-4a0a-a0ab-81dc2b27e9f5;", WHOLE.mapId()));
            assertThat(trail.workflowId()).as(text).isEqualTo(ifComplete(text, ")", WHOLE.workflowId()));
            assertThat(trail.others()).as(text).isEmpty();
        }
    }

    private static <T> Optional<T> ifComplete(String text, String proof, Optional<T> value) {
        return text.contains(proof) ? value : Optional.empty();
    }

    @Test
    void truncatedTrail_isAnotherThanTheWholeOne() {
        SqlAuditTrail cut =
                SqlAuditTrail.parse(COMMENT.substring(0, COMMENT.length() - 1)).orElseThrow();

        assertThat(cut).isNotEqualTo(WHOLE);
        assertThat(cut.format()).isEqualTo(COMMENT);
        assertThat(cut.toString()).contains("truncated");
    }

    @Test
    void format_cutBeforeTheVersion_isRefused() {
        SqlAuditTrail cut = SqlAuditTrail.parse("/* CARTO/3").orElseThrow();

        assertThatIllegalArgumentException().isThrownBy(cut::format).withMessageContaining("version");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a;b",
                "a)",
                "a*/ DROP TABLE t; --",
                "a*/",
                "a/*b",
                "a\nb",
                "a\rb",
                "a\u0085b",
                "a\u2028b",
                "a\u2029b",
                "a\0b",
                "a\tb"
            })
    void values_thatWouldBreakOut_areRefused(String value) {
        SqlAuditTrail trail = SqlAuditTrail.of("3.0");

        assertThatIllegalArgumentException().isThrownBy(() -> trail.withMapId(value));
        assertThatIllegalArgumentException().isThrownBy(() -> trail.withUserId(new UserId(value)));
        assertThatIllegalArgumentException().isThrownBy(() -> trail.with("other", value));
        assertThatIllegalArgumentException().isThrownBy(() -> trail.with(value, "other"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a:b", ":"})
    void names_thatAreNone_areRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SqlAuditTrail.of("3.0").with(name, "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v3", "3 0", "3.0)", "3.0*/", "3.0\n", "123456789012345678901"})
    void versions_thatAreNone_areRefused(String version) {
        assertThatIllegalArgumentException().isThrownBy(() -> SqlAuditTrail.of(version));
    }

    @Test
    void blankValue_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SqlAuditTrail.of("3.0").withMetric(" "))
                .withMessageContaining("CM");
    }

    @Test
    void format_valueReadWithALineBreak_isRefused() {
        SqlAuditTrail read =
                SqlAuditTrail.parse("/* CARTO/3.0 (CM:a\nb; mapId:7) */").orElseThrow();

        assertThat(read.metric()).contains("a\nb");
        assertThatIllegalArgumentException().isThrownBy(read::format);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a'b", "a(b", "a:b", "a\"b", "a$$b", "a--b", "*", "/", "a*", "/a", "größe", "a b", " padded "})
    void values_thatStayInside_comeBack(String value) {
        SqlAuditTrail trail = SqlAuditTrail.of("3.0")
                .withPartner(value)
                .withWorkflowId(value)
                .with("other", value)
                .with("last", value);

        assertThat(SqlAuditTrail.parseAll(trail.format() + " SELECT 'x'")).containsExactly(trail);
        assertThat(trail.partner()).contains(value.strip());
    }

    @Test
    void with_documentedName_setsTheValue() {
        assertThat(SqlAuditTrail.of("3.0").with("MAPID", "7")).isEqualTo(MAP_7);
        assertThat(MAP_7.with("mapId", "8").mapId()).contains("8");
        assertThat(MAP_7.mapId()).contains("7");
    }

    @Test
    void equality_isThatOfAllParts() {
        assertThat(MAP_7)
                .isNotEqualTo(SqlAuditTrail.of("3.1").withMapId("7"))
                .isNotEqualTo(SqlAuditTrail.of("3.0").withMapId("8"))
                .isNotEqualTo(MAP_7.with("x", "y"))
                .isNotEqualTo(null);
        assertThat(MAP_7).hasToString("SqlAuditTrail[version=3.0, {mapId=7}, {}]");
    }

    @Test
    void parseAll_list_isUnmodifiable() {
        List<SqlAuditTrail> trails = SqlAuditTrail.parseAll(SQL);

        assertThat(trails).isUnmodifiable();
    }
}
