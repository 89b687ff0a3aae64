package io.github.cartoactivity.client.internal.download;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.github.cartoactivity.client.error.DeadlineException;
import io.github.cartoactivity.client.error.DownloadException;
import io.github.cartoactivity.client.error.LocalFileException;
import io.github.cartoactivity.client.internal.download.FileReply.Arrived;
import io.github.cartoactivity.client.internal.download.FileReply.Refused;
import io.github.cartoactivity.client.internal.download.FileReply.WrongPart;
import io.github.cartoactivity.client.internal.http.Async;
import io.github.cartoactivity.client.internal.http.AttemptFailure;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.spi.PrivateFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One request for a file or a part of it, from the first byte sent to the last byte written. When its future completes
 * it is over: nothing of it is written any more, however late an answer comes.
 */
final class FileRequest {
    private static final int MAX_REFUSAL_BYTES = 64 * 1024;
    private static final int MAX_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final Call call;
    private final DownloadParts parts;
    private final PartFile part;
    private final Range range;
    private final Place place;
    private @Nullable PartWriter writer;
    private int redirects;
    private boolean over;
    private CompletableFuture<?> placing = completedFuture(null);

    /**
     * The bytes to ask for.
     *
     * @param from the first one
     * @param end the one after the last one; {@link Long#MAX_VALUE} for all that follow
     * @param validator the version of the file that they have to be of; null for the whole file, in whatever version
     */
    record Range(long from, long end, @Nullable String validator) {
        static final Range WHOLE = new Range(0, Long.MAX_VALUE, null);

        private void addTo(HttpRequest.Builder request) {
            if (validator != null) {
                request.header("Range", "bytes=" + from + "-" + (end == Long.MAX_VALUE ? "" : end - 1))
                        .header("If-Range", validator);
            }
        }
    }

    /** Decides, from the headers of an answer of 200 or 206, where its bytes go; empty when they are not wanted. */
    @FunctionalInterface
    interface Place {
        Optional<PartWriter> of(ResponseInfo answer) throws IOException;
    }

    private record Body(@Nullable PartWriter writer, String text) {}

    FileRequest(Call call, DownloadParts parts, PartFile part, Range range, Place place) {
        this.call = call;
        this.parts = parts;
        this.part = part;
        this.range = range;
        this.place = place;
    }

    CompletableFuture<FileReply> send(URI uri) {
        return parts.links().check(call, uri).thenCompose(good -> sendChecked(uri));
    }

    private CompletableFuture<FileReply> sendChecked(URI uri) {
        // Asks for the bytes as they are stored, so that checksums and ranges speak of the same bytes. HTTP/1.1: one
        // connection per transfer, no limit of streams that is shared with others, no GOAWAY in the middle of a file.
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).version(HttpClient.Version.HTTP_1_1).header("Accept-Encoding", "gzip");
        range.addTo(request);
        return Async.settle(
                parts.sender()
                        .exchange(
                                call,
                                request.build(),
                                this::receive,
                                parts.timeouts().answer()),
                (response, thrown) -> response == null ? noAnswer(thrown) : answer(uri, response));
    }

    /** Looks at the headers, before any byte of the body is taken. May wait for the disk, so nobody waits for this. */
    private BodySubscriber<Body> receive(ResponseInfo info) {
        if (info.statusCode() != 200 && info.statusCode() != 206) {
            return text(MAX_REFUSAL_BYTES);
        }
        CompletableFuture<Void> placed = new CompletableFuture<>();
        synchronized (this) {
            if (over) {
                return text(0);
            }
            placing = placed;
        }
        try {
            PartWriter begun = place.of(info).orElse(null);
            synchronized (this) {
                writer = begun;
            }
            return begun == null ? text(0) : BodySubscribers.mapping(begun, itself -> new Body(itself, ""));
        } catch (IOException e) {
            return refused(PrivateFiles.failure("The file cannot be written", part.whole(), e));
        } finally {
            placed.complete(null);
        }
    }

    /** Hangs up: an exception of {@link #receive} itself would leave the connection open. */
    private static BodySubscriber<Body> refused(LocalFileException trouble) {
        return BodySubscribers.mapping(new FirstBytes(0), nothing -> {
            throw trouble;
        });
    }

    private static BodySubscriber<Body> text(int max) {
        return BodySubscribers.mapping(new FirstBytes(max), text -> new Body(null, text));
    }

    private CompletableFuture<FileReply> noAnswer(@Nullable Throwable thrown) {
        CompletableFuture<?> placed;
        synchronized (this) {
            over = true;
            placed = placing;
        }
        return placed.thenCompose(done -> brokenOff(thrown == null ? new CancellationException() : thrown));
    }

    private CompletableFuture<FileReply> brokenOff(Throwable reason) {
        PartWriter begun;
        synchronized (this) {
            begun = writer;
        }
        if (begun == null) {
            return failedFuture(reason);
        }
        // The headers had come, and the body broke off before the JDK had told so.
        begun.stop(reason instanceof AttemptFailure ? new IOException(reason.getMessage()) : reason);
        return arrival(begun);
    }

    private CompletableFuture<FileReply> answer(URI uri, HttpResponse<Body> response) {
        int status = response.statusCode();
        PartWriter arriving = response.body().writer();
        if (arriving != null) {
            return arrival(arriving);
        }
        if (status == 200 || status == 206) {
            return completedFuture(new WrongPart());
        }
        if (REDIRECTS.contains(status)) {
            return follow(uri, response.headers());
        }
        return completedFuture(new Refused(
                new FileRefusal(status, response.headers(), response.body().text(), parts.errors())));
    }

    private CompletableFuture<FileReply> arrival(PartWriter arriving) {
        Runnable stop = () -> arriving.stop(new CancellationException("The download was cancelled"));
        call.scope().onCancel(stop);
        return Async.settle(arriving.written(), (done, thrown) -> {
            call.scope().forget(stop);
            return thrown == null ? completedFuture(new Arrived()) : failedFuture(broken(arriving.segments(), thrown));
        });
    }

    private Throwable broken(Segments segments, Throwable cause) {
        if (cause instanceof PartWriter.DiskException disk) {
            return PrivateFiles.failure("The file cannot be written", part.whole(), disk.reason(), segments.missing());
        }
        if (cause instanceof SilenceWatch.LateException) {
            return new DeadlineException(
                    call.operation()
                            .failed(
                                    "not done within " + call.deadline().allowed(),
                                    "Allow more time with Timeouts.withTotal, then run the same export again")
                            .asRetryable(),
                    call.jobId(),
                    null);
        }
        if (!(cause instanceof IOException)) {
            return cause;
        }
        String size = segments.total() < 0 ? "an unknown number of" : String.valueOf(segments.total());
        return AttemptFailure.harmless(new DownloadException(
                call.operation()
                        .failed(
                                "the transfer broke off after " + segments.received() + " of " + size + " bytes",
                                "Check the network, then run the same export again")
                        .asRetryable(),
                parts.errors().shown(cause)));
    }

    private CompletableFuture<FileReply> follow(URI uri, HttpHeaders headers) {
        Optional<URI> target = headers.firstValue("location").flatMap(location -> resolve(uri, location));
        if (target.isEmpty() || ++redirects > MAX_REDIRECTS) {
            return failedFuture(AttemptFailure.useless(new DownloadException(
                    call.operation().failed("the file host sends elsewhere without end", "Export again"), null)));
        }
        return send(target.get());
    }

    private static Optional<URI> resolve(URI uri, String location) {
        try {
            return Optional.of(uri.resolve(location));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
