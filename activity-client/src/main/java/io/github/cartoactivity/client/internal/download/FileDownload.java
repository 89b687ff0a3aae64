package io.github.cartoactivity.client.internal.download;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.github.cartoactivity.client.SignedLink;
import io.github.cartoactivity.client.error.DownloadException;
import io.github.cartoactivity.client.error.IntegrityException;
import io.github.cartoactivity.client.internal.download.FileReply.Arriving;
import io.github.cartoactivity.client.internal.download.FileReply.Refused;
import io.github.cartoactivity.client.internal.download.FileReply.WrongPart;
import io.github.cartoactivity.client.internal.http.Async;
import io.github.cartoactivity.client.internal.http.AttemptFailure;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.RetryLoop;
import io.github.cartoactivity.client.spi.PrivateFiles;
import io.github.cartoactivity.model.CartoActivityException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One file on its way. An attempt asks for the bytes that are still missing, provided the server can prove that they
 * belong to the bytes already here; otherwise it begins anew.
 */
final class FileDownload implements RetryLoop.Attempt<HttpHeaders> {
    private static final int MAX_REFUSAL_BYTES = 64 * 1024;
    private static final int MAX_WRONG_PARTS = 2;
    private static final int MAX_RENEWALS = 3;
    private static final int MAX_REDIRECTS = 5;
    private static final int MIN_PROGRESS = 64 * 1024;

    private final Call call;
    private final SignedLink link;
    private final LinkSource links;
    private final PartFile part;
    private final DownloadParts parts;

    private URI uri;
    private @Nullable ObjectVersion version;
    private @Nullable HttpHeaders announced;
    private long total = -1;
    private long lengthBefore;
    private int wrongParts;
    private int renewals;
    private int redirects;

    FileDownload(Call call, SignedLink link, LinkSource links, PartFile part, DownloadParts parts) {
        this.call = call;
        this.link = link;
        this.links = links;
        this.part = part;
        this.parts = parts;
        this.uri = links.current(link);
    }

    @Override
    public boolean madeProgress() {
        return part.length() - lengthBefore >= MIN_PROGRESS;
    }

    /** Completes, when every announced byte is in the part file, with what was announced about them. */
    @Override
    public CompletableFuture<HttpHeaders> start() {
        lengthBefore = part.length();
        uri = links.current(link);
        redirects = 0;
        return fetch();
    }

    private CompletableFuture<HttpHeaders> fetch() {
        try {
            parts.guard().check(call.operation(), uri);
            return parts.sender()
                    .exchange(call, request(), this::receive, parts.timeouts().answer())
                    .thenCompose(this::afterHeaders);
        } catch (AttemptFailure e) {
            return failedFuture(e);
        } catch (IOException e) {
            return failedFuture(diskTrouble(e));
        }
    }

    private HttpRequest request() throws IOException {
        // Asks for the bytes as they are stored, so that checksums and ranges speak of the same bytes.
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).header("Accept-Encoding", "gzip").GET();
        String validator = version == null ? null : version.strongETag();
        if (part.length() > 0 && validator != null) {
            request.header("Range", "bytes=" + part.length() + "-").header("If-Range", validator);
        } else {
            restart();
        }
        return request.build();
    }

    private void restart() throws IOException {
        part.restart();
        version = null;
        announced = null;
        total = -1;
    }

    /** Looks at the headers, before any byte of the body is taken. */
    private BodySubscriber<FileReply> receive(ResponseInfo info) {
        try {
            if (info.statusCode() == 200) {
                restart();
                version = ObjectVersion.of(info.headers());
                announced = info.headers();
                total = info.headers().firstValueAsLong("content-length").orElse(-1);
                return arriving();
            }
            if (info.statusCode() == 206) {
                return isTheRest(info.headers())
                        ? arriving()
                        : BodySubscribers.mapping(new FirstBytes(0), none -> new WrongPart());
            }
            return BodySubscribers.mapping(new FirstBytes(MAX_REFUSAL_BYTES), Refused::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BodySubscriber<FileReply> arriving() {
        long size = total;
        PartWriter writer = new PartWriter(
                part,
                parts.time(),
                parts.timeouts().idle(),
                length -> call.listener().fileProgress(link, length, size));
        return BodySubscribers.mapping(writer, Arriving::new);
    }

    private boolean isTheRest(HttpHeaders headers) {
        Optional<BodyRange> range = BodyRange.of(headers);
        return Objects.equals(version, ObjectVersion.of(headers))
                && range.isPresent()
                && range.get().isRestFrom(part.length())
                && (total < 0 || range.get().total() == total);
    }

    private CompletableFuture<HttpHeaders> afterHeaders(HttpResponse<FileReply> response) {
        FileReply reply = response.body();
        if (reply instanceof Arriving arriving) {
            return arrival(arriving.writer());
        }
        if (reply instanceof WrongPart) {
            return wrongPart();
        }
        int status = response.statusCode();
        if (status == 416) {
            return afterRangeRefused();
        }
        if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) {
            return follow(response.headers());
        }
        FileRefusal refusal = new FileRefusal(status, response.headers(), ((Refused) reply).body(), parts.errors());
        return refusal.isExpiredLink() ? renewLink(refusal) : failedFuture(refusal.failure(call.operation()));
    }

    private CompletableFuture<HttpHeaders> arrival(PartWriter writer) {
        Runnable stop = () -> writer.stop(new CancellationException("The download was cancelled"));
        call.scope().onCancel(stop);
        return writer.written().handle((done, thrown) -> {
            call.scope().forget(stop);
            if (thrown != null) {
                throw broken(Async.unwrap(thrown));
            }
            if (total >= 0 && part.length() != total) {
                throw broken(new IOException("The connection was closed early"));
            }
            return Objects.requireNonNull(announced);
        });
    }

    private RuntimeException broken(Throwable cause) {
        if (cause instanceof PartWriter.DiskException disk) {
            return diskTrouble(disk.reason());
        }
        if (!(cause instanceof IOException)) {
            return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
        }
        String size = total < 0 ? "an unknown number of" : String.valueOf(total);
        return AttemptFailure.harmless(new DownloadException(
                call.operation()
                        .failed(
                                "the transfer broke off after " + part.length() + " of " + size + " bytes",
                                "Check the network, then run the same export again")
                        .asRetryable(),
                cause));
    }

    private CompletableFuture<HttpHeaders> wrongPart() {
        if (++wrongParts >= MAX_WRONG_PARTS) {
            return failedFuture(AttemptFailure.useless(new IntegrityException(
                    call.operation()
                            .failed(
                                    "the file host keeps sending another part than the one asked for",
                                    "Export again, and if that does not help look for a proxy that interferes"),
                    null)));
        }
        return beginAnew("the file host sent another part than the one asked for");
    }

    private CompletableFuture<HttpHeaders> afterRangeRefused() {
        HttpHeaders known = announced;
        return known != null && total == part.length() && total > 0
                ? completedFuture(known)
                : beginAnew("the file host refused the range asked for");
    }

    /** Fails this attempt, so that the next one asks for the whole file. */
    private CompletableFuture<HttpHeaders> beginAnew(String why) {
        try {
            restart();
        } catch (IOException e) {
            return failedFuture(diskTrouble(e));
        }
        return failedFuture(AttemptFailure.harmless(new DownloadException(
                call.operation().failed(why, "Run the same export again").asRetryable(), null)));
    }

    private CompletableFuture<HttpHeaders> follow(HttpHeaders headers) {
        Optional<URI> target = headers.firstValue("location").flatMap(this::resolve);
        if (target.isEmpty() || ++redirects > MAX_REDIRECTS) {
            return failedFuture(AttemptFailure.useless(new DownloadException(
                    call.operation().failed("the file host sends elsewhere without end", "Export again"), null)));
        }
        uri = target.get();
        return fetch();
    }

    private Optional<URI> resolve(String location) {
        try {
            return Optional.of(uri.resolve(location));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private CompletableFuture<HttpHeaders> renewLink(FileRefusal refusal) {
        if (++renewals > MAX_RENEWALS) {
            return failedFuture(refusedForGood(refusal));
        }
        return links.renew(link, links.current(link))
                .thenApply(fresh -> {
                    if (fresh.isEmpty()) {
                        throw AttemptFailure.useless(refusedForGood(refusal));
                    }
                    uri = fresh.get();
                    return uri;
                })
                .thenCompose(fresh -> fetch());
    }

    private CartoActivityException refusedForGood(FileRefusal refusal) {
        return refusal.failure(call.operation()).error();
    }

    private CartoActivityException diskTrouble(IOException cause) {
        return PrivateFiles.failure("The file cannot be written", part.whole(), cause);
    }
}
