package io.github.cartoactivity.client;

import io.github.cartoactivity.client.ExportPiece.Fetched;
import io.github.cartoactivity.client.JobFiles.Staged;
import io.github.cartoactivity.client.internal.download.Staging;
import io.github.cartoactivity.client.internal.http.Async;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.CancelScope;
import io.github.cartoactivity.client.internal.http.Operation;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts the stages together: jobs side by side, each one's files as soon as it is done, publication at the end. */
final class ExportFlow {
    private final ClientParts parts;
    private final Call call;
    private final ExportRequest request;
    private final CallProgress progress;

    ExportFlow(ClientParts parts, Call call, ExportRequest request, CallProgress progress) {
        this.parts = parts;
        this.call = call;
        this.request = request;
        this.progress = progress;
    }

    CompletableFuture<Export> run() {
        Readiness.require(request.range(), Operation.of("Export"), parts.time().now());
        Staging staging = Staging.open(request.directory(), identity());
        CancelScope scope = call.scope().child();
        List<CompletableFuture<Fetched>> pieces = new ArrayList<>();
        List<JobRequest> jobs = request.jobs();
        progress.expectJobs(jobs.size(), request.categories());
        for (JobRequest job : jobs) {
            ExportPiece piece = new ExportPiece(parts, call.in(scope), call.scope(), job, staging, progress);
            pieces.add(parts.jobLanes().run(scope, piece::run));
        }
        CompletableFuture<List<ExportFile>> files = Async.all(pieces, scope)
                .thenApply(fetched -> staging.allOrNothing(() -> publish(staging, fetched)))
                .whenCompleteAsync(
                        (published, failure) -> {
                            scope.close();
                            staging.end(failure, call.scope().isCalledOff());
                        },
                        parts.aside());
        return files.thenApply(published -> new Export(request, published, progress.cost(), progress));
    }

    private String identity() {
        return request.range() + "|" + request.categories() + "|" + request.format() + "|" + parts.accountsUrl();
    }

    private List<ExportFile> publish(Staging staging, List<Fetched> fetched) {
        List<ExportFile> files = fetched.stream()
                .flatMap(piece -> publish(staging, piece))
                .sorted(Comparator.comparing(ExportFile::category))
                .toList();
        Set<Path> paths = files.stream().map(ExportFile::path).collect(Collectors.toSet());
        List<String> stems = request.jobs().stream()
                .flatMap(job -> job.categories().stream().map(category -> stem(category, job.range())))
                .toList();
        staging.removeOutdated(stems, request.format(), paths);
        return files;
    }

    private Stream<ExportFile> publish(Staging staging, Fetched piece) {
        DateRange range = piece.request().range();
        return piece.files().stream()
                .sorted(Comparator.comparing(file -> file.link().index()))
                .map(file -> published(staging, file, range));
    }

    private ExportFile published(Staging staging, Staged file, DateRange range) {
        ExportCategory category = file.link().category();
        Path path = staging.publish(
                file.path(), stem(category, range) + (file.link().index() + 1));
        return new ExportFile(path, category, request.format(), range, file.jobId(), staging.size(path));
    }

    private static String stem(ExportCategory category, DateRange range) {
        return category.wireName() + "_" + range.from() + "_" + range.last() + "_";
    }
}
