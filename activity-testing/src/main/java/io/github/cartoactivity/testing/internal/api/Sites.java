package io.github.cartoactivity.testing.internal.api;

import io.github.cartoactivity.model.UserRole;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.Fault;
import io.github.cartoactivity.testing.Plan;
import io.github.cartoactivity.testing.RecordedRequest;
import io.github.cartoactivity.testing.internal.faults.Refusals;
import io.github.cartoactivity.testing.internal.files.ObjectStore;
import io.github.cartoactivity.testing.internal.files.SignedLinks;
import io.github.cartoactivity.testing.internal.http.HttpHandler;
import io.github.cartoactivity.testing.internal.http.HttpServer;
import io.github.cartoactivity.testing.internal.http.Request;
import io.github.cartoactivity.testing.internal.http.ResponseWriter;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The three hosts that a client talks to, each with a port of its own: the token endpoint, the accounts API, and the
 * storage service.
 */
public final class Sites implements AutoCloseable {
    private static final Pattern JOB = Pattern.compile("/activity-data-jobs/[^/]+");
    private static final Pattern CANCEL = Pattern.compile("/activity-data-jobs/[^/]+/cancel");
    private static final int SIGNATURE_BYTES = 64;

    private final Journal journal;
    private final Refusals refusals;
    private final Secrets secrets = new Secrets();
    private final Tokens tokens;
    private final Access access;
    private final ObjectStore store;
    private final FrontDoor door;
    private final TokenService tokenService;
    private final FileService fileService;
    private final JobService jobService;
    private final HttpServer auth;
    private final HttpServer accounts;
    private final HttpServer files;
    private final List<Runnable> closings = new ArrayList<>();

    /** Starts all three. */
    public Sites(Settings settings, Plan plan, UserRole role, Function<RecordedRequest, Fault> script) {
        secrets.remember(settings.clientSecret());
        journal = new Journal(settings.clock());
        refusals = new Refusals(settings.clock());
        tokens = new Tokens(settings.clock(), settings.tokenLifetime(), secrets);
        access = new Access(tokens, plan, role);
        store = new ObjectStore(settings.csv(), settings.encoder());
        closings.add(store::close);
        SignedLinks links =
                new SignedLinks(settings.clock(), settings.linkLifetime(), () -> secrets.next(SIGNATURE_BYTES));
        door = new FrontDoor(journal, refusals, links, script);
        tokenService = new TokenService(tokens, access, settings.clientId(), settings.clientSecret());
        fileService = new FileService(links, store, settings.hashes());
        files = start("FakeCarto-files", this::files);
        jobService = new JobService(settings, access, links, files.uri());
        auth = start("FakeCarto-auth", this::auth);
        accounts = start("FakeCarto-accounts", this::accounts);
    }

    /** Starts one more server; when it cannot be, none is left over. */
    private HttpServer start(String name, HttpHandler handler) {
        try {
            HttpServer server = HttpServer.start(name, handler);
            closings.add(0, server::close);
            return server;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Where tokens come from. */
    public URI authUrl() {
        return auth.uri().resolve("/oauth/token");
    }

    /** Where jobs are made. */
    public URI accountsUrl() {
        return accounts.uri();
    }

    /** Where files lie. */
    public URI filesUrl() {
        return files.uri();
    }

    /** The record of requests. */
    public Journal journal() {
        return journal;
    }

    /** Everything that must not leak. */
    public Secrets secrets() {
        return secrets;
    }

    /** The tokens. */
    public Tokens tokens() {
        return tokens;
    }

    /** Plan and role. */
    public Access access() {
        return access;
    }

    /** The jobs. */
    public JobService jobs() {
        return jobService;
    }

    /** Requests that came to a wall. */
    public Refusals refusals() {
        return refusals;
    }

    /** How many connections to all three hosts are open. */
    public int openConnections() {
        return auth.openConnections() + accounts.openConnections() + files.openConnections();
    }

    @Override
    public void close() {
        closeAll(closings);
    }

    /** Closes all, whatever happens to some of them. */
    static void closeAll(List<Runnable> closings) {
        RuntimeException first = null;
        for (Runnable closing : closings) {
            try {
                closing.run();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private void auth(Request request, ResponseWriter out) throws IOException, InterruptedException {
        if (request.method().equals("POST") && request.path().equals("/oauth/token")) {
            door.pass(Endpoint.TOKEN, tokenService, request, out);
        } else {
            unknown(request, out);
        }
    }

    private void accounts(Request request, ResponseWriter out) throws IOException, InterruptedException {
        String path = request.path();
        if (request.method().equals("POST") && path.equals("/activity-data-jobs")) {
            door.pass(Endpoint.CREATE_JOB, jobService::create, request, out);
        } else if (request.method().equals("GET") && JOB.matcher(path).matches()) {
            door.pass(Endpoint.GET_JOB, jobService::get, request, out);
        } else if (request.method().equals("DELETE") && CANCEL.matcher(path).matches()) {
            door.pass(Endpoint.CANCEL_JOB, jobService::cancel, request, out);
        } else {
            unknown(request, out);
        }
    }

    private void files(Request request, ResponseWriter out) throws IOException, InterruptedException {
        if (request.method().equals("GET") && request.path().startsWith("/files/")) {
            door.pass(Endpoint.FILE, fileService, request, out);
        } else {
            unknown(request, out);
        }
    }

    private void unknown(Request request, ResponseWriter out) throws IOException, InterruptedException {
        door.pass(Endpoint.UNKNOWN, (any, faults) -> Answers.error(404, "Not found"), request, out);
    }
}
