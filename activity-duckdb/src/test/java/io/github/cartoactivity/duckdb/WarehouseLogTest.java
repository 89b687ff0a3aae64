package io.github.cartoactivity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cartoactivity.duckdb.query.Top;
import io.github.cartoactivity.duckdb.query.WarehouseQueries;
import io.github.cartoactivity.duckdb.query.WarehouseQueries.CartoQuery;
import io.github.cartoactivity.duckdb.query.WarehouseQueries.CartoShare;
import io.github.cartoactivity.duckdb.query.WarehouseQueries.ObjectLoad;
import io.github.cartoactivity.model.DateRange;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs as people have them: other views, other forms, odd, broken, hostile, large. */
class WarehouseLogTest {
    private static final DateRange OCTOBER =
            DateRange.ofDays(LocalDate.parse("2025-10-01"), LocalDate.parse("2025-10-31"));
    private static final String TRAIL =
            "/* CARTO/3.0 (ACCID:ac_1; USERID:auth0|ann; CM:maps_api_tile_builder; connectionId:c1; mapId:m1) */ SELECT 1";

    @TempDir
    Path directory;

    private final ActivityDatabase database = ActivityDatabase.open(List.of());

    @AfterEach
    void close() {
        database.close();
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.writeString(directory.resolve(name), String.join("\n", lines) + "\n");
    }

    private <T> T with(WarehouseLog log, Function<WarehouseQueries, T> question) {
        try (WarehouseQueries warehouse = database.warehouse(log)) {
            return question.apply(warehouse);
        }
    }

    private LogContents contents(Path... files) {
        return with(WarehouseLog.of(files), WarehouseQueries::contents);
    }

    private List<CartoQuery> queries(Path... files) {
        return with(WarehouseLog.of(files), log -> log.queries(OCTOBER).list());
    }

    @Test
    void pgStatStatements_haveNoTime_andCountAllCalls() throws IOException {
        Path file = file(
                "statements.csv",
                "userid,dbid,queryid,query,calls,total_exec_time,rows",
                "10,5,-77,\"" + TRAIL + "\",40,1234.567,40",
                "10,5,-78,SELECT $1,60,1000.0,60");
        try (WarehouseQueries log = database.warehouse(WarehouseLog.of(file))) {
            assertThat(log.share(OCTOBER).list())
                    .containsExactly(new CartoShare(100, 40, null, null, null, null, 2234L, 1234L, 0, 0));
            assertThat(log.contents().withoutTime()).isEqualTo(2);
            assertThat(log.byMap(OCTOBER, Top.all()).list())
                    .containsExactly(new ObjectLoad("m1", null, 40, 1, null, null, 1234L, 1.0, null, null));
            assertThat(log.queries(OCTOBER).list())
                    .singleElement()
                    .satisfies(query -> assertThat(query.warehouseUser()).isEqualTo("10"));
        }
    }

    @Test
    void stlQuery_hasATextBesideAnIdNamedQuery() throws IOException {
        Path file = file(
                "stl.csv",
                "userid,query,label,xid,pid,database,querytxt,starttime,endtime,aborted",
                "100,17,default,1,2,dev,\"" + TRAIL + "\",2025-10-01 10:00:00.5,2025-10-01 10:00:02,1");
        assertThat(queries(file)).singleElement().satisfies(query -> {
            assertThat(query.queryId()).isEqualTo("17");
            assertThat(query.millis()).isEqualTo(1_500);
            assertThat(query.failed()).isTrue();
        });
        assertThat(contents(file).warehouse()).isEqualTo(Warehouse.REDSHIFT);
    }

    @Test
    void postgresLog_asJson_otherLinesAreNoQueries() throws IOException {
        Path file = file(
                "postgresql.json",
                "{\"timestamp\":\"2025-10-01 10:00:00.123 UTC\",\"user\":\"carto\",\"dbname\":\"d\",\"error_severity\":\"LOG\","
                        + "\"message\":\"duration: 12.5 ms  statement: " + TRAIL + "\"}",
                "{\"timestamp\":\"2025-10-01 10:00:01 UTC\",\"error_severity\":\"LOG\",\"message\":\"checkpoint starting: time\"}",
                "{\"timestamp\":\"2025-10-01 10:00:01 UTC\",\"message\":\"duration: 1.0 ms  parse <unnamed>: " + TRAIL
                        + "\"}",
                "{\"timestamp\":\"2025-10-01 10:00:02 UTC\",\"message\":\"statement: SELECT 2\"}");
        assertThat(contents(file)).satisfies(contents -> {
            assertThat(contents.warehouse()).isEqualTo(Warehouse.POSTGRESQL);
            assertThat(contents.rows()).isEqualTo(4);
            assertThat(contents.notQueries()).isEqualTo(2);
            assertThat(contents.queries()).isEqualTo(2);
        });
        assertThat(queries(file)).singleElement().satisfies(query -> {
            assertThat(query.millis()).isEqualTo(12);
            assertThat(query.sql()).isEqualTo(TRAIL);
            assertThat(query.warehouseUser()).isEqualTo("carto");
        });
    }

    @Test
    void scriptsOfBigQuery_countOnce_andJobsWithoutAQueryDoNot() throws IOException {
        Path file = file(
                "jobs.csv",
                "job_id,parent_job_id,job_type,creation_time,query,total_bytes_processed",
                "parent,,QUERY,2025-10-01 10:00:00 UTC,\"" + TRAIL + "; SELECT 2\",300",
                "child1,parent,QUERY,2025-10-01 10:00:01 UTC,\"" + TRAIL + "\",100",
                "child2,parent,QUERY,2025-10-01 10:00:02 UTC,SELECT 2,200",
                "orphan,elsewhere,QUERY,2025-10-01 10:00:02 UTC,\"" + TRAIL + "\",7",
                "load,,LOAD,2025-10-01 10:00:03 UTC,,5000",
                "parent,,QUERY,2025-10-01 10:00:00 UTC,\"" + TRAIL + "; SELECT 2\",300");
        assertThat(contents(file))
                .isEqualTo(new LogContents(Warehouse.BIGQUERY, 1, 6, 1, 2, 1, 2, 0, 0, 0, 2, 0, 0, 0));
        assertThat(queries(file)).extracting(CartoQuery::bytes).containsExactly(300L, 7L);
    }

    @Test
    void columns_areKnownInAnyCase_andFurtherOnesArePassedOver() throws IOException {
        Path file = file(
                "odd.csv",
                "Shoe Size,START_time,Query_Text,bytesScanned,\"weird \"\"name\"\"\"",
                "44,2025-10-02T00:00:00Z,\"" + TRAIL + "\",12,x",
                "45,,,,y");
        assertThat(queries(file)).singleElement().satisfies(query -> {
            assertThat(query.bytes()).isEqualTo(12);
            assertThat(query.millis()).isNull();
            assertThat(query.failed()).isNull();
        });
        assertThat(contents(file)).satisfies(contents -> {
            assertThat(contents.warehouse()).isEqualTo(Warehouse.SNOWFLAKE);
            assertThat(contents.withoutText()).isEqualTo(1);
            assertThat(contents.withoutTime()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2025-10-01 10:00:00.123456 UTC     | 2025-10-01T10:00:00.123456Z",
                "2025-10-01T10:00:00Z               | 2025-10-01T10:00:00Z",
                "2025-10-01 03:00:00.000 -0700      | 2025-10-01T10:00:00Z",
                "2025-10-01 12:00:00+02             | 2025-10-01T10:00:00Z",
                "1759312800                         | 2025-10-01T10:00:00Z",
                "1759312800123                      | 2025-10-01T10:00:00.123Z",
                "1759312800.25                      | 2025-10-01T10:00:00.250Z",
                "1.7593128E9                        | 2025-10-01T10:00:00Z",
            })
    void times_areUnderstoodInEverySpelling(String spelling, String instant) throws IOException {
        Path json = file(
                "one.json",
                "{\"creation_time\":\"" + spelling + "\",\"job_id\":\"a\",\"query\":\"" + TRAIL
                        + "\",\"total_bytes_processed\":\"9007199254740993\"}");
        assertThat(queries(json)).singleElement().satisfies(query -> {
            assertThat(query.ts()).hasToString(instant);
            assertThat(query.bytes()).isEqualTo(9_007_199_254_740_993L);
        });
    }

    @Test
    void gzipAndArraysAndDirectories_areRead() throws IOException {
        Path array = file(
                "array.json",
                "[ {\"job_id\": \"1\", \"query\": \"" + TRAIL + "\", \"user_email\": \"a\"},",
                "  {\"job_id\": \"2\", \"query\": null} ]");
        Path gzip = directory.resolve("more.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write(("job_id,query,user_email\n3,\"" + TRAIL + "\",b\n").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(contents(directory)).satisfies(contents -> {
            assertThat(contents.files()).isEqualTo(2);
            assertThat(contents.cartoQueries()).isEqualTo(2);
            assertThat(contents.withoutText()).isEqualTo(1);
        });
        assertThat(queries(array, gzip)).extracting(CartoQuery::queryId).containsExactlyInAnyOrder("1", "3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,2\n", "query_text,start_time\nSELECT 1,2025-10-01\n", "query\nSELECT 1\n"})
    void columnsThatDoNotTell_areRefusedWithWhatToDo(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("unknown.csv"), text);
        assertThatThrownBy(() -> contents(file)).isInstanceOfSatisfying(DataFileException.class, e -> {
            assertThat(e.file()).isEqualTo(file);
            assertThat(e.advice()).contains("WarehouseLog.from", "SNOWFLAKE");
        });
    }

    @Test
    void warehouseThatIsSaid_counts() throws IOException {
        Path file = file("unknown.csv", "query_text,start_time", "\"" + TRAIL + "\",2025-10-01");
        List<CartoShare> answer = with(
                WarehouseLog.of(file).from(Warehouse.REDSHIFT),
                log -> log.share(OCTOBER).list());
        assertThat(answer).extracting(CartoShare::cartoQueries).containsExactly(1L);
        assertThatThrownBy(() -> database.warehouse(WarehouseLog.of(file).from(Warehouse.DATABRICKS)))
                .isInstanceOf(DataFileException.class)
                .hasMessageContaining("statement_text")
                .hasMessageNotContaining("SNOWFLAKE");
    }

    @Test
    void logsOfTwoWarehouses_areReadOneByOne() throws IOException {
        Path first = file("1.csv", "statement_text,statement_id,read_bytes", "\"" + TRAIL + "\",a,1");
        Path second = file("2.csv", "query,job_id,user_email", "\"" + TRAIL + "\",a,b");
        assertThatThrownBy(() -> contents(first, second))
                .isInstanceOf(DataFileException.class)
                .hasMessageContaining("one by one");
        try (WarehouseQueries one = database.warehouse(WarehouseLog.of(first));
                WarehouseQueries other = database.warehouse(WarehouseLog.of(second))) {
            assertThat(one.table()).isNotEqualTo(other.table());
            assertThat(one.queries(OCTOBER).sql()).contains(one.table());
            assertThat(one.queries(OCTOBER).list().get(0).bytes()).isEqualTo(1);
            assertThat(other.queries(OCTOBER).list().get(0).warehouseUser()).isEqualTo("b");
            assertThat(database.sql("SELECT count(*) FROM " + one.table() + ", " + other.table())
                            .value(Long.class))
                    .contains(1L);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "csv  | job_id,query,creation_time\\na,SELECT 1,2025-10-01\\nb,SELECT 2,yesterday\\n          | row  | 2",
                "csv  | job_id,query,total_bytes_processed\\na,SELECT 1,1\\nb,SELECT 2,3\\nc,x,many\\n        | row  | 3",
                "csv  | job_id,query,total_bytes_processed\\na,SELECT 1,1\\nb,SELECT 2\\n                     | line | 3",
                "json | {\"job_id\":\"a\",\"query\":\"x\"}\\n{\"job_id\":\"b\" x}\\n{}\\n                  | line | 2",
                "json | {\"job_id\":\"a\",\"query\":\"x\",\"end_time\":\"then\",\"start_time\":\"2025-10-01\"}\\n | row  | 1",
            })
    void brokenRows_areAnErrorWithFileAndRow(String ending, String text, String unit, String number)
            throws IOException {
        Path file = Files.writeString(directory.resolve("broken." + ending), text.replace("\\n", "\n"));
        assertThatThrownBy(() -> contents(file)).isInstanceOfSatisfying(DataFileException.class, e -> {
            assertThat(e.file()).isEqualTo(file);
            assertThat(e.context()).containsEntry(unit, number);
            assertThat(e.advice()).isNotBlank();
        });
        Path good = file("good.csv", "job_id,query,user_email", "a,\"" + TRAIL + "\",b");
        assertThat(contents(good).cartoQueries()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "PAR1 and then nothing", "<html>", "PK\u0003\u0004", "{", "[1, 2", "\"", "\u0000\u0000"})
    void foreignFiles_areRefused(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("foreign.csv"), text);
        assertThatThrownBy(() -> contents(file)).isInstanceOf(DataFileException.class);
        assertThatThrownBy(() -> contents(directory.resolve("missing.csv"))).isInstanceOf(DataFileException.class);
    }

    @Test
    void directoryWithoutALog_isSaid() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        assertThatThrownBy(() -> contents(empty))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(".jsonl");
    }

    @Test
    @Timeout(120)
    void hostileTexts_areBounded() throws IOException {
        Path file = directory.resolve("hostile.csv");
        String open = "/* CARTO/3.0 (mapId:" + "m".repeat(1_200_000) + ") */";
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("job_id,query,user_email\n");
            for (String text : List.of(
                    open,
                    "/* CARTO/".repeat(100_000),
                    "/*".repeat(600_000) + "CARTO/3.0 (",
                    "'".repeat(1_500_000),
                    "/* CARTO/3.0 (USERID:" + "u".repeat(5_000) + "; x:1; x:2; ';DROP TABLE activity;--:y) */")) {
                out.write(text.length() + ",\"" + text + "\",\"" + "b".repeat(3_000) + "\"\n");
            }
        }
        assertThat(contents(file)).satisfies(contents -> {
            assertThat(contents.rows()).isEqualTo(5);
            assertThat(contents.cutTexts()).isEqualTo(3);
        });
        assertThat(queries(file)).isNotEmpty().allSatisfy(query -> {
            assertThat(query.sql().length()).isLessThanOrEqualTo(10_000);
            assertThat(String.valueOf(query.userId()).length()).isLessThanOrEqualTo(500);
            assertThat(String.valueOf(query.warehouseUser()).length()).isLessThanOrEqualTo(500);
        });
    }

    @Test
    void lockedDatabase_readsNoLog() throws IOException {
        Path file = file("log.csv", "job_id,query,user_email", "a,\"" + TRAIL + "\",b");
        try (ActivityDatabase locked =
                ActivityDatabase.open(List.of(), DatabaseOptions.defaults().locked())) {
            assertThatThrownBy(() -> locked.warehouse(WarehouseLog.of(file)))
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("locked")
                    .hasMessageContaining("Open another database");
        }
    }

    @Test
    void keptDatabaseFileAndOneStatementAtATime_areNoObstacle() throws IOException {
        Path file = file("log.csv", "job_id,query,user_email", "a,\"" + TRAIL + "\",b");
        Path kept = directory.resolve("kept.duckdb");
        DatabaseOptions options =
                DatabaseOptions.defaults().withDatabaseFile(kept).withMaxStatements(1);
        try (ActivityDatabase other = ActivityDatabase.open(List.of(), options);
                WarehouseQueries log = other.warehouse(WarehouseLog.of(file))) {
            assertThat(log.queries(OCTOBER).list()).hasSize(1);
        }
        try (ActivityDatabase inMemory = ActivityDatabase.open(
                        List.of(), DatabaseOptions.defaults().inMemory());
                WarehouseQueries log = inMemory.warehouse(WarehouseLog.of(file))) {
            assertThat(log.queries(OCTOBER).list()).hasSize(1);
        }
    }

    @Test
    void closedLog_isGone_whileItsReadersGoOn() throws IOException {
        Path file = file("log.csv", "job_id,query,user_email", "a,\"" + TRAIL + "\",b", "c,\"" + TRAIL + "\",b");
        WarehouseQueries log = database.warehouse(WarehouseLog.of(file));
        try (Stream<CartoQuery> stream = log.queries(OCTOBER).stream()) {
            log.close();
            log.close();
            assertThat(stream).hasSize(2);
        }
        assertThatThrownBy(() -> log.queries(OCTOBER).list()).isInstanceOf(QueryException.class);
        WarehouseQueries again = database.warehouse(WarehouseLog.of(file));
        database.close();
        again.close();
    }

    @Test
    void interrupt_stopsTheReading() throws IOException {
        Path file = file("log.csv", "job_id,query,user_email", "a,\"" + TRAIL + "\",b");
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> contents(file)).isInstanceOf(QueryCancelledException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(contents(file).rows()).isEqualTo(1);
    }

    @Test
    @Timeout(180)
    void manyRows_needLittleTimeAndMemory() throws IOException {
        Path file = directory.resolve("many.csv");
        int rows = 200_000;
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("job_id,creation_time,query,total_bytes_processed\n");
            for (int i = 0; i < rows; i++) {
                out.write("job" + i + ",2025-10-01 10:00:00 UTC,\"" + (i % 2 == 0 ? TRAIL : "SELECT 1") + " FROM t" + i
                        + " ".repeat(200) + "\"," + i + "\n");
            }
        }
        DatabaseOptions small =
                DatabaseOptions.defaults().withMemoryLimit(128L << 20).withTimeout(Duration.ofMinutes(1));
        try (ActivityDatabase other = ActivityDatabase.open(List.of(), small);
                WarehouseQueries log = other.warehouse(WarehouseLog.of(file))) {
            assertThat(log.share(OCTOBER).list())
                    .containsExactly(new CartoShare(
                            rows,
                            rows / 2,
                            rows * (rows - 1L) / 2,
                            rows / 2L * (rows / 2L - 1),
                            null,
                            null,
                            null,
                            null,
                            0,
                            0));
        }
    }
}
