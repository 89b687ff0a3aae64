package io.github.cartoactivity.client.internal.api;

import io.github.cartoactivity.client.Credentials;
import io.github.cartoactivity.client.internal.api.TokenFile.Stored;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.HttpExchange;
import io.github.cartoactivity.client.internal.http.Operation;
import io.github.cartoactivity.client.internal.http.Redaction;
import io.github.cartoactivity.client.internal.http.RetryLoop.Repeat;
import io.github.cartoactivity.client.internal.http.Time;
import java.io.Closeable;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The client's one token. It is obtained when first needed and again when nine tenths of its life are over, by one
 * request however many callers ask at the same time.
 */
public final class TokenProvider {
    private static final int MAX_ANSWER_BYTES = 64 * 1024;
    private static final Duration WAIT = Duration.ofMillis(200);
    private static final int MAX_WAITS = 50;

    private final URI tokenUrl;
    private final Credentials credentials;
    private final HttpExchange exchange;
    private final Redaction redaction;
    private final Time time;
    private final Supplier<Call> ownCall;
    private final @Nullable TokenFile file;
    private final WireFormat wire = new WireFormat();

    private @Nullable Stored held;
    private @Nullable CompletableFuture<String> underWay;

    /**
     * @param ownCall gives the call under which a token is obtained; it is nobody's in particular, so that a caller who
     *     gives up does not take the token away from the others
     * @param file where tokens are kept for other processes, or null
     */
    public TokenProvider(
            URI tokenUrl,
            Credentials credentials,
            HttpExchange exchange,
            Redaction redaction,
            Time time,
            Supplier<Call> ownCall,
            @Nullable TokenFile file) {
        this.tokenUrl = tokenUrl;
        this.credentials = credentials;
        this.exchange = exchange;
        this.redaction = redaction;
        this.time = time;
        this.ownCall = ownCall;
        this.file = file;
        if (credentials instanceof Credentials.Client client) {
            redaction.protect(client.secret());
        } else if (credentials instanceof Credentials.AccessToken ready) {
            redaction.protect(ready.token());
        }
    }

    /** A token that is good for now. */
    CompletableFuture<String> token(Call waiting) {
        if (credentials instanceof Credentials.AccessToken ready) {
            return CompletableFuture.completedFuture(ready.token());
        }
        return waiting.scope().guard(heldOrNew((Credentials.Client) credentials).copy());
    }

    /** Whether a refused token can be replaced by another. */
    boolean isRenewable() {
        return credentials instanceof Credentials.Client;
    }

    /** The server refused this token: it is dropped, unless another has taken its place already. */
    synchronized void rejected(String token) {
        if (held != null && held.token().equals(token)) {
            held = null;
        }
        if (file != null) {
            file.remove(token);
        }
    }

    private synchronized CompletableFuture<String> heldOrNew(Credentials.Client client) {
        if (held != null && time.now().isBefore(held.renewAt())) {
            return CompletableFuture.completedFuture(held.token());
        }
        if (underWay == null) {
            CompletableFuture<String> request = obtain(client);
            underWay = request;
            request.whenComplete((token, failure) -> landed(request));
            if (request.isDone()) {
                underWay = null;
            }
            return request;
        }
        return underWay;
    }

    private synchronized void landed(CompletableFuture<String> request) {
        if (underWay == request) {
            underWay = null;
        }
    }

    private CompletableFuture<String> obtain(Credentials.Client client) {
        Call call = ownCall.get().doing(Operation.obtainToken(String.valueOf(tokenUrl.getHost())));
        return file == null ? request(call, client) : shared(call, client, file, 0);
    }

    /** The token of another process, or, while no other process obtains one, one of our own for all. */
    private CompletableFuture<String> shared(Call call, Credentials.Client client, TokenFile tokens, int waits) {
        Optional<Stored> stored = tokens.read(time.now());
        if (stored.isPresent()) {
            return CompletableFuture.completedFuture(hold(stored.get()));
        }
        Optional<Closeable> lock = tokens.tryLock();
        if (lock.isEmpty() && waits < MAX_WAITS) {
            return call.scope().guard(time.sleep(WAIT)).thenCompose(awake -> shared(call, client, tokens, waits + 1));
        }
        // The former holder of the lock may have stored one since the first look.
        return tokens.read(time.now())
                .map(token -> CompletableFuture.completedFuture(hold(token)))
                .orElseGet(() -> request(call, client).thenApply(token -> kept(token, tokens)))
                .whenComplete((token, failure) -> lock.ifPresent(tokens::release));
    }

    private synchronized String kept(String token, TokenFile tokens) {
        if (held != null && held.token().equals(token)) {
            tokens.write(held);
        }
        return token;
    }

    private CompletableFuture<String> request(Call call, Credentials.Client client) {
        HttpRequest request = HttpRequest.newBuilder(tokenUrl)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(wire.tokenForm(client.id(), client.secret())))
                .build();
        Instant asked = time.now();
        return exchange.send(call, request, Repeat.ALWAYS, MAX_ANSWER_BYTES).thenApply(answer -> {
            WireFormat.Token token = wire.token(call.operation(), answer);
            return hold(new Stored(
                    token.value(), asked.plus(token.life().multipliedBy(9).dividedBy(10))));
        });
    }

    private synchronized String hold(Stored token) {
        redaction.protectToken(token.token());
        held = token;
        return token.token();
    }
}
