package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.Export;
import io.github.cartoactivity.client.ExportRequest;
import io.github.cartoactivity.duckdb.PlainDuckDb.Answer;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.FakeOrganisation;
import io.github.cartoactivity.testing.Oddity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Statements over an archive give what plain DuckDB gives over the exported files, rewritten or not; and those that can be
 * rewritten are.
 */
class RewritingTest {
    private static final DateRange WEEK = DateRange.ofDays(SyncRig.FIRST, SyncRig.FIRST.plusDays(6));
    private static final Pattern COLUMN = Pattern.compile("is read from the column (\\w+)");
    private static final String DESCRIBED = "DESCRIBE ";

    @TempDir
    private static Path directory;

    private static Data wellFormed;
    private static Data malformed;

    /** The same days as an archive and as exported files. */
    private record Data(ActivityArchive archive, ActivityDatabase on, ActivityDatabase off, Path export)
            implements AutoCloseable {
        @Override
        public void close() {
            on.close();
            off.close();
        }
    }

    @BeforeAll
    static void prepare() throws Exception {
        wellFormed = data("well-formed", OddPayloads.WELL_FORMED);
        malformed = data(
                "malformed",
                Stream.concat(OddPayloads.WELL_FORMED.stream(), OddPayloads.MALFORMED.stream())
                        .toList());
    }

    @AfterAll
    static void close() {
        wellFormed.close();
        malformed.close();
    }

    private static Data data(String name, List<String> payloads) throws Exception {
        Path root = Files.createDirectory(directory.resolve(name));
        FakeOrganisation organisation = FakeOrganisation.builder()
                .users(12)
                .eventsPerDay(60)
                .oddities(Oddity.NO_DATA, Oddity.SPECIAL_CHARACTERS, Oddity.UNKNOWN_TYPES, Oddity.EQUAL_EVENTS)
                .build();
        try (SyncRig rig = new SyncRig(
                root.resolve("archive"),
                "2025-10-08T05:00:00Z",
                carto -> carto.organisation(organisation).parquetEncoder(OddPayloads.added(payloads)))) {
            rig.sync();
            Export export =
                    rig.client.exportAndWait(ExportRequest.of(WEEK, Files.createDirectory(root.resolve("export")))
                            .withFormat(ExportFormat.PARQUET));
            assertThat(export.files()).isNotEmpty();
            return new Data(
                    rig.archive,
                    ActivityDatabase.open(rig.archive),
                    ActivityDatabase.open(
                            rig.archive, DatabaseOptions.defaults().withoutRewriting()),
                    root.resolve("export"));
        }
    }

    static List<RewritingCase> cases() {
        return RewritingCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void overOddPayloads_rewrittenOrNot_theAnswerIsTheSame(RewritingCase one) throws Exception {
        assertSame(one, wellFormed);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void overMalformedPayloadsToo_theAnswerOrTheErrorIsTheSame(RewritingCase one) throws Exception {
        assertSame(one, malformed);
    }

    private static void assertSame(RewritingCase one, Data data) throws Exception {
        try (PlainDuckDb plain = new PlainDuckDb(data.export())) {
            if (one.before().isEmpty()) {
                assertSame(one, plain, data.on(), data.off());
                return;
            }
            plain.execute(one.before().get());
            try (ActivityDatabase on = ActivityDatabase.open(data.archive());
                    ActivityDatabase off = ActivityDatabase.open(
                            data.archive(), DatabaseOptions.defaults().withoutRewriting())) {
                on.sql(one.before().get()).rows();
                off.sql(one.before().get()).rows();
                assertSame(one, plain, on, off);
            }
        }
    }

    private static void assertSame(RewritingCase one, PlainDuckDb plain, ActivityDatabase on, ActivityDatabase off) {
        assertExplained(one, on.sql(one.sql()).explain());
        Explanation switchedOff = off.sql(one.sql()).explain();
        assertThat(switchedOff.statement()).isEqualTo(one.sql());
        if (one.sql().startsWith("EXPLAIN")) {
            return; // A plan tells about files.
        }
        Answer expected = plain.answer(one.sql(), one.values());
        Answer rewritten = answer(on, one);
        Answer asWritten = answer(off, one);
        if (one.isOrdered()) {
            assertThat(rewritten).isEqualTo(expected);
            assertThat(asWritten).isEqualTo(expected);
        } else {
            assertThat(rewritten.sorted()).isEqualTo(expected.sorted());
            assertThat(asWritten.sorted()).isEqualTo(expected.sorted());
        }
    }

    private static void assertExplained(RewritingCase one, Explanation explanation) {
        Set<String> columns = new TreeSet<>();
        Matcher matcher = COLUMN.matcher(String.join("\n", explanation.notes()));
        while (matcher.find()) {
            columns.add(matcher.group(1));
        }
        assertThat(explanation.rewritten())
                .as("%s", explanation)
                .isEqualTo(one.asWritten().isEmpty());
        assertThat(columns).as("%s", explanation).containsExactlyInAnyOrderElementsOf(one.reads());
        one.asWritten().ifPresent(why -> {
            assertThat(explanation.statement()).isEqualTo(one.sql());
            assertThat(explanation.notes()).singleElement().asString().contains(why);
        });
    }

    /** The answer as the library gives it; the types are those that DuckDB tells of the statement that runs. */
    private static Answer answer(ActivityDatabase database, RewritingCase one) {
        SqlQuery query = database.sql(one.sql()).bind(one.values().toArray());
        try {
            List<Row> rows = query.rows();
            String ran = query.explain().statement();
            List<String> columns = database
                    .sql(DESCRIBED + ran)
                    .bind(one.values().toArray())
                    .rows()
                    .stream()
                    .map(row -> row.text("column_name") + " " + row.text("column_type"))
                    .toList();
            List<List<String>> values = rows.stream()
                    .map(row ->
                            row.asMap().values().stream().map(PlainDuckDb::text).toList())
                    .toList();
            return new Answer(columns, values, "");
        } catch (QueryException e) {
            return new Answer(List.of(), List.of(), PlainDuckDb.kind(e.getMessage()));
        }
    }

    @Test
    void theSet_isLargeAndRewritesMost() {
        assertThat(cases()).hasSizeGreaterThan(100);
        assertThat(cases().stream().filter(one -> one.asWritten().isEmpty())).hasSizeGreaterThan(70);
    }
}
