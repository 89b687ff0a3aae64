package io.github.cartoactivity.client.internal.api;

import io.github.cartoactivity.client.error.AuthenticationException;
import io.github.cartoactivity.client.internal.http.Answer;
import io.github.cartoactivity.client.internal.http.Async;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.HttpExchange;
import io.github.cartoactivity.client.internal.http.RetryLoop.Repeat;
import java.net.http.HttpRequest;
import java.util.concurrent.CompletableFuture;

/** Requests to the accounts host, with the token. A refused token is replaced, and the request repeated, once. */
public final class AccountsApi {
    private static final int MAX_ANSWER_BYTES = 16 * 1024 * 1024;

    private final TokenProvider tokens;
    private final HttpExchange exchange;

    public AccountsApi(TokenProvider tokens, HttpExchange exchange) {
        this.tokens = tokens;
        this.exchange = exchange;
    }

    /** Done as soon as there is a token to send requests with. */
    CompletableFuture<Void> ready(Call call) {
        return tokens.token(call).thenAccept(token -> {});
    }

    CompletableFuture<Answer> send(Call call, HttpRequest.Builder request, Repeat repeat) {
        return tokens.token(call)
                .thenCompose(token -> sendWith(token, call, request, repeat)
                        .exceptionallyCompose(thrown -> afterFailure(thrown, token, call, request, repeat)));
    }

    private CompletableFuture<Answer> afterFailure(
            Throwable thrown, String token, Call call, HttpRequest.Builder request, Repeat repeat) {
        Throwable cause = Async.unwrap(thrown);
        if (!(cause instanceof AuthenticationException) || !tokens.isRenewable()) {
            return CompletableFuture.failedFuture(cause);
        }
        tokens.rejected(token);
        return tokens.token(call).thenCompose(fresh -> sendWith(fresh, call, request, repeat));
    }

    private CompletableFuture<Answer> sendWith(String token, Call call, HttpRequest.Builder request, Repeat repeat) {
        HttpRequest authorized =
                request.copy().setHeader("Authorization", "Bearer " + token).build();
        return exchange.send(call, authorized, repeat, MAX_ANSWER_BYTES);
    }
}
