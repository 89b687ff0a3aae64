package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.Export;
import io.github.cartoactivity.client.ExportRequest;
import io.github.cartoactivity.duckdb.query.Period;
import io.github.cartoactivity.duckdb.query.Top;
import io.github.cartoactivity.duckdb.query.TypedQuery;
import io.github.cartoactivity.model.DateRange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Typed questions over an archive have the answers that they have over an export of the same days. */
class ArchiveQuestionsTest {
    private static final DateRange WEEK = DateRange.ofDays(SyncRig.FIRST, SyncRig.FIRST.plusDays(6));

    @TempDir
    private static Path directory;

    private static ActivityDatabase ofArchive;
    private static ActivityDatabase ofExport;

    @BeforeAll
    static void open() throws Exception {
        try (SyncRig rig = new SyncRig(directory.resolve("archive"), "2025-10-08T05:00:00Z")) {
            rig.sync();
            ofArchive = ActivityDatabase.open(rig.archive);
            Export export = rig.client.exportAndWait(
                    ExportRequest.of(WEEK, Files.createDirectory(directory.resolve("export"))));
            ofExport = ActivityDatabase.open(export);
        }
    }

    @AfterAll
    static void close() {
        ofArchive.close();
        ofExport.close();
    }

    static List<Function<ActivityDatabase, TypedQuery<?>>> questions() {
        return List.of(
                database -> database.engagement().activeUsers(WEEK, Period.DAY),
                database -> database.engagement().mostActiveUsers(WEEK, Top.of(10)),
                database -> database.engagement().activityByDomain(WEEK),
                database -> database.engagement().rhythm(WEEK),
                database -> database.content().mapsPerDay(WEEK),
                database -> database.content().mostUsedMaps(WEEK, Top.of(10)),
                database -> database.content().providers(WEEK),
                database -> database.quota().usePerDay(WEEK),
                database -> database.quota().byUser(WEEK, Top.of(10)),
                database -> database.audit().securityEvents(WEEK));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void anArchive_answersLikeAnExport(Function<ActivityDatabase, TypedQuery<?>> question) {
        List<?> answer = question.apply(ofArchive).list();
        assertThat(answer).isNotEmpty().isEqualTo(question.apply(ofExport).list());
    }
}
