package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.error.TransportException;
import io.github.cartoactivity.client.internal.http.AttemptFailure;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.Time;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Asks the guard about an address. A name server may take its time, so this is done on threads that do nothing else, and
 * nobody waits longer than for an answer of a server.
 *
 * @param threads where checks may wait
 * @param patience how long one may take
 */
public record LinkCheck(LinkGuard guard, Executor threads, Time time, Duration patience) {

    /** Fails with an {@link AttemptFailure} where nothing may be fetched from there. */
    CompletableFuture<Void> check(Call call, URI uri) {
        if (!guard.isSlow()) {
            return checked(call, uri);
        }
        CompletableFuture<Void> result = new CompletableFuture<>();
        Duration allowed =
                call.deadline().allows(patience) ? patience : call.deadline().left();
        Time.Alarm alarm = time.alarm(allowed, () -> result.completeExceptionally(late(call, allowed)));
        result.whenComplete((good, thrown) -> alarm.cancel());
        threads.execute(() -> checked(call, uri).whenComplete((good, thrown) -> {
            if (thrown == null) {
                result.complete(null);
            } else {
                result.completeExceptionally(thrown);
            }
        }));
        return call.scope().guard(result);
    }

    private CompletableFuture<Void> checked(Call call, URI uri) {
        try {
            guard.check(call.operation(), uri);
            return CompletableFuture.completedFuture(null);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static AttemptFailure late(Call call, Duration allowed) {
        return AttemptFailure.harmless(new TransportException(
                call.operation()
                        .failed("its host was not found within " + allowed, "Check the network and its name server")
                        .asRetryable(),
                null));
    }
}
