package io.github.cartoactivity.client.internal.download;

import static java.util.concurrent.CompletableFuture.failedFuture;

import io.github.cartoactivity.client.SignedLink;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.Operation;
import io.github.cartoactivity.client.internal.http.RetryLoop;
import io.github.cartoactivity.client.internal.http.RetryLoop.Repeat;
import io.github.cartoactivity.client.spi.PrivateFiles;
import io.github.cartoactivity.model.ExportFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Fetches files: each whole, checked and safe on the disk under its name, or not at all. */
public final class Downloader {
    private final DownloadParts parts;

    public Downloader(DownloadParts parts) {
        this.parts = parts;
    }

    /**
     * Fetches one file.
     *
     * @param format what has to arrive; null for either
     * @param target where it goes, without extension; that depends on what arrives
     * @return the path with its extension
     */
    public CompletableFuture<Path> fetch(
            Call call, SignedLink link, LinkSource links, @Nullable ExportFormat format, Path target) {
        Call fetching = call.doing(Operation.of("Download file")
                .with("jobId", String.valueOf(call.jobId()))
                .with("category", link.category().wireName())
                .with("file", link.index() + 1)
                .with("host", String.valueOf(link.uri().getHost())));
        PartFile part;
        try {
            part = new PartFile(target);
        } catch (IOException e) {
            return failedFuture(PrivateFiles.failure("The file cannot be made", target, e));
        }
        call.listener().fileStarted(link);
        FileDownload download = new FileDownload(fetching, link, links, part, parts);
        return parts.retry()
                .run(fetching, Repeat.ALWAYS, new Checked(download, new ArrivalCheck(fetching, part, format)))
                .whenComplete((path, failure) -> close(part))
                .whenComplete((path, failure) -> {
                    if (failure == null) {
                        call.listener().fileFinished(link, part.length());
                    }
                });
    }

    private static void close(PartFile part) {
        try {
            part.close();
        } catch (IOException e) {
            throw PrivateFiles.failure("The unfinished file cannot be removed", part.whole(), e);
        }
    }

    /** An attempt is good only when what arrived has been checked. */
    private record Checked(FileDownload download, ArrivalCheck check) implements RetryLoop.Attempt<Path> {

        @Override
        public CompletableFuture<Path> start() {
            return download.start().thenApply(check::finish);
        }

        @Override
        public boolean madeProgress() {
            return download.madeProgress();
        }
    }
}
