package io.github.cartoactivity.client.internal.http;

import io.github.cartoactivity.client.internal.http.RetryLoop.Repeat;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A request to the API with all its repetitions: gives an answer that is a success, or the error to report. */
public final class HttpExchange {
    private final HttpSender sender;
    private final RetryLoop retry;
    private final ErrorMapping errors;
    private final Duration answerTimeout;

    public HttpExchange(HttpSender sender, RetryLoop retry, ErrorMapping errors, Duration answerTimeout) {
        this.sender = sender;
        this.retry = retry;
        this.errors = errors;
        this.answerTimeout = answerTimeout;
    }

    public CompletableFuture<Answer> send(Call call, HttpRequest request, Repeat repeat, int maxBytes) {
        return retry.run(
                call,
                repeat,
                () -> sender.send(call, request, maxBytes, answerTimeout).thenApply(answer -> {
                    if (answer.isSuccess()) {
                        return answer;
                    }
                    throw errors.refused(call.operation(), answer);
                }));
    }
}
