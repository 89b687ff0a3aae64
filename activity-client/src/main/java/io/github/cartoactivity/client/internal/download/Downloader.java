package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.SignedLink;
import io.github.cartoactivity.client.internal.download.Lanes.Turn;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.Operation;
import io.github.cartoactivity.client.internal.http.RetryLoop;
import io.github.cartoactivity.client.internal.http.RetryLoop.Repeat;
import io.github.cartoactivity.client.spi.PrivateFiles;
import io.github.cartoactivity.model.ExportFormat;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Fetches files: each whole, checked and safe on the disk under its name, or not at all. */
public final class Downloader {
    private final DownloadParts parts;

    public Downloader(DownloadParts parts) {
        this.parts = parts;
    }

    /**
     * Fetches one file when a lane is free.
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
        PartFile part =
                new PartFile(target, parts.executor(), parts.segmentRules().flushAfter());
        FileDownload download = new FileDownload(fetching, link, links, part, parts);
        Fetch fetch = new Fetch(fetching, link, part, download, new ArrivalCheck(fetching, part, format));
        return parts.retry()
                .run(fetching, Repeat.ALWAYS, fetch)
                .whenCompleteAsync((path, failure) -> leave(part, download.isOfUseLater()), parts.aside());
    }

    private static void leave(PartFile part, boolean isOfUseLater) {
        try {
            part.leave(isOfUseLater);
        } catch (IOException e) {
            throw PrivateFiles.failure("The unfinished file cannot be removed", part.whole(), e);
        }
    }

    /** An attempt takes a lane, and is good only when what arrived has been checked. */
    private final class Fetch implements RetryLoop.Attempt<Path> {
        private final Call call;
        private final SignedLink link;
        private final PartFile part;
        private final FileDownload download;
        private final ArrivalCheck check;
        private boolean begun;

        Fetch(Call call, SignedLink link, PartFile part, FileDownload download, ArrivalCheck check) {
            this.call = call;
            this.link = link;
            this.part = part;
            this.download = download;
            this.check = check;
        }

        @Override
        public CompletableFuture<Path> start() {
            return parts.lanes()
                    .run(call.scope(), begun ? Turn.AHEAD : Turn.IN_ORDER, this::download)
                    .thenApply(this::finish)
                    .whenCompleteAsync((path, failure) -> release(), parts.aside());
        }

        private CompletableFuture<HttpHeaders> download() {
            if (!begun) {
                begun = true;
                call.listener().fileStarted(link);
            }
            return download.start();
        }

        private Path finish(HttpHeaders announced) {
            try {
                long size = part.length();
                Path path = check.finish(announced);
                call.listener().fileFinished(link, size);
                return path;
            } catch (IOException e) {
                throw PrivateFiles.failure("The file cannot be read", part.whole(), e);
            } catch (CancellationException e) {
                throw e; // The file is as good as it was.
            } catch (RuntimeException e) {
                download.forget();
                throw e;
            }
        }

        private void release() {
            try {
                part.release();
            } catch (IOException e) {
                throw PrivateFiles.failure("The file cannot be written", part.whole(), e);
            }
        }

        @Override
        public boolean madeProgress() {
            return download.madeProgress();
        }
    }
}
