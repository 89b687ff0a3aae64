module consumer {
    requires io.github.cartoactivity.duckdb;
    requires io.github.cartoactivity.testing;
}
