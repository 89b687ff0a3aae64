/** The way from CARTO's Activity Data API to files and typed rows. */
module io.github.cartoactivity.client {
    requires transitive io.github.cartoactivity.model;
    requires com.fasterxml.jackson.databind;
    requires java.net.http;
    requires jdk.unsupported;
    requires static transitive org.jspecify;

    exports io.github.cartoactivity.client;
    exports io.github.cartoactivity.client.error;
    exports io.github.cartoactivity.client.spi;

    uses io.github.cartoactivity.client.spi.RowFormat;
}
