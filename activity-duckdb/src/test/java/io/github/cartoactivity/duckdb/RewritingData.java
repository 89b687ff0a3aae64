package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.client.ExportRequest;
import io.github.cartoactivity.duckdb.PlainDuckDb.Answer;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.FakeOrganisation;
import io.github.cartoactivity.testing.Oddity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * The same days of an organisation with oddities as an archive and as exported files.
 *
 * @param archive made by a sync
 * @param on the archive, with statements rewritten
 * @param off the archive, with statements as they are written
 * @param export the exported Parquet files
 * @param plain DuckDB over those
 */
record RewritingData(ActivityArchive archive, ActivityDatabase on, ActivityDatabase off, Path export, PlainDuckDb plain)
        implements AutoCloseable {
    private static final DateRange WEEK = DateRange.ofDays(SyncRig.FIRST, SyncRig.FIRST.plusDays(6));

    /** Makes both in a new directory; these payloads are added to the organisation's. */
    static RewritingData make(Path root, List<String> payloads) throws Exception {
        Files.createDirectory(root);
        Path export = Files.createDirectory(root.resolve("export"));
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
            rig.client.exportAndWait(ExportRequest.of(WEEK, export).withFormat(ExportFormat.PARQUET));
            return new RewritingData(
                    rig.archive,
                    ActivityDatabase.open(rig.archive),
                    ActivityDatabase.open(
                            rig.archive, DatabaseOptions.defaults().withoutRewriting()),
                    export,
                    new PlainDuckDb(export));
        }
    }

    /** The answer as the library gives it; the types are those that DuckDB tells of the statement that runs. */
    static Answer answer(ActivityDatabase database, String sql, List<Object> values) {
        SqlQuery query = database.sql(sql).bind(values.toArray());
        try {
            List<Row> rows = query.rows();
            String ran = query.explain().statement();
            List<String> columns = database.sql("DESCRIBE " + ran).bind(values.toArray()).rows().stream()
                    .map(row -> row.text("column_name") + " " + row.text("column_type"))
                    .toList();
            List<List<String>> texts = rows.stream()
                    .map(row ->
                            row.asMap().values().stream().map(PlainDuckDb::text).toList())
                    .toList();
            return new Answer(columns, texts, "");
        } catch (QueryException e) {
            return new Answer(List.of(), List.of(), PlainDuckDb.kind(e.getMessage()));
        }
    }

    @Override
    public void close() throws SQLException {
        on.close();
        off.close();
        plain.close();
    }
}
