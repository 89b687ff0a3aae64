package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.ActivityJob;
import io.github.cartoactivity.client.SignedLink;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The links of one job. They expire; when one does, they are renewed once for all who are downloading. */
public final class LinkSource {
    private final List<SignedLink> links;
    private final Supplier<CompletableFuture<ActivityJob>> lookAtJob;
    private Map<SignedLink, URI> renewed = Map.of();
    private @Nullable CompletableFuture<Void> renewing;

    public LinkSource(ActivityJob job, Supplier<CompletableFuture<ActivityJob>> lookAtJob) {
        this.links = job.links();
        this.lookAtJob = lookAtJob;
    }

    /** The address of the file as it is known now. */
    synchronized URI current(SignedLink link) {
        return renewed.getOrDefault(link, link.uri());
    }

    /** Another address of the same file than the one that was refused; empty when the job has none. */
    CompletableFuture<Optional<URI>> renew(SignedLink link, URI refused) {
        return fresh(link, refused).thenApply(done -> known(link));
    }

    private synchronized Optional<URI> known(SignedLink link) {
        return Optional.ofNullable(renewed.get(link));
    }

    private synchronized CompletableFuture<Void> fresh(SignedLink link, URI refused) {
        if (!current(link).equals(refused)) {
            return CompletableFuture.completedFuture(null);
        }
        if (renewing != null) {
            return renewing.copy();
        }
        CompletableFuture<Void> request = lookAtJob.get().thenAccept(this::replace);
        renewing = request;
        request.whenComplete((done, failure) -> over(request));
        return request.copy();
    }

    private synchronized void replace(ActivityJob job) {
        renewed = FileIdentity.match(links, job.links());
    }

    private synchronized void over(CompletableFuture<Void> request) {
        if (renewing == request) {
            renewing = null;
        }
    }
}
