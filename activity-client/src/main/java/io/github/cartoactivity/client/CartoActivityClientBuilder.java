package io.github.cartoactivity.client;

import io.github.cartoactivity.client.error.CredentialsException;
import io.github.cartoactivity.client.internal.api.AccountsApi;
import io.github.cartoactivity.client.internal.api.Afterwork;
import io.github.cartoactivity.client.internal.api.JobApi;
import io.github.cartoactivity.client.internal.api.JobPoller;
import io.github.cartoactivity.client.internal.api.TokenFile;
import io.github.cartoactivity.client.internal.api.TokenProvider;
import io.github.cartoactivity.client.internal.download.BlockPool;
import io.github.cartoactivity.client.internal.download.DownloadParts;
import io.github.cartoactivity.client.internal.download.Downloader;
import io.github.cartoactivity.client.internal.download.Lanes;
import io.github.cartoactivity.client.internal.download.LinkCheck;
import io.github.cartoactivity.client.internal.download.LinkGuard;
import io.github.cartoactivity.client.internal.download.SegmentRules;
import io.github.cartoactivity.client.internal.http.CancelScope;
import io.github.cartoactivity.client.internal.http.ErrorMapping;
import io.github.cartoactivity.client.internal.http.HttpExchange;
import io.github.cartoactivity.client.internal.http.HttpSender;
import io.github.cartoactivity.client.internal.http.Redaction;
import io.github.cartoactivity.client.internal.http.RetryLoop;
import io.github.cartoactivity.client.internal.http.RetryLoop.Repeat;
import io.github.cartoactivity.client.internal.http.SystemTime;
import io.github.cartoactivity.client.internal.http.Time;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sets up a {@link CartoActivityClient}. Everything has a default; what is set later wins.
 *
 * <pre>{@code
 * CartoActivityClient client = CartoActivityClient.builder()
 *         .credentials(Credentials.ofClient(id, secret))
 *         .timeouts(Timeouts.defaults().withTotal(Duration.ofHours(1)))
 *         .build();
 * }</pre>
 *
 * <p>Not for use by several threads.
 */
public final class CartoActivityClientBuilder {
    private @Nullable Credentials credentials;
    private @Nullable Endpoints endpoints;
    private @Nullable HttpClient httpClient;
    private @Nullable Executor executor;
    private @Nullable Path tokenFile;
    private @Nullable Time time;
    private Clock clock = Clock.systemUTC();
    private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
    private RetryPolicy retryPolicy = RetryPolicy.defaults();
    private PollSchedule pollSchedule = PollSchedule.defaults();
    private Timeouts timeouts = Timeouts.defaults();
    private ProgressListener listener = new ProgressListener() {};
    private RequestMapper requestMapper = (request, standard) -> standard;
    private Repeat createRepeat = Repeat.ONCE;
    private Set<String> fileHosts = Set.of();
    private int parallelJobs = 3;
    private int parallelDownloads = 16;
    private SegmentRules segmentRules = SegmentRules.defaults();
    private @Nullable BlockPool blocks;

    CartoActivityClientBuilder() {}

    /**
     * Who is asking.
     *
     * @param value by default {@link Credentials#fromEnvironment()}
     * @return this builder
     */
    public CartoActivityClientBuilder credentials(Credentials value) {
        credentials = value;
        return this;
    }

    /**
     * Where CARTO is.
     *
     * @param value by default {@link Endpoints#fromEnvironment()}
     * @return this builder
     */
    public CartoActivityClientBuilder endpoints(Endpoints value) {
        endpoints = value;
        return this;
    }

    /**
     * The HTTP client to send with, for a proxy or a trust store of one's own. It must not follow redirects. It stays
     * open when this client is closed. Its threads and its time to connect are its own: {@link #executor} and
     * {@link Timeouts#connect()} do not change them, and a connection that does not come is given up with
     * {@link Timeouts#answer()}.
     *
     * @param value by default a client of its own that honours the JVM's proxy settings
     * @return this builder
     * @throws IllegalArgumentException if it follows redirects, which could carry credentials to other hosts
     */
    public CartoActivityClientBuilder httpClient(HttpClient value) {
        if (value.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("The HTTP client must not follow redirects: use Redirect.NEVER");
        }
        httpClient = value;
        return this;
    }

    /**
     * The threads to work on, for short steps, none of which waits for an answer. What may take longer is the disk, to
     * which each connection writes what it brings: fewer threads than {@link #parallelDownloads} let files wait for each
     * other's writes.
     *
     * @param value by default daemon threads of its own
     * @return this builder
     */
    public CartoActivityClientBuilder executor(Executor value) {
        executor = value;
        return this;
    }

    /**
     * The clock that tells which days are ready and when a token has expired.
     *
     * @param value by default the system's
     * @return this builder
     */
    public CartoActivityClientBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /**
     * How often, and after what wait, failed requests are repeated.
     *
     * @param value by default {@link RetryPolicy#defaults()}
     * @return this builder
     */
    public CartoActivityClientBuilder retryPolicy(RetryPolicy value) {
        retryPolicy = value;
        return this;
    }

    /**
     * Whether a create request whose outcome is unknown, because no answer came, is sent again, at most once. The first
     * request may have created a job too; that costs the server some work and changes no data.
     *
     * @param value by default true
     * @return this builder
     */
    public CartoActivityClientBuilder repeatCreateWhenOutcomeUnknown(boolean value) {
        createRepeat = value ? Repeat.ONCE : Repeat.NEVER;
        return this;
    }

    /**
     * Keeps tokens in a file, so that programs that are started often need no new one each time; CARTO counts the tokens
     * that machine-to-machine clients obtain. The file is readable by its owner only, serves several clients and
     * endpoints, and may be used by several processes at the same time.
     *
     * @param value where the file is, by default nowhere; its directory is made if it is not there
     * @return this builder
     */
    public CartoActivityClientBuilder tokenFile(Path value) {
        tokenFile = value;
        return this;
    }

    /**
     * When jobs are asked for their status.
     *
     * @param value by default {@link PollSchedule#defaults()}
     * @return this builder
     */
    public CartoActivityClientBuilder pollSchedule(PollSchedule value) {
        pollSchedule = value;
        return this;
    }

    /**
     * How long to wait for what.
     *
     * @param value by default {@link Timeouts#defaults()}
     * @return this builder
     */
    public CartoActivityClientBuilder timeouts(Timeouts value) {
        timeouts = value;
        return this;
    }

    /**
     * Who hears what the client is doing.
     *
     * @param value by default nobody
     * @return this builder
     */
    public CartoActivityClientBuilder progressListener(ProgressListener value) {
        listener = value;
        return this;
    }

    /**
     * Adapts the body of create requests.
     *
     * @param value by default leaves it as it is
     * @return this builder
     */
    public CartoActivityClientBuilder requestMapper(RequestMapper value) {
        requestMapper = value;
        return this;
    }

    /**
     * How many jobs of an export run side by side.
     *
     * @param value at least 1, by default 3
     * @return this builder
     */
    public CartoActivityClientBuilder parallelJobs(int value) {
        parallelJobs = requirePositive("parallelJobs", value);
        return this;
    }

    /**
     * How many connections fetch files at the same time. A large file takes several of them when no other file waits,
     * provided the file host can send parts. When the host says that it has too much to do, there are fewer for a while.
     *
     * @param value at least 1, by default 16
     * @return this builder
     */
    public CartoActivityClientBuilder parallelDownloads(int value) {
        parallelDownloads = requirePositive("parallelDownloads", value);
        return this;
    }

    /**
     * The only hosts that files are fetched from, for those who want to know where data comes from. Whatever is set here,
     * files come over https and never from a private network.
     *
     * @param hosts names of hosts, such as {@code storage.googleapis.com}, or {@code .example.com} for all below a
     *     domain; by default any
     * @return this builder
     */
    public CartoActivityClientBuilder fileHosts(String... hosts) {
        fileHosts = Set.copyOf(List.of(hosts));
        return this;
    }

    /** For tests: all time, virtual or not. */
    CartoActivityClientBuilder time(Time value) {
        time = value;
        return this;
    }

    /** For tests: when a file is fetched over several connections. */
    CartoActivityClientBuilder segmentRules(SegmentRules value) {
        segmentRules = value;
        return this;
    }

    /** For tests: which files go past the system's cache. */
    CartoActivityClientBuilder blocks(BlockPool value) {
        blocks = value;
        return this;
    }

    /** For tests: jitter. */
    CartoActivityClientBuilder random(DoubleSupplier value) {
        random = value;
        return this;
    }

    /**
     * Makes the client. Nothing is sent yet.
     *
     * @return a new client, to be closed
     * @throws CredentialsException if there are no credentials
     */
    public CartoActivityClient build() {
        Endpoints where = endpoints == null ? Endpoints.fromEnvironment() : endpoints;
        Credentials who = credentials == null ? Credentials.fromEnvironment() : credentials;
        ClientThreads threads = new ClientThreads(executor, httpClient, this::newHttpClient);
        Time when = time == null ? new SystemTime(clock, threads.timer(), threads::aside) : time;
        CancelScope root = new CancelScope();
        return new CartoActivityClient(parts(where, who, threads, when), threads, timeouts.total(), listener, root);
    }

    private ClientParts parts(Endpoints where, Credentials who, ClientThreads threads, Time when) {
        Redaction redaction = new Redaction();
        ErrorMapping errors = new ErrorMapping(redaction, when);
        HttpSender sender = new HttpSender(threads::httpClient, when, errors);
        RetryLoop retry = new RetryLoop(retryPolicy, when, random);
        HttpExchange exchange = new HttpExchange(sender, retry, errors, timeouts.answer());
        Afterwork afterwork = new Afterwork(when);
        TokenProvider tokens = new TokenProvider(
                where.tokenUrl(), who, exchange, redaction, when, afterwork.scope(), tokenFile(where, who));
        JobApi jobs = new JobApi(new AccountsApi(tokens, exchange), where.accountsUrl(), requestMapper, createRepeat);
        Lanes fileLanes = new Lanes(parallelDownloads, when, retryPolicy.maxRetryAfter(), threads::aside);
        LinkGuard guard = new LinkGuard(Endpoints.isLoopback(where.accountsUrl()), fileHosts);
        LinkCheck links = new LinkCheck(guard, threads.lookUps(), when, timeouts.answer());
        return new ClientParts(
                jobs,
                new JobPoller(jobs, pollSchedule, when, random, redaction),
                new Downloader(new DownloadParts(
                        sender,
                        retry,
                        errors,
                        when,
                        timeouts,
                        links,
                        fileLanes,
                        segmentRules,
                        blocks == null ? BlockPool.defaults() : blocks,
                        threads.executor(),
                        threads::aside)),
                afterwork,
                new Lanes(parallelJobs, when, retryPolicy.maxRetryAfter(), threads::aside),
                threads::aside,
                when,
                where.accountsUrl());
    }

    private @Nullable TokenFile tokenFile(Endpoints where, Credentials who) {
        return tokenFile != null && who instanceof Credentials.Client client
                ? new TokenFile(tokenFile, where.tokenUrl(), client)
                : null;
    }

    /** HTTP/1.1: one connection per file, no shared stream limits, and no GOAWAY in the middle of a file. */
    private HttpClient newHttpClient(Executor threads) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeouts.connect())
                .executor(threads)
                .build();
    }

    private static int requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, not " + value);
        }
        return value;
    }
}
