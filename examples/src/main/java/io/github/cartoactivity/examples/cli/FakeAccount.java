package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.client.Credentials;
import io.github.cartoactivity.client.Endpoints;
import io.github.cartoactivity.duckdb.ParquetFiles;
import io.github.cartoactivity.testing.EndDate;
import io.github.cartoactivity.testing.FakeCarto;
import io.github.cartoactivity.testing.FakeOrganisation;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A CARTO on this machine, with an organisation that is the same whenever it is started.
 *
 * @param carto the server
 */
record FakeAccount(FakeCarto carto) implements AutoCloseable {
    private static final long SEED = 20_251_001;

    /**
     * Starts one.
     *
     * @param clock tells which days have passed, and who is there today
     * @param endDate how it reads the end of a range
     */
    static FakeAccount start(Clock clock, EndDate endDate) {
        FakeOrganisation organisation = FakeOrganisation.builder()
                .seed(SEED)
                .created(LocalDate.parse("2025-01-01"))
                .users(60)
                .groups(5)
                .eventsPerDay(600)
                .build();
        FakeCarto carto = FakeCarto.builder()
                .organisation(organisation)
                .parquetEncoder(ParquetFiles::write)
                .clock(clock)
                .endDate(endDate)
                .pollsUntilDone(2)
                .start();
        return new FakeAccount(carto);
    }

    Credentials credentials() {
        return Credentials.ofClient(carto.clientId(), carto.clientSecret());
    }

    Endpoints endpoints() {
        return new Endpoints(carto.authUrl(), carto.accountsUrl());
    }

    /** The variables that lead a program to it. */
    Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("CARTO_AUTH_URL", carto.authUrl().toString());
        variables.put("CARTO_ACCOUNTS_URL", carto.accountsUrl().toString());
        variables.put("CARTO_CLIENT_ID", carto.clientId());
        variables.put("CARTO_CLIENT_SECRET", carto.clientSecret());
        return variables;
    }

    @Override
    public void close() {
        carto.close();
    }
}
