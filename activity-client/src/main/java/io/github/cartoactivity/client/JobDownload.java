package io.github.cartoactivity.client;

import io.github.cartoactivity.client.internal.download.LinkSource;
import io.github.cartoactivity.client.internal.download.Staging;
import io.github.cartoactivity.client.internal.http.Async;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.CancelScope;
import io.github.cartoactivity.client.internal.http.Operation;
import io.github.cartoactivity.model.ExportCategory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The files of a job that the caller has waited for. */
final class JobDownload {
    private final ClientParts parts;
    private final Call call;
    private final ActivityJob job;
    private final Path directory;

    JobDownload(ClientParts parts, Call call, ActivityJob job, Path directory) {
        this.parts = parts;
        this.call = call.doing(Operation.of("Download").with("jobId", job.id()));
        this.job = job;
        this.directory = directory;
    }

    CompletableFuture<Map<ExportCategory, List<Path>>> run() {
        Staging staging = Staging.open(directory, "job|" + job.id() + "|" + parts.accountsUrl());
        CancelScope scope = call.scope().child();
        Call fetching = call.in(scope);
        LinkSource links = new LinkSource(job, () -> parts.jobs().get(fetching, job.id()));
        List<CompletableFuture<Waiting>> files = job.links().stream()
                .map(link -> fetched(fetching, staging, link, links))
                .toList();
        CompletableFuture<Map<ExportCategory, List<Path>>> published = Async.all(files, scope)
                .thenApply(all -> publish(staging, all))
                .whenComplete((done, failure) -> {
                    scope.close();
                    staging.end(failure, call.scope().isCancelled());
                });
        return published;
    }

    private record Waiting(SignedLink link, Path path) {}

    private CompletableFuture<Waiting> fetched(Call fetching, Staging staging, SignedLink link, LinkSource links) {
        Path place = staging.place("job", link, job.links());
        Optional<Path> whole = staging.whole(place);
        whole.ifPresent(file -> fetching.listener().fileReused(link, staging.size(file)));
        return whole.isPresent()
                ? CompletableFuture.completedFuture(new Waiting(link, whole.get()))
                : parts.downloader()
                        .fetch(fetching, link, links, null, place)
                        .thenApply(path -> new Waiting(link, path));
    }

    private static Map<ExportCategory, List<Path>> publish(Staging staging, List<Waiting> files) {
        Map<ExportCategory, List<Path>> published = new EnumMap<>(ExportCategory.class);
        for (Waiting file : files) {
            ExportCategory category = file.link().category();
            String name = category.wireName() + "-" + (file.link().index() + 1);
            published.computeIfAbsent(category, any -> new ArrayList<>()).add(staging.publish(file.path(), name));
        }
        published.replaceAll((category, paths) -> List.copyOf(paths));
        return published;
    }
}
