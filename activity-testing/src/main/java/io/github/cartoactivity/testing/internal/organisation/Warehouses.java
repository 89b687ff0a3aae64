package io.github.cartoactivity.testing.internal.organisation;

import java.util.List;

/** What is behind a connection. */
final class Warehouses {
    private static final List<String> PROVIDERS =
            List.of("bigquery", "snowflake", "redshift", "databricks", "postgres", "oracle");
    private static final List<String> METHODS = List.of("service_account", "oauth", "password", "key_pair");
    private static final List<String> SCHEMAS = List.of("sales", "logistics", "geo", "raw");
    private static final List<String> TABLES =
            List.of("stores", "routes", "parcels", "visits", "sensors", "districts", "trips", "prices");

    private Warehouses() {}

    static String provider(Thing connection) {
        return connection.life().place() == 0 ? PROVIDERS.get(0) : PROVIDERS.get(connection.trait(5, PROVIDERS.size()));
    }

    static String method(Thing connection) {
        return METHODS.get(connection.trait(6, METHODS.size()));
    }

    /** The fully qualified name of one of the connection's tables. */
    static String table(Thing connection, Dice dice) {
        return "acme-" + provider(connection) + "." + dice.pick(SCHEMAS) + "." + dice.pick(TABLES) + "_"
                + dice.below(30);
    }
}
