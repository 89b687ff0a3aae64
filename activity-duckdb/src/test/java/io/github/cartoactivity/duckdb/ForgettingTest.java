package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cartoactivity.duckdb.SyncRig.Person;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.ParquetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who was forgotten stays forgotten, whatever is fetched afterwards. */
class ForgettingTest {
    private static final PseudonymKey KEY = key("a key that nobody knows");
    private static final PseudonymKey OTHER = key("another key of somebody");
    private static final String NOW = "2025-10-08T05:00:00Z";
    private static final DateRange WEEK = DateRange.ofDays(SyncRig.FIRST, LocalDate.parse("2025-10-07"));

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void aSyncThatLooksBack_andDaysToCome_doNotBringAPersonBack(ExportFormat format) throws Exception {
        try (SyncRig rig = new SyncRig(directory, NOW)) {
            SyncOptions options = rig.options().withFormat(format);
            rig.sync(options);
            Person ann = rig.busiest();
            long ofAnn = count(rig, "events WHERE user_id = ?", ann.id());
            rig.archive.forget(ann.id(), KEY);
            rig.clock.set(Instant.parse("2025-10-09T05:00:00Z"));
            SyncReport report = rig.sync(options.withLookBack(8).withForgetting(KEY));
            assertThat(report.replaced()).hasSize(7);
            assertThat(report.added()).hasSize(1);
            assertGone(rig, ann);
            assertThat(count(rig, "events WHERE user_id = ? AND ts < TIMESTAMP '2025-10-08'", KEY.pseudonym(ann.id())))
                    .isEqualTo(ofAnn);
            assertThat(count(rig, "activity"))
                    .isEqualTo(Truth.events(
                            rig.carto.organisation(), DateRange.ofDays(SyncRig.FIRST, LocalDate.parse("2025-10-08"))));
            assertThat(count(rig, "userList"))
                    .isEqualTo(
                            rig.carto.organisation().users(rig.clock.instant()).size() - 1L);
            assertThat(rig.archive.verify().problems()).isEmpty();
        }
    }

    @Test
    void aSyncWithoutTheKey_orWithAnother_isRefusedBeforeAnyRequest() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory, NOW)) {
            Person ann = rig.busiest();
            rig.archive.forget(ann.id(), KEY);
            int requests = rig.carto.requests().size();
            for (SyncOptions options : List.of(
                    rig.options().withLookBack(2),
                    rig.options().withLookBack(2).withForgetting(OTHER),
                    rig.options().withPseudonyms(OTHER))) {
                assertThatThrownBy(() -> rig.sync(options))
                        .isInstanceOf(ArchiveException.class)
                        .hasMessageContaining("withForgetting")
                        .hasMessageContaining(KEY.fingerprint())
                        .hasMessageNotContaining(ann.id());
            }
            assertThat(rig.carto.requests()).hasSize(requests);
            assertThatThrownBy(() -> rig.archive.forget("auth0|other", OTHER)).isInstanceOf(ArchiveException.class);
            assertGone(rig, ann);
        }
    }

    @Test
    void whoIsNowhereInTheArchive_isNotRemembered() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory, NOW)) {
            for (String nobody : List.of("auth0|typo", "nobody@example.com", "bigquery", "MapCreated", "shared")) {
                assertThat(rig.archive.forget(nobody, KEY).isEmpty()).isTrue();
            }
            assertThatIllegalArgumentException().isThrownBy(() -> rig.archive.forget(" ", KEY));
            assertThatIllegalArgumentException().isThrownBy(() -> rig.archive.forget("Public", KEY));
            assertThat(rig.root().resolve(".forgotten")).doesNotExist();
            rig.sync(rig.options().withLookBack(2));

            Person ann = rig.busiest();
            assertThat(rig.archive.forget(ann.id(), KEY).isEmpty()).isFalse();
            String list = Files.readString(rig.root().resolve(".forgotten"));
            assertThat(rig.archive.forget("auth0|typo", KEY).isEmpty()).isTrue();
            assertThat(rig.root().resolve(".forgotten")).hasContent(list);
        }
    }

    @Test
    void wordThatSomebodyHasAsId_isForgotten() throws Exception {
        Path odd = directory.resolve("a[b]*");
        try (SyncRig rig = new SyncRig(odd, NOW, carto -> carto.parquetEncoder(withJane(ExportCategory.API_USAGE)))) {
            rig.sync();
            assertThat(rig.archive.forget("jane", KEY).rows()).isPositive();
            assertThat(rig.archive.forget("jane", KEY).isEmpty()).isTrue();
            assertThat(count(rig, "apiUsage WHERE user_id = ?", "jane")).isZero();
            assertThat(count(rig, "apiUsage WHERE user_id = ?", KEY.pseudonym("jane")))
                    .isPositive();

            Files.delete(rig.root().resolve(".forgotten"));
            rig.archive.forget("jane", KEY);
            assertThat(rig.root().resolve(".forgotten")).content().contains(KEY.pseudonym("jane"));
        }
    }

    @Test
    void wordThatIsAnIdInTheListOnly_isForgotten_underAPseudonymToo() throws Exception {
        for (boolean everybody : List.of(false, true)) {
            Path place = directory.resolve("everybody-" + everybody);
            ParquetEncoder encoder = withJane(ExportCategory.USER_LIST);
            try (SyncRig rig = new SyncRig(place, NOW, carto -> carto.parquetEncoder(encoder))) {
                rig.sync(everybody ? rig.options().withPseudonyms(KEY) : rig.options());
                assertThat(rig.archive.forget("jane", KEY).snapshots()).hasSize(1);
                assertThat(count(rig, "userList")).isZero();
            }
        }
    }

    /** A table in which all is one user's. */
    private static ParquetEncoder withJane(ExportCategory ofTable) {
        return EncodedOnce.asking((category, rows) ->
                "SELECT " + (category == ofTable ? "* REPLACE ('jane' AS user_id)" : "*") + " FROM " + rows);
    }

    @Test
    void whatTheArchiveKeeps_tellsNobodyWhoItWas() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory, NOW)) {
            Person ann = rig.busiest();
            rig.archive.forget(ann.id(), KEY);
            Path list = rig.root().resolve(".forgotten");
            assertThat(Files.readString(list))
                    .contains(KEY.pseudonym(ann.id()), KEY.pseudonymOfEmail(ann.email()), KEY.fingerprint())
                    .doesNotContain(ann.id(), ann.email(), "nobody knows");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(list)))
                    .isEqualTo("rw-------");
            assertThat(rig.root().resolve(".staging")).doesNotExist();
        }
    }

    @Test
    void anAddressThatThePersonGetsLater_isForgottenToo() throws Exception {
        AtomicReference<String> rename = new AtomicReference<>("email");
        ParquetEncoder encoder = EncodedOnce.asking((category, rows) -> {
            String columns = category == ExportCategory.USER_LIST
                    ? "* REPLACE (" + rename.get() + " AS email)"
                    : category == ExportCategory.ACTIVITY
                            ? "* REPLACE (CASE WHEN data LIKE '{_%}' THEN data[:-2] || ',\"note\":\"new@example.com\"}' ELSE data END AS data)"
                            : "*";
            return "SELECT " + columns + " FROM " + rows;
        });
        try (SyncRig rig = new SyncRig(directory, NOW, carto -> carto.parquetEncoder(encoder))) {
            rig.sync();
            Person ann = rig.busiest();
            rig.archive.forget(ann.id(), KEY);
            rename.set("CASE WHEN user_id = '" + ann.id() + "' THEN 'New@example.com' ELSE email END");
            rig.clock.set(Instant.parse("2025-10-09T05:00:00Z"));
            rig.sync(rig.options().withForgetting(KEY));
            assertThat(count(rig, "activity WHERE ts >= TIMESTAMP '2025-10-08' AND data LIKE '%new@example.com%'"))
                    .isZero();
            assertThat(count(rig, "activity WHERE data LIKE '%" + KEY.pseudonymOfEmail("new@example.com") + "%'"))
                    .isPositive();
        }
    }

    @Test
    void forgettingThatWasInterrupted_isNotUndoneByASync() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory, NOW)) {
            Person ann = rig.busiest();
            Path day = rig.archive.days(ExportCategory.ACTIVITY).get(3).file();
            byte[] whole = Files.readAllBytes(day);
            byte[] torn = whole.clone();
            java.util.Arrays.fill(torn, 4, torn.length / 4, (byte) 0x55);
            Files.write(day, torn);
            assertThatThrownBy(() -> rig.archive.forget(ann.id(), KEY)).isInstanceOf(RuntimeException.class);
            rig.sync(rig.options().withForgetting(KEY).withDamageCheck(DamageCheck.CHECKSUMS));
            rig.archive.forget(ann.id(), KEY);
            assertGone(rig, ann);
            assertThat(rig.archive.verify(WEEK).problems()).isEmpty();
        }
    }

    @Test
    void f41_killedWhileForgetting_leavesWholeDays_andTheNextRunFinishes() throws Exception {
        try (SyncRig rig = SyncRig.synced(directory.resolve("archive"), NOW)) {
            Person ann = rig.busiest();
            long all = count(rig, "activity");
            int killed = 0;
            for (int time = 0; time < 6; time++) {
                killed += isKilledAfter(600 + 250 * time, rig.root(), ann.id()) ? 1 : 0;
                assertThat(rig.archive.verify(WEEK).problems()).isEmpty();
                assertThat(count(rig, "activity")).isEqualTo(all);
            }
            assertThat(killed).isPositive();
            rig.archive.forget(ann.id(), KEY);
            assertGone(rig, ann);
            assertThat(count(rig, "activity")).isEqualTo(all);
            assertThat(rig.root().resolve(".staging")).doesNotExist();
        }
    }

    private boolean isKilledAfter(long millis, Path archive, String user) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Forget.class.getName(),
                        archive.toString(),
                        user)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output.txt").toFile())
                .start();
        boolean ended = process.waitFor(millis, java.util.concurrent.TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        return !ended;
    }

    /** Forgets somebody, in a process of its own. */
    static final class Forget {
        private Forget() {}

        public static void main(String[] arguments) {
            ActivityArchive.open(Path.of(arguments[0])).forget(arguments[1], KEY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "carto-activity-forgotten-1 0 0\nanon-1\n", "something else"})
    void aDamagedList_isFoundAndNeverTakenForAnEmptyOne(String damaged) throws Exception {
        try (SyncRig rig = SyncRig.synced(directory, NOW)) {
            rig.archive.forget(rig.busiest().id(), KEY);
            Path list = rig.root().resolve(".forgotten");
            Files.writeString(list, damaged);
            assertThat(rig.archive.verify().problems())
                    .containsExactly(new ArchiveProblem(ArchiveProblem.Kind.DAMAGED, list));
            assertThatThrownBy(() -> rig.sync(rig.options().withForgetting(KEY)))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining(".forgotten");
        }
    }

    @Test
    void whereEverybodyHasAPseudonym_theSameKeyIsEnough() throws Exception {
        try (SyncRig rig = new SyncRig(directory, NOW)) {
            String ann = rig.carto
                    .organisation()
                    .users(Instant.parse(NOW))
                    .get(0)
                    .userId()
                    .value();
            rig.sync(rig.options().withPseudonyms(KEY));
            long people = count(rig, "userList");
            assertThat(rig.archive.forget(ann, KEY).snapshots()).hasSize(1);
            assertThat(count(rig, "userList")).isEqualTo(people - 1);
            rig.clock.set(Instant.parse("2025-10-09T05:00:00Z"));
            rig.sync(rig.options().withPseudonyms(KEY).withLookBack(3));
            assertThat(count(rig, "userList WHERE user_id = ?", KEY.pseudonym(ann)))
                    .isZero();
            assertThat(count(rig, "userList")).isPositive();
            assertThat(count(rig, "events WHERE user_id NOT LIKE 'anon-%' AND user_id <> 'public'"))
                    .isZero();
            assertThat(count(rig, "activity WHERE data LIKE '%@pseudonym.invalid@%'"))
                    .isZero();
        }
    }

    private static void assertGone(SyncRig rig, Person person) {
        for (String word : List.of(person.id(), person.email())) {
            assertThat(count(rig, "activity WHERE contains(data, ?)", word)).isZero();
        }
        for (String table : List.of("events", "apiUsage", "userList", "userListHistory")) {
            assertThat(count(rig, table + " WHERE user_id = ?", person.id()))
                    .as(table)
                    .isZero();
        }
        assertThat(count(rig, "userListHistory WHERE email = ?", person.email()))
                .isZero();
    }

    private static long count(SyncRig rig, String from, Object... values) {
        try (ActivityDatabase database = ActivityDatabase.open(rig.archive)) {
            return database.sql("SELECT count(*) AS n FROM " + from)
                    .bind(values)
                    .one()
                    .orElseThrow()
                    .number("n");
        }
    }

    private static PseudonymKey key(String text) {
        return PseudonymKey.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
