package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.ActivityJob;
import io.github.cartoactivity.client.SignedLink;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The links of one job. They expire; when one does, they are renewed once for all who are downloading. */
public final class LinkSource {
    private final Supplier<CompletableFuture<ActivityJob>> lookAtJob;
    private List<SignedLink> links;
    private @Nullable CompletableFuture<List<SignedLink>> renewing;

    public LinkSource(ActivityJob job, Supplier<CompletableFuture<ActivityJob>> lookAtJob) {
        this.links = job.links();
        this.lookAtJob = lookAtJob;
    }

    /** The address of the same file as it is known now. */
    synchronized URI current(SignedLink link) {
        return same(links, link).map(SignedLink::uri).orElse(link.uri());
    }

    /** Another address of the same file than the one that was refused; empty when the job has none. */
    CompletableFuture<Optional<URI>> renew(SignedLink link, URI refused) {
        return fresh(link, refused).thenApply(now -> same(now, link).map(SignedLink::uri));
    }

    private synchronized CompletableFuture<List<SignedLink>> fresh(SignedLink link, URI refused) {
        if (!current(link).equals(refused)) {
            return CompletableFuture.completedFuture(links);
        }
        if (renewing != null) {
            return renewing.copy();
        }
        CompletableFuture<List<SignedLink>> request = lookAtJob.get().thenApply(this::replace);
        renewing = request;
        request.whenComplete((now, failure) -> renewed(request));
        return request.copy();
    }

    private synchronized List<SignedLink> replace(ActivityJob job) {
        links = job.links();
        return links;
    }

    private synchronized void renewed(CompletableFuture<List<SignedLink>> request) {
        if (renewing == request) {
            renewing = null;
        }
    }

    private static Optional<SignedLink> same(List<SignedLink> links, SignedLink link) {
        return links.stream()
                .filter(other -> other.category() == link.category() && other.index() == link.index())
                .findFirst();
    }
}
