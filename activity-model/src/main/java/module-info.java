/** What CARTO Activity Data is: event types, rows, users, ids, ranges and the SQL audit trail. No I/O. */
module io.github.cartoactivity.model {
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.fasterxml.jackson.datatype.jsr310;
    requires static transitive org.jspecify;

    exports io.github.cartoactivity.model;
}
