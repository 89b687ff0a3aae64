/** Activity Data as a local database. */
module io.github.cartoactivity.duckdb {
    requires transitive io.github.cartoactivity.client;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.datatype.jsr310;
    requires java.sql;
    requires duckdb.jdbc;
    requires static transitive org.jspecify;

    exports io.github.cartoactivity.duckdb;
    exports io.github.cartoactivity.duckdb.query;
}
