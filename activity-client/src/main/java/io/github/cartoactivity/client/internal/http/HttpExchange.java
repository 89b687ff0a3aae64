package io.github.cartoactivity.client.internal.http;

import io.github.cartoactivity.client.internal.http.RetryLoop.Attempt;
import io.github.cartoactivity.client.internal.http.RetryLoop.Repeat;
import io.github.cartoactivity.model.CartoActivityException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

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
        return send(call, request, repeat, maxBytes, (reason, wait) -> {});
    }

    /**
     * The same for those who want to know of the repetitions.
     *
     * @param pausing is told before each of them why it is needed, and after what wait it comes
     */
    public CompletableFuture<Answer> send(
            Call call,
            HttpRequest request,
            Repeat repeat,
            int maxBytes,
            BiConsumer<CartoActivityException, Duration> pausing) {
        return retry.run(call, repeat, new Attempt<>() {
            @Override
            public CompletableFuture<Answer> start() {
                return attempt(call, request, maxBytes);
            }

            @Override
            public void pausing(CartoActivityException reason, Duration wait) {
                pausing.accept(reason, wait);
            }
        });
    }

    private CompletableFuture<Answer> attempt(Call call, HttpRequest request, int maxBytes) {
        return sender.send(call, request, maxBytes, answerTimeout).thenApply(answer -> {
            if (answer.isSuccess()) {
                return answer;
            }
            throw errors.refused(call.operation(), answer);
        });
    }
}
