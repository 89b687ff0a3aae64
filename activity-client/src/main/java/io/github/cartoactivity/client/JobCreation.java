package io.github.cartoactivity.client;

import io.github.cartoactivity.client.internal.api.Afterwork;
import io.github.cartoactivity.client.internal.http.Async;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.CancelScope;
import java.util.concurrent.CompletableFuture;

/**
 * Creates jobs such that none is left over at the server: a caller who gives up while the request is on its way does not
 * stop it, because then nobody would know the job; instead the job is cancelled as soon as it is known.
 */
final class JobCreation {
    private final ClientParts parts;

    JobCreation(ClientParts parts) {
        this.parts = parts;
    }

    CompletableFuture<ActivityJob> create(Call call, JobRequest request) {
        if (call.scope().isCancelled()) {
            return call.scope().cancelledFuture();
        }
        Afterwork afterwork = parts.afterwork();
        CancelScope caller = call.scope();
        CompletableFuture<ActivityJob> created = parts.jobs()
                .ready(call)
                .thenCompose(ready -> caller.isCancelled()
                        ? caller.cancelledFuture()
                        : parts.jobs().create(call.in(afterwork.scope()), request));
        CompletableFuture<ActivityJob> result = new CompletableFuture<>();
        afterwork.track(created.whenComplete((job, failure) -> {
            if (failure != null) {
                result.completeExceptionally(Async.unwrap(failure));
                return;
            }
            call.listener().jobCreated(job.id(), request);
            if (!result.complete(job)) {
                afterwork.cancelJob(parts.jobs(), job.id());
            }
        }));
        return caller.guard(result);
    }
}
