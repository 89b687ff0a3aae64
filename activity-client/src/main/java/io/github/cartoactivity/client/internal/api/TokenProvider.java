package io.github.cartoactivity.client.internal.api;

import io.github.cartoactivity.client.Credentials;
import io.github.cartoactivity.client.internal.api.TokenFile.Stored;
import io.github.cartoactivity.client.internal.http.Async;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.CancelScope;
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
    private final CancelScope scope;
    private final @Nullable TokenFile file;
    private final WireFormat wire = new WireFormat();

    private @Nullable Stored held;
    private @Nullable TokenFlight underWay;

    /**
     * @param scope in which a token is obtained; it is nobody's in particular, so that a caller who gives up does not take
     *     the token away from the others
     * @param file where tokens are kept for other processes, or null
     */
    public TokenProvider(
            URI tokenUrl,
            Credentials credentials,
            HttpExchange exchange,
            Redaction redaction,
            Time time,
            CancelScope scope,
            @Nullable TokenFile file) {
        this.tokenUrl = tokenUrl;
        this.credentials = credentials;
        this.exchange = exchange;
        this.redaction = redaction;
        this.time = time;
        this.scope = scope;
        this.file = file;
        if (credentials instanceof Credentials.Client client) {
            redaction.protect(client.secret());
        } else if (credentials instanceof Credentials.AccessToken ready) {
            redaction.protect(ready.token());
        }
    }

    /** A token that is good for now, within the time of the call that waits for it. */
    CompletableFuture<String> token(Call waiting) {
        if (credentials instanceof Credentials.AccessToken ready) {
            return CompletableFuture.completedFuture(ready.token());
        }
        return heldOrNew((Credentials.Client) credentials, waiting);
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

    private synchronized CompletableFuture<String> heldOrNew(Credentials.Client client, Call waiting) {
        if (held != null && time.now().isBefore(held.renewAt())) {
            return CompletableFuture.completedFuture(held.token());
        }
        if (underWay != null) {
            return underWay.join(waiting);
        }
        Operation operation = Operation.obtainToken(String.valueOf(tokenUrl.getHost()));
        TokenFlight flight = new TokenFlight(operation, waiting, scope, time);
        underWay = flight;
        flight.start(call -> obtain(call, client, flight), () -> landed(flight));
        return flight.join(waiting);
    }

    private synchronized void landed(TokenFlight flight) {
        if (underWay == flight) {
            underWay = null;
        }
    }

    private CompletableFuture<String> obtain(Call call, Credentials.Client client, TokenFlight flight) {
        Supplier<CompletableFuture<String>> request = () -> Async.begin(() -> request(call, client, flight));
        return file == null ? request.get() : shared(call, request, file, 0);
    }

    /** The token of another process, or, while no other process obtains one, one of our own for all. */
    private CompletableFuture<String> shared(
            Call call, Supplier<CompletableFuture<String>> request, TokenFile tokens, int waits) {
        Optional<Stored> stored = tokens.read(time.now());
        if (stored.isPresent()) {
            return CompletableFuture.completedFuture(hold(stored.get()));
        }
        Optional<Closeable> lock = tokens.tryLock();
        if (lock.isEmpty() && waits < MAX_WAITS) {
            return call.scope().guard(time.sleep(WAIT)).thenCompose(awake -> shared(call, request, tokens, waits + 1));
        }
        // The former holder of the lock may have stored one since the first look.
        return tokens.read(time.now())
                .map(token -> CompletableFuture.completedFuture(hold(token)))
                .orElseGet(() -> request.get().thenApply(token -> kept(token, tokens)))
                .whenComplete((token, failure) -> lock.ifPresent(tokens::release));
    }

    private synchronized String kept(String token, TokenFile tokens) {
        if (held != null && held.token().equals(token)) {
            tokens.write(held);
        }
        return token;
    }

    private CompletableFuture<String> request(Call call, Credentials.Client client, TokenFlight flight) {
        HttpRequest request = HttpRequest.newBuilder(tokenUrl)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(wire.tokenForm(client.id(), client.secret())))
                .build();
        Instant asked = time.now();
        return exchange.send(call, request, Repeat.ALWAYS, MAX_ANSWER_BYTES, flight::pausing)
                .thenApply(answer -> {
                    WireFormat.Token token = wire.token(call.operation(), answer);
                    return hold(new Stored(
                            token.value(),
                            asked.plus(token.life().multipliedBy(9).dividedBy(10))));
                });
    }

    private synchronized String hold(Stored token) {
        redaction.protectToken(token.token());
        held = token;
        return token.token();
    }
}
