/** FakeCarto: CARTO's Activity Data API on loopback, for tests. JDK only. */
module io.github.cartoactivity.testing {
    requires transitive io.github.cartoactivity.model;
    requires static transitive org.jspecify;

    exports io.github.cartoactivity.testing;
}
