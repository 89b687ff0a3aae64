package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.UserRecord;
import io.github.cartoactivity.testing.ParquetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    private static final PseudonymKey KEY = PseudonymKey.of("a key that nobody knows".getBytes(StandardCharsets.UTF_8));
    private static final String NOW = "2025-10-08T05:00:00Z";

    @TempDir
    private Path directory;

    @Test
    void prune_removesOldDaysOnly_afterADryRunThatRemovesNone() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory, NOW)) {
            LocalDate keep = LocalDate.parse("2025-10-05");
            assertThat(rig.archive.prunable(keep).days()).hasSize(8);
            assertThat(rig.archive.verify().problems()).isEmpty();
            assertThat(rig.archive.prune(keep).days()).hasSize(8);
            Truth.assertHolds(
                    rig.archive, rig.carto.organisation(), DateRange.ofDays(keep, LocalDate.parse("2025-10-07")));
            assertThat(rig.archive.days(ExportCategory.USER_LIST)).hasSize(1);
        }
    }

    @Test
    void forget_replacesOnePersonAndNobodyElse() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory, NOW)) {
            String ann = rig.busiest().id();
            long ofAnn = count(rig, "events WHERE user_id = '" + ann + "'");
            long all = count(rig, "activity");
            long people = count(rig, "userListHistory");
            ForgetReport report = rig.archive.forget(ann, KEY);
            assertThat(report.pseudonym()).isEqualTo(KEY.pseudonym(ann));
            assertThat(report.emails()).isOne();
            assertThat(report.days()).isNotEmpty();
            assertThat(report.snapshots()).containsExactly(LocalDate.parse("2025-10-08"));
            assertThat(count(rig, "events WHERE user_id = '" + KEY.pseudonym(ann) + "'"))
                    .isEqualTo(ofAnn)
                    .isPositive();
            assertThat(count(rig, "events WHERE contains(data, '" + ann + "')")).isZero();
            assertThat(count(rig, "apiUsage WHERE user_id = '" + ann + "'")).isZero();
            assertThat(count(rig, "userListHistory WHERE user_id = '" + ann + "'"))
                    .isZero();
            assertThat(count(rig, "userListHistory")).isEqualTo(people - 1);
            assertThat(count(rig, "activity")).isEqualTo(all);
            assertThat(rig.archive.verify().problems()).isEmpty();
            assertThat(rig.archive.forget(ann, KEY).days()).isEmpty();
        }
    }

    @Test
    void f48_prune_removesWhatCannotBeRead_too_andSaysSo() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory, NOW)) {
            Path file = rig.archive.days(ExportCategory.ACTIVITY).get(1).file();
            Files.write(file, new byte[100]);
            LocalDate keep = LocalDate.parse("2025-10-05");
            PruneReport wouldGo = rig.archive.prunable(keep);
            assertThat(wouldGo.damaged()).containsExactly(file);
            assertThat(wouldGo.days()).hasSize(7);
            assertThat(file).exists();
            assertThat(rig.archive.prune(keep)).isEqualTo(wouldGo);
            assertThat(file.getParent()).doesNotExist();
            assertThat(rig.archive.prunable(keep)).isEqualTo(new PruneReport(List.of(), List.of()));
        }
    }

    @Test
    void f48_aUserListThatWasPutAside_isFoundByVerify_andPruned() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory, NOW)) {
            Path users = rig.archive.days(ExportCategory.USER_LIST).get(0).file();
            Files.write(users, new byte[100]);
            rig.clock.set(Instant.parse("2025-10-09T05:00:00Z"));
            rig.sync();
            Path aside = users.resolveSibling(".data.parquet.damaged");
            assertThat(rig.archive.verify().problems())
                    .containsExactly(new ArchiveProblem(ArchiveProblem.Kind.DAMAGED, aside));
            assertThat(rig.archive.prune(LocalDate.parse("2025-10-08")).damaged())
                    .isEmpty();
            assertThat(rig.archive.prune(LocalDate.parse("2025-10-09")).damaged())
                    .containsExactly(aside);
            assertThat(aside.getParent()).doesNotExist();
            assertThat(rig.archive.days(ExportCategory.USER_LIST)).hasSize(1);
            assertThat(rig.archive.verify().problems()).isEmpty();
        }
    }

    @Test
    void f48_forget_neverTakesDamageForSound() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory, NOW)) {
            String ann = rig.busiest().id();
            Path file = rig.archive.days(ExportCategory.ACTIVITY).get(2).file();
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 3] ^= 1;
            Files.write(file, bytes);
            assertThatThrownBy(() -> rig.archive.forget(ann, KEY))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("damaged");
            assertThat(rig.archive.verify().problems()).hasSize(1);
            rig.sync(rig.options().withDamageCheck(DamageCheck.CHECKSUMS));
            assertThat(rig.archive.forget(ann, KEY).rows()).isPositive();
            assertThat(rig.archive.verify().isSound()).isTrue();
        }
    }

    @Test
    void syncWithPseudonyms_findsWhoseIdsAreOfOtherKinds() throws Exception {
        String people = "SELECT type, ts, '{\"userId\":\"google-apps|jane@acme.com\",\"to\":\"o''brien@acme.com,"
                + " jörg@acme.com\",\"sql\":\"x = ''ann@acme.com''\",\"by\":\"oauth2|own|5f1\"}' AS data,"
                + " 'jane@acme.com' AS actor_email";
        ParquetEncoder encoder = EncodedOnce.asking((category, rows) -> {
            String select = switch (category) {
                case ACTIVITY -> people;
                case API_USAGE -> "SELECT * REPLACE ('a plain name' AS user_id)";
                case USER_LIST, GROUP_LIST -> "SELECT *";
            };
            return select + " FROM " + rows;
        });
        try (SyncRig rig = new SyncRig(directory, NOW, carto -> carto.parquetEncoder(encoder))) {
            rig.sync(rig.options().withPseudonyms(KEY));
            assertThat(count(rig, "events WHERE data LIKE '%acme.com%' OR data LIKE '%5f1%'"))
                    .isZero();
            assertThat(count(
                            rig,
                            "read_parquet('" + rig.root()
                                    + "/activity/*/data.parquet') WHERE actor_email LIKE '%acme.com%'"))
                    .isZero();
            assertThat(count(rig, "events WHERE user_id = '" + KEY.pseudonym("google-apps|jane@acme.com") + "'"))
                    .isPositive();
            assertThat(count(rig, "apiUsage WHERE user_id = '" + KEY.pseudonym("a plain name") + "'"))
                    .isPositive();
        }
    }

    @Test
    void syncWithPseudonyms_findsWhoeverActs_inTheTextOfOthersToo() throws Exception {
        String people =
                "SELECT type, ts, CASE WHEN hash(data) % 3 = 1 THEN NULL WHEN hash(data) % 3 = 0 THEN '{\"userId\":\"someidp|5f9\"}'"
                        + " ELSE '{\"file\":\"a/someidp%7C5f9.json\",\"q\":\"%22ann%40acme.com%22\"}' END AS data";
        ParquetEncoder encoder = EncodedOnce.asking(
                (category, rows) -> (category == ExportCategory.ACTIVITY ? people : "SELECT *") + " FROM " + rows);
        try (SyncRig rig = new SyncRig(directory, NOW, carto -> carto.parquetEncoder(encoder))) {
            rig.sync(rig.options().withPseudonyms(KEY));
            String pseudonym = KEY.pseudonym("someidp|5f9");
            assertThat(count(rig, "activity WHERE data LIKE '%5f9%' OR data LIKE '%acme%'"))
                    .isZero();
            assertThat(count(rig, "events WHERE user_id = '" + pseudonym + "'")).isPositive();
            assertThat(count(rig, "activity WHERE data LIKE '%\"a/" + pseudonym + ".json\"%'"))
                    .isPositive();
        }
    }

    @Test
    void forget_findsEverySpelling_andNoLongerId() throws Exception {
        List<String> payloads = List.of(
                "{\"userId\":\"auth0|ann\",\"note\":\"ANN@example.com, ann@example.com.\"}",
                "{\"a\":\"auth0\\u007cann\",\"b\":\"ann\\u0040example.com\",\"c\":\"x\\/y\"}",
                "{\"link\":\"https://x/?user=auth0%7Cann&mail=ann%40example.com\"}",
                "broken {\"userId\":\"auth0|ann\",",
                "{\"sql\":\"a = E'ann@example.com' OR b LIKE'ann@example.com' OR c = 'o'ann@example.com'\"}",
                "{\"userId\":\"auth0|ann2\",\"mail\":\"joann@example.com\",\"other\":\"ann@example.community\"}");
        StringBuilder csv = new StringBuilder("type,ts,data\n");
        for (String payload : payloads) {
            csv.append("MapUpdated,2025-10-01T00:00:00.000Z,\"")
                    .append(payload.replace("\"", "\"\""))
                    .append("\"\n");
        }
        Path source = Files.writeString(directory.resolve("one.csv"), csv);
        List<String> after = PersonTokensProbe.replaced(source, directory.resolve("one.parquet"), KEY);
        String id = KEY.pseudonym("auth0|ann");
        String mail = KEY.pseudonymOfEmail("ann@example.com");
        assertThat(after)
                .containsExactly(
                        "{\"userId\":\"" + id + "\",\"note\":\"" + mail + ", " + mail + ".\"}",
                        "{\"a\":\"" + id + "\",\"b\":\"" + mail + "\",\"c\":\"x\\/y\"}",
                        "{\"link\":\"https://x/?user=" + id + "&mail=" + mail + "\"}",
                        "broken {\"userId\":\"" + id + "\",",
                        "{\"sql\":\"a = E'" + mail + "' OR b LIKE'" + mail + "' OR c = 'o'" + mail + "'\"}",
                        payloads.get(5));
    }

    @Test
    void syncWithPseudonyms_keepsNobody_andCountsStayTheSame() throws Exception {
        try (SyncRig rig = new SyncRig(directory, NOW)) {
            rig.sync(rig.options().withPseudonyms(KEY));
            for (UserRecord user : rig.carto.organisation().users(Instant.parse(NOW))) {
                assertThat(count(rig, "events WHERE contains(data, '" + user.userId() + "')"))
                        .isZero();
            }
            assertThat(count(rig, "apiUsage WHERE user_id NOT LIKE 'anon-%' AND user_id <> 'public'"))
                    .isZero();
            assertThat(count(rig, "userList WHERE email LIKE '%example.com' OR user_id NOT LIKE 'anon-%'"))
                    .isZero();
            assertThat(count(rig, "events JOIN userList USING (user_id)")).isPositive();
            assertThat(count(rig, "activity"))
                    .isEqualTo(Truth.events(
                            rig.carto.organisation(),
                            DateRange.ofDays(LocalDate.parse("2025-10-01"), LocalDate.parse("2025-10-07"))));
        }
    }

    @Test
    void key_showsNothing_andIsLongEnough() {
        assertThat(KEY.toString()).doesNotContain("nobody");
        assertThatThrownBy(() -> PseudonymKey.of(new byte[15])).isInstanceOf(IllegalArgumentException.class);
    }

    private static long count(SyncRig rig, String from) {
        try (ActivityDatabase database = ActivityDatabase.open(rig.archive)) {
            return database.sql("SELECT count(*) AS n FROM " + from)
                    .one()
                    .orElseThrow()
                    .number("n");
        }
    }
}
