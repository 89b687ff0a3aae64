package io.github.cartoactivity.client;

import io.github.cartoactivity.client.JobFiles.Staged;
import io.github.cartoactivity.client.error.AccessDeniedException;
import io.github.cartoactivity.client.error.DeadlineException;
import io.github.cartoactivity.client.error.FileGoneException;
import io.github.cartoactivity.client.error.IntegrityException;
import io.github.cartoactivity.client.error.InvalidRequestException;
import io.github.cartoactivity.client.error.JobCancelledException;
import io.github.cartoactivity.client.error.JobFailedException;
import io.github.cartoactivity.client.error.JobNotFoundException;
import io.github.cartoactivity.client.internal.download.Staging;
import io.github.cartoactivity.client.internal.http.Async;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.CancelScope;
import io.github.cartoactivity.client.internal.http.Operation;
import io.github.cartoactivity.model.ExportCategory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One job of an export on its way: created, or found again from an earlier run; awaited; its files fetched. */
final class ExportPiece {
    private static final Logger LOG = System.getLogger(ExportPiece.class.getName());

    /** What a job has brought. */
    record Fetched(JobRequest request, List<Staged> files) {}

    private final ClientParts parts;
    private final Call call;
    private final CancelScope caller;
    private final JobRequest request;
    private final Staging staging;
    private final CallProgress progress;

    /**
     * @param call called off when the export cannot succeed any more
     * @param caller called off when the user gives up
     */
    ExportPiece(
            ClientParts parts,
            Call call,
            CancelScope caller,
            JobRequest request,
            Staging staging,
            CallProgress progress) {
        this.parts = parts;
        this.call = call;
        this.caller = caller;
        this.request = request;
        this.staging = staging;
        this.progress = progress;
    }

    CompletableFuture<Fetched> run() {
        Optional<String> remembered = staging.rememberedJob(name());
        return (remembered.isPresent() ? remembered(remembered.get()) : createdAnew())
                .thenApply(files -> new Fetched(request, files));
    }

    /** In a scope of its own: when the remembered job turns out to be of no use, only its downloads are called off. */
    private CompletableFuture<List<Staged>> remembered(String jobId) {
        CancelScope attempt = call.scope().child();
        return Async.settle(finished(call.in(attempt), jobId), (files, thrown) -> {
            attempt.close();
            if (isOfNoUse(thrown)) {
                progress.jobDropped(jobId);
                return createdAnew();
            }
            return thrown != null
                    ? CompletableFuture.failedFuture(thrown)
                    : CompletableFuture.completedFuture(files == null ? List.of() : files);
        });
    }

    private static boolean isOfNoUse(@Nullable Throwable thrown) {
        return thrown instanceof JobNotFoundException
                || thrown instanceof JobFailedException
                || thrown instanceof JobCancelledException
                || thrown instanceof AccessDeniedException
                || thrown instanceof InvalidRequestException
                || thrown instanceof FileGoneException
                || thrown instanceof IntegrityException;
    }

    private CompletableFuture<List<Staged>> createdAnew() {
        return new JobCreation(parts).create(call, request).thenCompose(job -> {
            remember(job.id());
            return finished(call, job.id());
        });
    }

    /** In the place of an earlier job: only now, when there is another one, its files are of no more use. */
    private void remember(String jobId) {
        try {
            staging.forgetJob(name());
            staging.rememberJob(name(), jobId);
        } catch (RuntimeException e) {
            parts.afterwork().cancelJob(parts.jobs(), jobId);
            throw e;
        }
    }

    private CompletableFuture<List<Staged>> finished(Call attempt, String jobId) {
        Call waiting = attempt.doing(Operation.of("Export").with("jobId", jobId));
        return Async.settle(parts.poller().await(waiting, jobId), (job, thrown) -> {
            if (job != null) {
                return fetched(waiting, job);
            }
            // When another job has failed, this one goes on: the next run will find it.
            if (caller.isCalledOff() && !(thrown instanceof DeadlineException)) {
                parts.afterwork().cancelJob(parts.jobs(), jobId);
            }
            return CompletableFuture.failedFuture(thrown);
        });
    }

    private CompletableFuture<List<Staged>> fetched(Call waiting, ActivityJob job) {
        warnOfMissingTables(job);
        return new JobFiles(parts, waiting, job, staging)
                .fetch(name(), link -> request.categories().contains(link.category()), request.format());
    }

    /** A range without events is possible, but seldom; users and groups may well have none. */
    private void warnOfMissingTables(ActivityJob job) {
        request.categories().stream()
                .filter(ExportCategory::isTimed)
                .filter(category -> job.links().stream().noneMatch(link -> link.category() == category))
                .forEach(category -> LOG.log(
                        Level.WARNING,
                        "Export job {0} for {1} succeeded without any file of {2}",
                        job.id(),
                        request.range(),
                        category.wireName()));
    }

    /** What this piece is called among the pieces of its export. */
    private String name() {
        return request.range().from() + "_" + request.range().last();
    }
}
