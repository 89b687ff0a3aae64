package io.github.cartoactivity.client;

import io.github.cartoactivity.client.internal.download.LinkSource;
import io.github.cartoactivity.client.internal.http.Async;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.Operation;
import io.github.cartoactivity.client.spi.PrivateFiles;
import io.github.cartoactivity.model.ExportCategory;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

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
        PrivateFiles.prepareDirectory(directory);
        LinkSource links = new LinkSource(job, () -> parts.jobs().get(call, job.id()));
        List<CompletableFuture<Map.Entry<ExportCategory, Path>>> files = job.links().stream()
                .map(link -> parts.fileLanes()
                        .run(() -> parts.downloader().fetch(call, link, links, null, target(link)))
                        .thenApply(path -> Map.entry(link.category(), path)))
                .toList();
        return Async.all(files, call.scope())
                .thenApply(all -> all.stream()
                        .collect(Collectors.groupingBy(
                                Map.Entry::getKey,
                                () -> new EnumMap<>(ExportCategory.class),
                                Collectors.mapping(Map.Entry::getValue, Collectors.toUnmodifiableList()))));
    }

    private Path target(SignedLink link) {
        return directory.resolve(link.category().wireName() + "-" + (link.index() + 1));
    }
}
