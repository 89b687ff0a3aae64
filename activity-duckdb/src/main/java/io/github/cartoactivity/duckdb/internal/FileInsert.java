package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.model.DateRange;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Copies files into a table, one statement each, so that an error has a file. */
final class FileInsert {
    private static final String COUNTER = "left_out";

    private final Session session;
    private final String table;
    private final Function<SourceFile, String> select;
    private long leftOut;

    FileInsert(Session session, String table) {
        this(session, table, SourceSql::selectList);
    }

    /** Takes other columns than the table's own; {@code select} gives the select list for a file. */
    FileInsert(Session session, String table, Function<SourceFile, String> select) {
        this.session = session;
        this.table = table;
        this.select = select;
    }

    /** How many rows of all files lay outside their ranges. */
    long leftOut() {
        return leftOut;
    }

    /** Copies the rows of one file that lie in its range. */
    void add(SourceFile file) {
        FileRead.of(file.path(), session.watch(), maxLine -> insert(file, maxLine));
    }

    /**
     * Copies the rows of a later snapshot; of somebody who is in an earlier one too, the later row stays.
     */
    void addSnapshot(SourceFile file) {
        String key = Quoted.identifier(file.shape().columns().get(0).name());
        FileRead.of(
                file.path(),
                session.watch(),
                maxLine -> session.run("DELETE FROM " + table + " WHERE " + key + " IN (SELECT " + key + " FROM ("
                        + rows(file, maxLine) + "))"));
        add(file);
    }

    /** Rows outside the range are counted while they are left out, so that every file is read once. */
    private void insert(SourceFile file, long maxLine) throws SQLException {
        session.run("CREATE OR REPLACE SEQUENCE " + COUNTER);
        session.run("INSERT INTO " + table + " SELECT * FROM (" + rows(file, maxLine) + ")"
                + file.range().map(FileInsert::countingFilter).orElse(""));
        leftOut += session.count("SELECT coalesce(last_value, 0) FROM duckdb_sequences() WHERE sequence_name = "
                + Quoted.literal(COUNTER));
        session.run("DROP SEQUENCE " + COUNTER);
    }

    private String rows(SourceFile file, long maxLine) {
        String needed = file.shape().inEveryRow().stream()
                .map(column -> Quoted.identifier(column.name()))
                .map(name -> Spellings.needed(name) + " AS " + name)
                .collect(Collectors.joining(", "));
        return "SELECT * REPLACE (" + needed + ") FROM (SELECT " + select.apply(file) + " FROM "
                + SourceSql.scan(file, maxLine) + ")";
    }

    private static String countingFilter(DateRange range) {
        return " WHERE CASE WHEN " + SourceSql.inRange(range) + " THEN true ELSE nextval('" + COUNTER + "') < 0 END";
    }
}
