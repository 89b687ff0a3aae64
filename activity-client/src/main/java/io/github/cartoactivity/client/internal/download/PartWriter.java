package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.internal.download.Segments.Span;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Writes a body into its place in a part file as it arrives, and hangs up when the place is full.
 *
 * <p>{@link #getBody()} completes at once with this writer, so that the headers can be looked at; {@link #written()}
 * completes with the body, or after {@link #stop}, which waits for nothing, as soon as the disk has what has come. After
 * that not a byte is written any more.
 */
final class PartWriter implements BodySubscriber<PartWriter> {
    private final Segments segments;
    private final Span span;
    private final SpanWriter target;
    private final long bodyEnd;
    private final SilenceWatch watch;
    private final Executor executor;
    private final Runnable progress;
    private final CompletableFuture<Void> written = new CompletableFuture<>();
    private @Nullable Subscription subscription;
    private boolean ended;
    private boolean writing;
    private @Nullable Throwable reason;

    /**
     * @param bodyEnd the place in the file where the body ends, or -1 where it is not known
     * @param executor runs what may wait for the disk after a {@link #stop}
     */
    PartWriter(
            Segments segments,
            Span span,
            SpanWriter target,
            long bodyEnd,
            SilenceWatch watch,
            Executor executor,
            Runnable progress) {
        this.segments = segments;
        this.span = span;
        this.target = target;
        this.bodyEnd = bodyEnd;
        this.watch = watch;
        this.executor = executor;
        this.progress = progress;
    }

    @Override
    public CompletionStage<PartWriter> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    /** Completes when the place is full; fails when the body ends before. */
    CompletableFuture<Void> written() {
        return written;
    }

    Segments segments() {
        return segments;
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
        synchronized (this) {
            subscription = newSubscription;
        }
        watch.begin(this::stop);
        goOn();
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (!beginWriting()) {
            goOn();
            return;
        }
        int count = 0;
        try {
            for (ByteBuffer buffer : buffers) {
                count += target.write(buffer);
            }
        } catch (IOException e) {
            stop(new DiskException(e));
        } catch (RuntimeException | Error e) {
            stop(e);
        } finally {
            endWriting(count);
        }
        if (isOver()) {
            return;
        }
        progress.run();
        if (bodyEnd >= 0 && span.isFull() && span.end() < bodyEnd) {
            // Others bring what is still to come of this body.
            hangUp();
        } else {
            goOn();
        }
    }

    private synchronized boolean beginWriting() {
        writing = !ended;
        watch.writing();
        return writing;
    }

    private void endWriting(int count) {
        boolean endedMeanwhile;
        synchronized (this) {
            writing = false;
            watch.wrote(count);
            endedMeanwhile = ended;
        }
        if (endedMeanwhile) {
            complete();
        }
    }

    private synchronized boolean isOver() {
        return ended;
    }

    /** Asks for more, or hangs up when this has ended. */
    private void goOn() {
        Subscription current;
        boolean done;
        synchronized (this) {
            current = subscription;
            done = ended;
        }
        if (current == null) {
            return;
        }
        if (done) {
            current.cancel();
        } else {
            current.request(1);
        }
    }

    private void hangUp() {
        if (end(null) == Completion.BY_CALLER) {
            try {
                goOn();
            } finally {
                complete();
            }
        }
    }

    /** Ends the transfer from this side. Does not wait for what has arrived to be written. */
    void stop(Throwable because) {
        Completion completion = end(because);
        if (completion == Completion.DONE) {
            return;
        }
        try {
            goOn();
        } finally {
            if (completion == Completion.BY_CALLER) {
                completeAside();
            }
        }
    }

    private void completeAside() {
        if (target.isEmpty()) {
            complete();
            return;
        }
        try {
            executor.execute(this::complete);
        } catch (RuntimeException | Error e) {
            // The client is being closed, or has no thread left. Then nobody waits for a disk.
            target.drop();
            complete();
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (end(failure) == Completion.BY_CALLER) {
            complete();
        }
    }

    @Override
    public void onComplete() {
        if (end(null) == Completion.BY_CALLER) {
            complete();
        }
    }

    /** Whose business it is, once this has ended, to write what is left and to say so. */
    private enum Completion {
        DONE,
        BY_WRITER,
        BY_CALLER
    }

    /**
     * Sees to it that nothing is taken any more.
     *
     * @param because null where all has come that was to be expected
     */
    private synchronized Completion end(@Nullable Throwable because) {
        if (ended) {
            return Completion.DONE;
        }
        ended = true;
        reason = because;
        watch.end();
        return writing ? Completion.BY_WRITER : Completion.BY_CALLER;
    }

    private void complete() {
        Throwable failure = reason;
        try {
            target.flush();
        } catch (IOException e) {
            failure = failure == null ? new DiskException(e) : failure;
        } catch (RuntimeException | Error e) {
            failure = failure == null ? e : failure;
        }
        if (failure == null) {
            segments.sized(span.position());
            failure = span.isFull() ? null : new IOException("The connection was closed early");
        }
        if (failure == null) {
            written.complete(null);
        } else {
            written.completeExceptionally(failure);
        }
    }

    /** The disk, not the network, refused. */
    static final class DiskException extends IOException {
        private static final long serialVersionUID = 1L;

        private final IOException reason;

        DiskException(IOException reason) {
            super(reason);
            this.reason = reason;
        }

        IOException reason() {
            return reason;
        }
    }
}
