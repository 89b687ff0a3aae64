package io.github.cartoactivity.client;

import io.github.cartoactivity.client.internal.download.LinkSource;
import io.github.cartoactivity.client.internal.download.Staging;
import io.github.cartoactivity.client.internal.http.Async;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.model.ExportFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Brings the files of a job that has succeeded to the staging directory, but for those that an earlier run has left. */
final class JobFiles {
    /** A file that is whole and waits to be published. */
    record Staged(String jobId, SignedLink link, Path path) {}

    private final ClientParts parts;
    private final Call call;
    private final ActivityJob job;
    private final Staging staging;
    private final LinkSource links;

    JobFiles(ClientParts parts, Call call, ActivityJob job, Staging staging) {
        this.parts = parts;
        this.call = call;
        this.job = job;
        this.staging = staging;
        this.links = new LinkSource(job, () -> parts.jobs().get(call, job.id()));
    }

    /**
     * @param piece the job's name in the staging directory
     * @param format what the files have to be, or null if any format will do
     */
    CompletableFuture<List<Staged>> fetch(String piece, Predicate<SignedLink> wanted, @Nullable ExportFormat format) {
        List<CompletableFuture<Staged>> files = job.links().stream()
                .filter(wanted)
                .map(link -> file(staging.place(piece, link, job.links()), link, format))
                .toList();
        return Async.all(files, call.scope());
    }

    private CompletableFuture<Staged> file(Path place, SignedLink link, @Nullable ExportFormat format) {
        Optional<Path> whole = staging.whole(place);
        whole.ifPresent(file -> call.listener().fileReused(link, staging.size(file)));
        CompletableFuture<Path> path = whole.map(CompletableFuture::completedFuture)
                .orElseGet(() -> parts.downloader().fetch(call, link, links, format, place));
        return path.thenApply(file -> new Staged(job.id(), link, file));
    }
}
