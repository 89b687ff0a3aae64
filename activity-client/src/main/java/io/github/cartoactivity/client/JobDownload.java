package io.github.cartoactivity.client;

import io.github.cartoactivity.client.JobFiles.Staged;
import io.github.cartoactivity.client.internal.download.Staging;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.CancelScope;
import io.github.cartoactivity.client.internal.http.Operation;
import io.github.cartoactivity.model.ExportCategory;
import java.nio.file.Path;
import java.util.ArrayList;
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
        Staging staging = Staging.open(directory, "job|" + job.id() + "|" + parts.accountsUrl());
        CancelScope scope = call.scope().child();
        return new JobFiles(parts, call.in(scope), job, staging)
                .fetch("job", any -> true, null)
                .thenApply(all -> staging.allOrNothing(() -> publish(staging, all)))
                .whenCompleteAsync(
                        (done, failure) -> {
                            scope.close();
                            staging.end(failure, call.scope().isCalledOff());
                        },
                        parts.aside());
    }

    private static Map<ExportCategory, List<Path>> publish(Staging staging, List<Staged> files) {
        Map<ExportCategory, List<Path>> published = new EnumMap<>(ExportCategory.class);
        for (Staged file : files) {
            ExportCategory category = file.link().category();
            String name = category.wireName() + "-" + (file.link().index() + 1);
            published.computeIfAbsent(category, any -> new ArrayList<>()).add(staging.publish(file.path(), name));
        }
        staging.removeTwins(published.values().stream().flatMap(List::stream).collect(Collectors.toSet()));
        published.replaceAll((category, paths) -> List.copyOf(paths));
        return published;
    }
}
