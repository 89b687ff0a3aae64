package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.internal.download.Segments.Span;
import io.github.cartoactivity.client.internal.http.Deadline;
import io.github.cartoactivity.client.internal.http.Time;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a body into its place in a part file as it arrives, and hangs up when the place is full. The JDK's time-outs end
 * with the headers, so this one watches the body: silence of a given length ends it, as does a trickle of less than
 * {@value #LEAST_BYTES} bytes in that time, and the end of the time that the whole call has.
 *
 * <p>{@link #getBody()} completes at once with this writer, so that the headers can be looked at; {@link #written()}
 * completes with the body, or after {@link #stop}, which waits for nothing, as soon as the disk has what it was just given.
 * After that not a byte is written any more.
 */
final class PartWriter implements BodySubscriber<PartWriter> {
    private static final int LEAST_BYTES = 1024;
    private static final int LOOKS = 8;
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

    private final Segments segments;
    private final Span span;
    private final SpanWriter place;
    private final long bodyEnd;
    private final Watch watch;
    private final Runnable progress;
    private final CompletableFuture<Void> written = new CompletableFuture<>();
    private @Nullable Subscription subscription;
    private boolean ended;
    private boolean writing;
    private @Nullable Throwable reason;
    private Time.Alarm alarm = () -> {};
    private long moved;
    private int quietLooks;

    /**
     * How long a body may be silent, and by when it has to be here.
     *
     * @param writing runs what may wait for the disk
     */
    record Watch(Time time, Duration idle, Deadline deadline, Executor writing) {

        /** How often to look after it. */
        Duration look() {
            Duration look = idle.dividedBy(LOOKS);
            return look.compareTo(LONGEST_LOOK) < 0 ? look : LONGEST_LOOK;
        }
    }

    /** @param bodyEnd the place in the file where the body ends, or -1 where it is not known */
    PartWriter(Segments segments, Span span, SpanWriter place, long bodyEnd, Watch watch, Runnable progress) {
        this.segments = segments;
        this.span = span;
        this.place = place;
        this.bodyEnd = bodyEnd;
        this.watch = watch;
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
            if (!ended) {
                alarm = watch.time().alarm(watch.look(), this::look);
            }
        }
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
                count += place.write(buffer);
            }
        } catch (IOException e) {
            stop(new DiskException(e));
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

    private void hangUp() {
        if (end(null) == Completion.BY_CALLER) {
            goOn();
            complete();
        }
    }

    private synchronized boolean isOver() {
        return ended;
    }

    private synchronized boolean beginWriting() {
        writing = !ended;
        return writing;
    }

    private void endWriting(int count) {
        boolean endedMeanwhile;
        synchronized (this) {
            writing = false;
            moved += count;
            endedMeanwhile = ended;
        }
        if (endedMeanwhile) {
            complete();
        }
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

    private void look() {
        Throwable trouble = null;
        synchronized (this) {
            if (ended) {
                return;
            }
            quietLooks = writing || moved >= LEAST_BYTES ? 0 : quietLooks + 1;
            moved = moved >= LEAST_BYTES ? 0 : moved;
            if (watch.deadline().left().isZero()) {
                trouble = new LateException();
            } else if (watch.look().multipliedBy(quietLooks).compareTo(watch.idle()) >= 0) {
                trouble = new HttpTimeoutException("Nothing worth mentioning arrived for " + watch.idle());
            } else {
                alarm = watch.time().alarm(watch.look(), this::look);
            }
        }
        if (trouble != null) {
            stop(trouble);
        }
    }

    /** Ends the transfer from this side. Does not wait for what has arrived to be written. */
    void stop(Throwable because) {
        Completion completion = end(because);
        if (completion == Completion.DONE) {
            return;
        }
        goOn();
        if (completion == Completion.BY_CALLER) {
            completeAside();
        }
    }

    private void completeAside() {
        if (place.isWritten()) {
            complete();
            return;
        }
        try {
            watch.writing().execute(this::complete);
        } catch (RejectedExecutionException e) {
            // The client is being closed, and nobody waits for a disk then.
            place.drop();
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
        alarm.cancel();
        return writing ? Completion.BY_WRITER : Completion.BY_CALLER;
    }

    private void complete() {
        Throwable failure = reason;
        try {
            if (failure instanceof DiskException) {
                place.drop();
            } else {
                place.flush();
            }
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

    /** The time that the whole call has is over. */
    static final class LateException extends IOException {
        private static final long serialVersionUID = 1L;

        LateException() {
            super("The time for the whole call is over");
        }
    }
}
