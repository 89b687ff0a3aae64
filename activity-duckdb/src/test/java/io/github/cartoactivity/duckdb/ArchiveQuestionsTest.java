package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.Export;
import io.github.cartoactivity.client.ExportRequest;
import io.github.cartoactivity.duckdb.query.AuditQueries;
import io.github.cartoactivity.duckdb.query.ContentQueries;
import io.github.cartoactivity.duckdb.query.EngagementQueries;
import io.github.cartoactivity.duckdb.query.Granularity;
import io.github.cartoactivity.duckdb.query.QuotaQueries;
import io.github.cartoactivity.duckdb.query.Top;
import io.github.cartoactivity.duckdb.query.TypedQuery;
import io.github.cartoactivity.model.ActivityEventType;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.UserId;
import io.github.cartoactivity.testing.FakeOrganisation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Typed questions over an archive have the answers that they have over an export of the same days. */
class ArchiveQuestionsTest {
    private static final DateRange WEEK = DateRange.ofDays(SyncRig.FIRST, SyncRig.FIRST.plusDays(6));

    @TempDir
    private static Path directory;

    private static final DateRange DAYS = new DateRange(WEEK.from().plusDays(2), WEEK.last());

    private static final DateRange AFTER = DateRange.ofDay(WEEK.toExclusive());

    /** Questions about what need not happen within four days. */
    private static final Set<String> RARE = Set.of("roleChanges", "activityExports", "groups", "madePublic");

    private static ActivityDatabase ofArchive;
    private static ActivityDatabase withoutFiles;
    private static ActivityDatabase inFile;
    private static ActivityDatabase ofExport;

    @BeforeAll
    static void open() throws Exception {
        try (SyncRig rig = new SyncRig(
                directory.resolve("archive"),
                "2025-10-08T05:00:00Z",
                carto -> carto.organisation(
                        FakeOrganisation.builder().users(60).eventsPerDay(4_000).build()))) {
            rig.sync();
            ofArchive = ActivityDatabase.open(rig.archive);
            withoutFiles = ActivityDatabase.open(
                    rig.archive, DatabaseOptions.defaults().withoutFiles());
            inFile = ActivityDatabase.open(
                    rig.archive, DatabaseOptions.defaults().withDatabaseFile(directory.resolve("kept.duckdb")));
            Export export = rig.client.exportAndWait(
                    ExportRequest.of(WEEK, Files.createDirectory(directory.resolve("export"))));
            ofExport = ActivityDatabase.open(export);
        }
    }

    @AfterAll
    static void close() {
        ofArchive.close();
        withoutFiles.close();
        inFile.close();
        ofExport.close();
    }

    static List<Arguments> questions() {
        return Stream.of(EngagementQueries.class, ContentQueries.class, QuotaQueries.class, AuditQueries.class)
                .flatMap(group -> Stream.of(group.getMethods()))
                .filter(method -> method.getReturnType() == TypedQuery.class)
                .map(method -> Arguments.of(Named.of(
                        method.getDeclaringClass().getSimpleName() + "." + method.getName()
                                + Arrays.toString(method.getParameterTypes()),
                        method)))
                .toList();
    }

    /** Part of the archive's days, so that what lies before and after has to be left out. */
    @ParameterizedTest
    @MethodSource("questions")
    void everyQuestion_isAnsweredByAnArchiveAsByAnExport(Method question) throws Exception {
        List<Object> answer = answer(ofExport, question);
        for (ActivityDatabase database : List.of(ofArchive, withoutFiles, inFile)) {
            assertThat(answer(database, question)).containsExactlyInAnyOrderElementsOf(answer);
        }
        if (!RARE.contains(question.getName())) {
            assertThat(answer).as(question.getName()).isNotEmpty();
        }
    }

    @Test
    void summary_ofAnArchive_isATableOnceItIsAskedFor() {
        assertThat(ofArchive.engagement().rhythm(DAYS).list()).isNotEmpty();

        assertThat(isTable(ofArchive, "user_days")).isTrue();
        assertThat(isTable(inFile, "user_days")).isTrue();
        assertThat(isTable(withoutFiles, "user_days")).isFalse();
    }

    private static boolean isTable(ActivityDatabase database, String name) {
        return database.sql("SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'carto' AND table_name = ?")
                        .bind(name)
                        .value(Long.class)
                        .orElseThrow()
                == 1;
    }

    private static List<Object> answer(ActivityDatabase database, Method question) throws Exception {
        List<Object> groups = List.of(database.engagement(), database.content(), database.quota(), database.audit());
        Object group = groups.stream()
                .filter(question.getDeclaringClass()::isInstance)
                .findFirst()
                .orElseThrow();
        List<Object> values = new ArrayList<>();
        for (Class<?> type : question.getParameterTypes()) {
            values.add(value(type, question, values));
        }
        return List.copyOf(((TypedQuery<?>) question.invoke(group, values.toArray())).list());
    }

    private static Object value(Class<?> type, Method question, List<Object> before) {
        if (type == DateRange.class) {
            return question.getName().equals("inactiveUsers") ? AFTER : DAYS;
        } else if (type == Top.class) {
            return Top.of(5);
        } else if (type == Granularity.class) {
            return Granularity.WEEK;
        } else if (type == LocalDate.class) {
            return DAYS.last();
        } else if (type == int.class) {
            return before.contains(8) ? 16 : 8;
        } else if (type == ActivityEventType.class) {
            return ActivityEventType.MAP_CREATED;
        } else if (type == UserId.class) {
            return new UserId(text("SELECT any_value(user_id ORDER BY user_id) FROM carto.trail WHERE audit"));
        } else if (question.getName().equals("ofType")) {
            return "MapUpdated";
        }
        return text("SELECT any_value(map_id ORDER BY map_id) FROM events WHERE type = 'MapUpdated'");
    }

    private static String text(String sql) {
        DateRange days = DAYS;
        return ofExport.sql(sql + " AND ts >= ? AND ts < ?")
                .bind(days.start(), days.end())
                .value(String.class)
                .orElseThrow();
    }
}
