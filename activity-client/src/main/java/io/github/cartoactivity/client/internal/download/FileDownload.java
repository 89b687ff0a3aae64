package io.github.cartoactivity.client.internal.download;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.github.cartoactivity.client.SignedLink;
import io.github.cartoactivity.client.error.DownloadException;
import io.github.cartoactivity.client.error.IntegrityException;
import io.github.cartoactivity.client.internal.download.FileReply.Refused;
import io.github.cartoactivity.client.internal.download.FileReply.WrongPart;
import io.github.cartoactivity.client.internal.download.FileRequest.Range;
import io.github.cartoactivity.client.internal.download.Segments.Span;
import io.github.cartoactivity.client.internal.http.AttemptFailure;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.RetryLoop;
import io.github.cartoactivity.client.spi.PrivateFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One file on its way. An attempt asks for the bytes that are still missing, provided the server can prove that they
 * belong to the bytes already here; otherwise it begins anew.
 */
final class FileDownload implements RetryLoop.Attempt<HttpHeaders> {
    private static final int MAX_WRONG_PARTS = 2;
    private static final int MIN_PROGRESS = 64 * 1024;

    private final Call call;
    private final SignedLink link;
    private final LinkSource links;
    private final PartFile part;
    private final DownloadParts parts;
    private final FileProgress progress;

    private @Nullable Transfer transfer;
    private @Nullable Helpers helpers;
    private long furthest;
    private long furthestBefore;
    private long furthestAtRenewal = -1;
    private int wrongParts;
    private boolean begun;

    FileDownload(Call call, SignedLink link, LinkSource links, PartFile part, DownloadParts parts) {
        this.call = call;
        this.link = link;
        this.links = links;
        this.part = part;
        this.parts = parts;
        this.progress = new FileProgress(call.listener(), link);
    }

    /** More than a little has arrived, and none of it had been here before. */
    @Override
    public boolean madeProgress() {
        return furthest() - furthestBefore >= MIN_PROGRESS;
    }

    private long furthest() {
        if (transfer != null) {
            furthest = Math.max(furthest, transfer.segments().received());
        }
        return furthest;
    }

    /** Completes, when every announced byte is in the part file, with what was announced about them. */
    @Override
    public CompletableFuture<HttpHeaders> start() {
        try {
            takeOver();
            furthestBefore = furthest();
            if (transfer != null && !transfer.version().allowsResume()) {
                forget();
            }
            part.open();
        } catch (IOException e) {
            return failedFuture(PrivateFiles.failure("The file cannot be made", part.whole(), e));
        }
        return step().whenComplete((headers, failure) -> endHelp());
    }

    /** The first attempt may find something that an earlier run has left. */
    private void takeOver() throws IOException {
        if (!begun) {
            begun = true;
            Optional<PartNote> left = part.takeOver();
            if (left.isPresent()) {
                Transfer known = new Transfer(left.get(), part, parts.segmentRules());
                transfer = known;
                progress.report(known.segments());
            }
        }
    }

    /** Whether what is here can be gone on with, as far as is known. */
    boolean isOfUseLater() {
        return transfer != null;
    }

    /** What is here is of no use: the next attempt begins anew. */
    void forget() {
        furthest();
        transfer = null;
    }

    private CompletableFuture<HttpHeaders> step() {
        Transfer current = transfer;
        if (current == null) {
            return ask(Range.WHOLE, this::begin, () -> {});
        }
        Optional<Span> next = current.segments().next();
        if (next.isPresent()) {
            Span span = next.get();
            Range rest = current.range(span);
            return ask(
                    rest,
                    answer -> goOn(answer, current, span, rest),
                    () -> current.segments().leave(span));
        }
        return current.segments().isWhole()
                ? completedFuture(current.announced())
                : current.segments().anyHelperDone().thenCompose(done -> step());
    }

    private CompletableFuture<HttpHeaders> ask(Range range, FileRequest.Place place, Runnable over) {
        URI uri = links.current(link);
        return new FileRequest(call, parts, part, range, place)
                .send(uri)
                .whenComplete((reply, failure) -> over.run())
                .thenCompose(reply -> after(reply, uri));
    }

    private Optional<PartWriter> begin(ResponseInfo answer) throws IOException {
        if (answer.statusCode() != 200) {
            return Optional.empty();
        }
        endHelp();
        forget();
        Transfer begun = new Transfer(answer.headers(), part, parts.segmentRules());
        transfer = begun;
        return Optional.of(
                writer(begun, begun.segments().head(), begun.segments().total(), answer.headers()));
    }

    /** The rest of what is here, or the whole file because it has changed, or something that cannot be used. */
    private Optional<PartWriter> goOn(ResponseInfo answer, Transfer current, Span span, Range asked)
            throws IOException {
        if (answer.statusCode() == 200) {
            return begin(answer);
        }
        Optional<BodyRange> range = current.continuation(answer.headers(), asked);
        range.ifPresent(rest -> current.segments().sized(rest.total()));
        return range.map(rest -> writer(current, span, rest.last() + 1, answer.headers()));
    }

    private PartWriter writer(Transfer current, Span span, long bodyEnd, HttpHeaders headers) {
        endHelp();
        Helpers possible = current.canBeSplit(headers) ? newHelpers(current) : null;
        helpers = possible;
        SpanWriter target = current.writer(span, parts.blocks());
        return new PartWriter(current.segments(), span, target, bodyEnd, parts.watch(call), parts.executor(), () -> {
            progress.report(current.segments());
            if (possible != null) {
                possible.offer();
            }
        });
    }

    private Helpers newHelpers(Transfer current) {
        return new Helpers(call, parts, part, current, () -> links.current(link), progress);
    }

    private void endHelp() {
        if (helpers != null) {
            helpers.end();
            helpers = null;
        }
    }

    private CompletableFuture<HttpHeaders> after(FileReply reply, URI uri) {
        if (reply instanceof WrongPart) {
            return wrongPart();
        }
        if (!(reply instanceof Refused refused)) {
            return step();
        }
        FileRefusal refusal = refused.refusal();
        if (refusal.isOutOfRange()) {
            return afterRangeRefused(refusal);
        }
        return refusal.isExpiredLink() ? renewLink(refusal, uri) : failedFuture(refusal.failure(call.operation()));
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

    /** All bytes may be here already, without the server having said so. */
    private CompletableFuture<HttpHeaders> afterRangeRefused(FileRefusal refusal) {
        Transfer current = transfer;
        if (current != null && isAllOf(current.segments(), refusal.size().orElse(-1))) {
            current.segments().sized(current.segments().received());
            return step();
        }
        return beginAnew("the file host refused the range asked for");
    }

    private static boolean isAllOf(Segments segments, long size) {
        boolean announcedOtherwise = segments.total() >= 0 && segments.total() != size;
        return size == segments.received() && !announcedOtherwise;
    }

    /** Fails this attempt, so that the next one asks for the whole file. */
    private CompletableFuture<HttpHeaders> beginAnew(String why) {
        forget();
        return failedFuture(AttemptFailure.harmless(new DownloadException(
                call.operation().failed(why, "Run the same export again").asRetryable(), null)));
    }

    /** Once, and again only when the fresh link has brought something. */
    private CompletableFuture<HttpHeaders> renewLink(FileRefusal refusal, URI refused) {
        AttemptFailure forGood = refusal.failure(call.operation());
        if (furthest() <= furthestAtRenewal) {
            return failedFuture(forGood);
        }
        furthestAtRenewal = furthest();
        return links.renew(link, refused).thenCompose(fresh -> fresh.isPresent() ? step() : failedFuture(forGood));
    }
}
