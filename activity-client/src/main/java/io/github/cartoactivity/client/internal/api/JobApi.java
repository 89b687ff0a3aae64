package io.github.cartoactivity.client.internal.api;

import io.github.cartoactivity.client.ActivityJob;
import io.github.cartoactivity.client.JobRequest;
import io.github.cartoactivity.client.RequestMapper;
import io.github.cartoactivity.client.error.InvalidRequestException;
import io.github.cartoactivity.client.internal.http.Async;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.Operation;
import io.github.cartoactivity.client.internal.http.RetryLoop.Repeat;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.CompletableFuture;

/** Export jobs: create, look at, cancel. */
public final class JobApi {
    private final AccountsApi api;
    private final URI accountsUrl;
    private final RequestMapper mapper;
    private final Repeat createRepeat;
    private final WireFormat wire = new WireFormat();

    public JobApi(AccountsApi api, URI accountsUrl, RequestMapper mapper, Repeat createRepeat) {
        this.api = api;
        this.accountsUrl = accountsUrl;
        this.mapper = mapper;
        this.createRepeat = createRepeat;
    }

    /** Done as soon as requests can be sent; until then a call can be called off without anything having been sent. */
    public CompletableFuture<Void> ready(Call call) {
        return api.ready(call);
    }

    public CompletableFuture<ActivityJob> create(Call call, JobRequest request) {
        Operation creating = Operation.of("Create export job")
                .inDoubt("whether a job was created")
                .with("range", request.range())
                .with("categories", request.categories());
        HttpRequest.Builder post = to("").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(wire.json(mapper.map(request, wire.createBody(request)))));
        return api.send(call.doing(creating), post, createRepeat).thenApply(answer -> wire.job(creating, answer, null));
    }

    public CompletableFuture<ActivityJob> get(Call call, String jobId) {
        Operation looking = Operation.of("Look at export job").with("jobId", jobId);
        return api.send(call.doing(looking), to(WireFormat.pathSegment(jobId)).GET(), Repeat.ALWAYS)
                .thenApply(answer -> wire.job(looking, answer, jobId));
    }

    /** True when the job was cancelled, false when it had ended before. */
    public CompletableFuture<Boolean> cancel(Call call, String jobId) {
        Operation cancelling = Operation.of("Cancel export job").with("jobId", jobId);
        HttpRequest.Builder delete =
                to(WireFormat.pathSegment(jobId) + "/cancel").DELETE();
        return api.send(call.doing(cancelling), delete, Repeat.ALWAYS)
                .thenApply(answer -> true)
                .exceptionallyCompose(JobApi::alreadyFinished);
    }

    private static CompletableFuture<Boolean> alreadyFinished(Throwable thrown) {
        Throwable cause = Async.unwrap(thrown);
        boolean finished = cause instanceof InvalidRequestException refused && refused.statusCode() == 400;
        return finished ? CompletableFuture.completedFuture(false) : CompletableFuture.failedFuture(cause);
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(WireFormat.jobsUri(accountsUrl, path)).header("Accept", "application/json");
    }
}
