/** Programs to copy from, and the carto-activity command line. Nothing is exported. */
module io.github.cartoactivity.examples {
    requires io.github.cartoactivity.duckdb;
    requires io.github.cartoactivity.testing;
    requires java.sql;
    requires static org.jspecify;

    // For SqlQuery.as(SomeRecord.class).
    opens io.github.cartoactivity.examples to
            io.github.cartoactivity.duckdb;
    opens io.github.cartoactivity.examples.cli to
            io.github.cartoactivity.duckdb;
}
