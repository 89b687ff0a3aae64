package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.internal.download.FileReply.Arrived;
import io.github.cartoactivity.client.internal.download.FileReply.Refused;
import io.github.cartoactivity.client.internal.download.FileRequest.Range;
import io.github.cartoactivity.client.internal.download.Segments.Span;
import io.github.cartoactivity.client.internal.http.Async;
import io.github.cartoactivity.client.internal.http.AttemptFailure;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.CancelScope;
import java.net.URI;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Further connections that help the main transfer of a large file while there are lanes that nobody else needs. They do
 * what they can: retries, renewed links and changed files are the business of the main transfer, which brings everything
 * that they do not.
 */
final class Helpers implements Lanes.Helper {
    private static final int MAX_FAILURES = 3;
    private static final int LOOK_FRACTION = 10;

    private final Call call;
    private final DownloadParts parts;
    private final PartFile part;
    private final Transfer transfer;
    private final Supplier<URI> link;
    private final FileProgress progress;
    private final CancelScope scope;
    private final long startNanos;
    private final long receivedAtStart;
    private final AtomicBoolean offered = new AtomicBoolean();
    private final AtomicInteger failures = new AtomicInteger();

    Helpers(
            Call call,
            DownloadParts parts,
            PartFile part,
            Transfer transfer,
            Supplier<URI> link,
            FileProgress progress) {
        this.scope = call.scope().child();
        this.call = call.in(scope);
        this.parts = parts;
        this.part = part;
        this.transfer = transfer;
        this.link = link;
        this.progress = progress;
        this.startNanos = parts.time().nanoTime();
        this.receivedAtStart = transfer.segments().received();
    }

    /** Takes free lanes as soon as it is known that it pays: that the main transfer alone would take long. */
    void offer() {
        if (!offered.get() && isWorthwhile() && offered.compareAndSet(false, true)) {
            parts.lanes().offer(this);
        }
    }

    private boolean isWorthwhile() {
        Duration worthwhile = parts.segmentRules().worthwhile();
        long elapsed = parts.time().nanoTime() - startNanos;
        long received = transfer.segments().received() - receivedAtStart;
        return elapsed >= worthwhile.toNanos() / LOOK_FRACTION
                && (double) transfer.segments().missing() * elapsed >= (double) received * worthwhile.toNanos();
    }

    @Override
    public Optional<CompletableFuture<?>> help() {
        if (scope.isCancelled() || failures.get() >= MAX_FAILURES) {
            return Optional.empty();
        }
        return transfer.segments().claim().map(this::bring);
    }

    private CompletableFuture<?> bring(Span span) {
        Range range = transfer.range(span);
        return Async.settle(
                new FileRequest(call, parts, part, range, answer -> place(answer, span, range)).send(link.get()),
                (reply, thrown) -> {
                    AttemptFailure failure = failure(reply, thrown);
                    failures.addAndGet(reply instanceof Arrived ? 0 : reply == null ? 1 : MAX_FAILURES);
                    transfer.segments().helped(span);
                    return failure == null
                            ? CompletableFuture.completedFuture(null)
                            : CompletableFuture.failedFuture(failure);
                });
    }

    private Optional<PartWriter> place(ResponseInfo answer, Span span, Range asked) {
        return Optional.of(answer)
                .filter(partial -> partial.statusCode() == 206)
                .flatMap(partial -> transfer.continuation(partial.headers(), asked))
                .map(range -> new PartWriter(
                        transfer.segments(),
                        span,
                        transfer.writer(span, parts.blocks()),
                        range.last() + 1,
                        parts.watch(call),
                        parts.executor(),
                        () -> progress.report(transfer.segments())));
    }

    /** What the lanes should know of: that the server has too much to do. */
    private @Nullable AttemptFailure failure(@Nullable FileReply reply, @Nullable Throwable thrown) {
        if (reply instanceof Refused refused) {
            return refused.refusal().failure(call.operation());
        }
        return thrown instanceof AttemptFailure failure ? failure : null;
    }

    /** Stops all help. What has arrived is still written, unless the attempt is over before. */
    void end() {
        parts.lanes().withdraw(this);
        scope.cancel();
        scope.close();
    }
}
