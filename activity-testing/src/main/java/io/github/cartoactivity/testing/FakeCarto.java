package io.github.cartoactivity.testing;

import io.github.cartoactivity.model.UserRole;
import io.github.cartoactivity.testing.internal.api.FileSplit;
import io.github.cartoactivity.testing.internal.api.Settings;
import io.github.cartoactivity.testing.internal.api.Sites;
import io.github.cartoactivity.testing.internal.files.CsvStyle;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CARTO's Activity Data API on loopback: real HTTP, the data of a {@link FakeOrganisation}, and {@link Fault}s on
 * request. For the tests of whatever fetches Activity Data; no account is needed.
 *
 * <pre>{@code
 * ManualClock clock = ManualClock.at("2025-10-08T05:00:00Z");
 * try (FakeCarto carto = FakeCarto.builder().clock(clock).start()) {
 *     carto.faults(Endpoint.TOKEN, new WireFault.Status(503));
 *     // export from carto.authUrl() and carto.accountsUrl() with carto.clientId() and carto.clientSecret()
 *     assertThat(carto.requests(Endpoint.TOKEN)).hasSize(2);
 * }
 * }</pre>
 *
 * <p>The token endpoint, the accounts API and the files have a port each, as they have a host each at CARTO. Thread-safe.
 * Closing ends all connections and threads and deletes all files.
 */
public final class FakeCarto implements AutoCloseable {
    private final Settings settings;
    private final Sites sites;
    private final Map<Endpoint, FaultScript> scripts = new EnumMap<>(Endpoint.class);

    private FakeCarto(Builder builder) {
        for (Endpoint endpoint : Endpoint.values()) {
            scripts.put(endpoint, new FaultScript(endpoint));
        }
        settings = builder.settings();
        sites = new Sites(
                settings,
                builder.plan,
                builder.role,
                request -> on(request.endpoint()).take(request));
    }

    /** {@return a running server with the defaults of {@link Builder}} */
    public static FakeCarto start() {
        return builder().start();
    }

    /** {@return the settings of a server, with defaults} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the loopback address of the whole token endpoint, for {@code CARTO_AUTH_URL}} */
    public URI authUrl() {
        return sites.authUrl();
    }

    /** {@return the loopback address of the accounts host, without a path, for {@code CARTO_ACCOUNTS_URL}} */
    public URI accountsUrl() {
        return sites.accountsUrl();
    }

    /** {@return the loopback address that the signed links lead to, without a path} */
    public URI filesUrl() {
        return sites.filesUrl();
    }

    /** {@return the client id that the token endpoint accepts} */
    public String clientId() {
        return settings.clientId();
    }

    /** {@return the client secret that the token endpoint accepts} */
    public String clientSecret() {
        return settings.clientSecret();
    }

    /**
     * A bearer token that the API accepts, as a user could bring one along.
     *
     * @return the token; it lives as long as others, and counts as issued
     */
    public String issueToken() {
        return sites.tokens().issue();
    }

    /** Ends all tokens that were given out so far: the API answers them with 401. */
    public void revokeTokens() {
        sites.tokens().revokeAll();
    }

    /** {@return the organisation whose data is served: the truth that a test compares with} */
    public FakeOrganisation organisation() {
        return settings.organisation();
    }

    /**
     * The script of one endpoint.
     *
     * @param endpoint which endpoint
     * @return its script, to be added to
     */
    public FaultScript on(Endpoint endpoint) {
        FaultScript script = scripts.get(endpoint);
        if (script == null) {
            throw new IllegalArgumentException("No script for " + endpoint);
        }
        return script;
    }

    /**
     * Faults for the coming requests to an endpoint, one each; short for {@code on(endpoint).next(faults)}.
     *
     * @param endpoint which endpoint
     * @param faults what goes wrong
     * @throws IllegalArgumentException if a fault cannot happen at the endpoint
     */
    public void faults(Endpoint endpoint, Fault... faults) {
        on(endpoint).next(faults);
    }

    /**
     * Changes the organisation's plan.
     *
     * @param plan the plan from now on
     */
    public void plan(Plan plan) {
        sites.access().plan(plan);
    }

    /**
     * Changes the role of the user that the tokens belong to.
     *
     * @param role the role from now on
     */
    public void role(UserRole role) {
        sites.access().role(role);
    }

    /** {@return all requests so far in an unmodifiable list, in the order in which they came} */
    public List<RecordedRequest> requests() {
        return sites.journal().requests();
    }

    /**
     * The requests to one endpoint so far, in the order in which they came.
     *
     * @param endpoint which endpoint
     * @return an unmodifiable list
     */
    public List<RecordedRequest> requests(Endpoint endpoint) {
        return requests().stream()
                .filter(request -> request.endpoint() == endpoint)
                .toList();
    }

    /** {@return all jobs as they are now in an unmodifiable list, in the order in which they were made} */
    public List<FakeJob> jobs() {
        return sites.jobs().jobs();
    }

    /** {@return how many tokens were given out, by {@link #issueToken()} too} */
    public int tokensIssued() {
        return sites.tokens().issued();
    }

    /** {@return how many connections are open now, at all three hosts} */
    public int openConnections() {
        return sites.openConnections();
    }

    /**
     * How many requests to an endpoint were in flight at once, at most.
     *
     * @param endpoint which endpoint
     * @return the number
     */
    public int mostInFlight(Endpoint endpoint) {
        return sites.journal().mostInFlight(endpoint);
    }

    /** {@return how many requests came while a {@link WireFault.Wall} stood} */
    public int impatientRequests() {
        return sites.refusals().impatientRequests();
    }

    /**
     * Everything that must never be seen in a log, a message or a file: the client secret, all tokens and all signatures
     * so far.
     *
     * @return the secrets, each long enough not to occur by chance
     */
    public Set<String> canaries() {
        return sites.secrets().all();
    }

    /** Ends all connections and threads and deletes all files. Closing again does nothing. */
    @Override
    public void close() {
        sites.close();
    }

    /** The settings of a server. Not thread-safe. */
    public static final class Builder {
        private FakeOrganisation organisation = FakeOrganisation.builder().build();
        private Clock clock = Clock.systemUTC();
        private @Nullable ParquetEncoder encoder;
        private int pollsUntilDone = 3;
        private FileSplit fileSplit = new FileSplit(20, 0);
        private Duration linkLifetime = Duration.ofHours(1);
        private Duration tokenLifetime = Duration.ofDays(1);
        private Plan plan = Plan.ENTERPRISE_LARGE;
        private UserRole role = UserRole.ADMIN;
        private String clientId = "fake-client-id";
        private String clientSecret = "fake-client-secret-7d1f0c52";
        private WireShape shape = WireShape.usual();
        private Set<CsvVariant> csv = Set.of();
        private TimestampStyle timestamps = TimestampStyle.ISO;
        private EndDate endDate = EndDate.EXCLUSIVE;
        private HashHeaders hashes = HashHeaders.GOOGLE;

        private Builder() {}

        /**
         * Whose data is served.
         *
         * @param value the organisation; a small one by default
         * @return this builder
         */
        public Builder organisation(FakeOrganisation value) {
            organisation = value;
            return this;
        }

        /**
         * The server's clock: which days are ready, when tokens and links end, who is in the list of users.
         *
         * @param value the clock; the system's by default
         * @return this builder
         */
        public Builder clock(Clock value) {
            clock = value;
            return this;
        }

        /**
         * What writes Parquet. Without it, a job for Parquet ends as a failure that says so.
         *
         * @param value the encoder
         * @return this builder
         */
        public Builder parquetEncoder(ParquetEncoder value) {
            encoder = value;
            return this;
        }

        /**
         * How many times a job has to be asked for until it has succeeded: first it is pending, then running.
         *
         * @param polls at least 1; 3 by default
         * @return this builder
         */
        public Builder pollsUntilDone(int polls) {
            pollsUntilDone = atLeastOne(polls);
            return this;
        }

        /**
         * How many days of {@code activity} and {@code apiUsage} a file holds at most.
         *
         * @param days at least 1; 20 by default
         * @return this builder
         */
        public Builder daysPerFile(int days) {
            fileSplit = new FileSplit(atLeastOne(days), 0);
            return this;
        }

        /**
         * How many files {@code activity} and {@code apiUsage} have each, whatever the range. A file may be without rows.
         *
         * @param files at least 1
         * @return this builder
         */
        public Builder filesPerTable(int files) {
            fileSplit = new FileSplit(1, atLeastOne(files));
            return this;
        }

        /**
         * How long a signed link works, by the server's clock.
         *
         * @param value the time; an hour by default
         * @return this builder
         */
        public Builder linkLifetime(Duration value) {
            linkLifetime = value;
            return this;
        }

        /**
         * How long a token works, by the server's clock, and what {@code expires_in} says.
         *
         * @param value the time; 24 hours by default
         * @return this builder
         */
        public Builder tokenLifetime(Duration value) {
            tokenLifetime = value;
            return this;
        }

        /**
         * The organisation's plan.
         *
         * @param value the plan; {@link Plan#ENTERPRISE_LARGE} by default
         * @return this builder
         */
        public Builder plan(Plan value) {
            plan = value;
            return this;
        }

        /**
         * The role of the user that tokens belong to.
         *
         * @param value the role; {@link UserRole#ADMIN} by default
         * @return this builder
         */
        public Builder role(UserRole value) {
            role = value;
            return this;
        }

        /**
         * The client id that the token endpoint accepts.
         *
         * @param value any text
         * @return this builder
         */
        public Builder clientId(String value) {
            clientId = value;
            return this;
        }

        /**
         * The client secret that the token endpoint accepts.
         *
         * @param value any text
         * @return this builder
         */
        public Builder clientSecret(String value) {
            clientSecret = value;
            return this;
        }

        /**
         * How a job's answer is spelled.
         *
         * @param value the shape; {@link WireShape#usual()} by default
         * @return this builder
         */
        public Builder wireShape(WireShape value) {
            shape = value;
            return this;
        }

        /**
         * In what CSV files differ from the plainest.
         *
         * @param variants any of them; none by default
         * @return this builder
         */
        public Builder csv(CsvVariant... variants) {
            csv = Set.of(variants);
            return this;
        }

        /**
         * How CSV files spell instants.
         *
         * @param style the style; {@link TimestampStyle#ISO} by default
         * @return this builder
         */
        public Builder timestamps(TimestampStyle style) {
            timestamps = style;
            return this;
        }

        /**
         * How the server reads a job's {@code endDate}.
         *
         * @param reading the reading; {@link EndDate#EXCLUSIVE} by default
         * @return this builder
         */
        public Builder endDate(EndDate reading) {
            endDate = reading;
            return this;
        }

        /**
         * How a file's hash is told.
         *
         * @param style the style; {@link HashHeaders#GOOGLE} by default
         * @return this builder
         */
        public Builder hashHeaders(HashHeaders style) {
            hashes = style;
            return this;
        }

        /**
         * Starts the server.
         *
         * @return a running server
         * @throws java.io.UncheckedIOException if no port of loopback can be listened to
         */
        public FakeCarto start() {
            return new FakeCarto(this);
        }

        private Settings settings() {
            return new Settings(
                    organisation,
                    clock,
                    encoder,
                    pollsUntilDone,
                    fileSplit,
                    linkLifetime,
                    tokenLifetime,
                    clientId,
                    clientSecret,
                    shape,
                    new CsvStyle(csv, timestamps),
                    endDate,
                    hashes);
        }

        private static int atLeastOne(int number) {
            if (number < 1) {
                throw new IllegalArgumentException("It has to be at least 1, not " + number);
            }
            return number;
        }
    }
}
