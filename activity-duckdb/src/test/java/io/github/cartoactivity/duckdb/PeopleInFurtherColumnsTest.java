package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.testing.ParquetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns that CARTO may add one day, with people in them. */
class PeopleInFurtherColumnsTest {
    private static final PseudonymKey KEY = PseudonymKey.of("a key that nobody knows".getBytes(StandardCharsets.UTF_8));
    private static final String ANN = "auth0|ann";
    private static final String EMAIL = "ann@acme.com";

    @TempDir
    private Path directory;

    @Test
    void forget_findsThePerson_inColumnsOfEveryKind() throws Exception {
        try (SyncRig rig = rig()) {
            rig.sync();
            assertThat(withAnn(rig)).isEqualTo(List.of(true, true, true, true));
            String types = types(rig);

            ForgetReport report = rig.archive.forget(ANN, KEY);

            assertThat(report.snapshots()).hasSize(1);
            assertThat(withAnn(rig)).isEqualTo(List.of(false, false, false, false));
            assertThat(types(rig)).isEqualTo(types);
            assertOthersStay(rig);
            assertThat(rig.archive.verify().isSound()).isTrue();
            assertThat(rig.archive.forget(ANN, KEY).rows()).isZero();
        }
    }

    @Test
    void syncWithPseudonyms_keepsNobody_inColumnsOfEveryKind() throws Exception {
        try (SyncRig rig = rig()) {
            rig.sync(rig.options().withPseudonyms(KEY));

            assertThat(withAnn(rig)).isEqualTo(List.of(false, false, false, false));
            assertThat(types(rig))
                    .contains("people: VARCHAR[]", "by_role: MAP(VARCHAR, VARCHAR)", "actor: STRUCT(", "extra: JSON");
            assertOthersStay(rig);
        }
    }

    @Test
    void syncAfterForgetting_doesNotBringThePersonBack() throws Exception {
        try (SyncRig rig = rig()) {
            rig.sync();
            rig.archive.forget(ANN, KEY);
            rig.sync(rig.options().withLookBack(2).withForgetting(KEY));

            assertThat(withAnn(rig)).isEqualTo(List.of(false, false, false, false));
        }
    }

    private SyncRig rig() {
        ParquetEncoder encoder = EncodedOnce.asking((category, rows) -> export(category, " FROM " + rows));
        return new SyncRig(directory, "2025-10-03T05:00:00Z", carto -> carto.parquetEncoder(encoder));
    }

    private static String export(ExportCategory category, String source) {
        return switch (category) {
            case ACTIVITY ->
                "SELECT *, ['auth0|ann', 'somebody'] AS people,"
                        + " {'id': 'auth0|ann', 'mails': ['ann@acme.com'], 'age': 42.5, 'at': ts,"
                        + " 'exact': 1234567890123456789012345678.0123456789::DECIMAL(38, 10), 'none': 'nan'::DOUBLE,"
                        + " 'nano': TIMESTAMP_NS '2025-10-01 00:00:00.123456789'} AS actor,"
                        + " CAST('{\"a\": [\"ann@acme.com\"], \"b\": 7}' AS JSON) AS extra,"
                        + " MAP {'owner': 'auth0|ann', 'guest': 'somebody'} AS by_role,"
                        + " MAP {'auth0|ann': 1, 'somebody': 2} AS by_person,"
                        + " MAP {'ann@acme.com': 1, 'ANN@acme.com': 2} AS twice,"
                        + " CAST('auth0|ann' AS BLOB) AS raw, [1, 2] AS numbers" + source;
            case API_USAGE -> "SELECT *, 'auth0|ann' AS owner, [['ann@acme.com']] AS owners" + source;
            case USER_LIST ->
                "SELECT * REPLACE ('auth0|ann' AS user_id, 'ann@acme.com' AS email), 'nobody' AS invited_by FROM (SELECT *"
                        + source
                        + " LIMIT 1) UNION ALL SELECT *, 'auth0|ann, ann@acme.com' AS invited_by FROM (SELECT *"
                        + source + " OFFSET 1)";
            case GROUP_LIST ->
                "SELECT * REPLACE ('ann@acme.com and friends' AS group_alias), ['auth0|ann'] AS owners" + source;
        };
    }

    private static List<Boolean> withAnn(SyncRig rig) {
        return List.of(ExportCategory.values()).stream()
                .map(category -> number(
                                rig,
                                "SELECT count(*) AS n FROM " + files(rig, category)
                                        + " AS file WHERE contains(CAST(file"
                                        + " AS VARCHAR), '" + ANN + "') OR contains(CAST(file AS VARCHAR), '" + EMAIL
                                        + "')")
                        > 0)
                .toList();
    }

    private static void assertOthersStay(SyncRig rig) {
        String rows = files(rig, ExportCategory.ACTIVITY);
        long all = number(rig, "SELECT count(*) AS n FROM " + rows);
        assertThat(all).isPositive();
        assertThat(number(
                        rig,
                        "SELECT count(*) AS n FROM " + rows + " WHERE people = ['" + KEY.pseudonym(ANN)
                                + "', 'somebody']"
                                + " AND actor.id = '" + KEY.pseudonym(ANN) + "' AND actor.mails = ['"
                                + KEY.pseudonymOfEmail(EMAIL) + "'] AND actor.age = 42.5 AND actor.at = ts"
                                + " AND CAST(extra ->> '$.b' AS INTEGER) = 7 AND by_role['guest'] = 'somebody'"
                                + " AND actor.exact = 1234567890123456789012345678.0123456789::DECIMAL(38, 10)"
                                + " AND isnan(actor.none)"
                                + " AND actor.nano = TIMESTAMP_NS '2025-10-01 00:00:00.123456789'"
                                + " AND by_person['" + KEY.pseudonym(ANN) + "'] = 1 AND by_person['somebody'] = 2"
                                + " AND numbers = [1, 2]"))
                .isEqualTo(all);
    }

    private static String types(SyncRig rig) {
        StringBuilder types = new StringBuilder();
        for (ExportCategory category : ExportCategory.values()) {
            try (ActivityDatabase database = ActivityDatabase.open(rig.archive)) {
                database.sql("DESCRIBE SELECT * FROM " + files(rig, category))
                        .rows()
                        .forEach(row -> types.append(row.text("column_name"))
                                .append(": ")
                                .append(row.text("column_type"))
                                .append('\n'));
            }
        }
        return types.toString();
    }

    private static String files(SyncRig rig, ExportCategory category) {
        return "read_parquet('" + rig.root() + "/" + category.wireName() + "/*/data.parquet')";
    }

    private static long number(SyncRig rig, String sql) {
        try (ActivityDatabase database = ActivityDatabase.open(rig.archive)) {
            return database.sql(sql).one().orElseThrow().number("n");
        }
    }
}
