package io.github.cartoactivity.client.internal.http;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Sends one request once, bounded in size and time. Follows no redirect, repeats nothing. */
public final class HttpSender {
    private final Supplier<HttpClient> client;
    private final Time time;
    private final ErrorMapping errors;

    public HttpSender(Supplier<HttpClient> client, Time time, ErrorMapping errors) {
        this.client = client;
        this.time = time;
        this.errors = errors;
    }

    /** The whole answer, whatever its status; fails with {@link AttemptFailure} when there is none in time. */
    public CompletableFuture<Answer> send(Call call, HttpRequest request, int maxBytes, Duration timeout) {
        return exchange(call, request, info -> new BoundedBody(maxBytes), timeout)
                .thenApply(response -> new Answer(response.statusCode(), response.headers(), response.body()));
    }

    /**
     * The answer once its body subscriber is done. The time-out covers all of it, so a subscriber that is to run longer
     * has to complete early and go on by itself.
     */
    public <T> CompletableFuture<HttpResponse<T>> exchange(
            Call call, HttpRequest request, BodyHandler<T> bodyHandler, Duration timeout) {
        if (call.scope().isCancelled()) {
            return call.scope().cancelledFuture();
        }
        Duration allowed =
                call.deadline().allows(timeout) ? timeout : call.deadline().left();
        AtomicBoolean late = new AtomicBoolean();
        CompletableFuture<HttpResponse<T>> exchange = client.get().sendAsync(named(request), bodyHandler);
        Time.Alarm alarm = time.alarm(allowed, () -> {
            late.set(true);
            exchange.cancel(true);
        });
        CompletableFuture<HttpResponse<T>> result = exchange.handle((response, thrown) -> {
            alarm.cancel();
            if (thrown == null) {
                return response;
            }
            Throwable cause =
                    late.get() ? new HttpTimeoutException("No whole answer within " + allowed) : Async.unwrap(thrown);
            throw errors.noAnswer(call.operation(), request.uri(), cause);
        });
        return call.scope().guard(result, exchange);
    }

    private static HttpRequest named(HttpRequest request) {
        return HttpRequest.newBuilder(request, (name, value) -> true)
                .setHeader("User-Agent", UserAgent.VALUE)
                .build();
    }
}
