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
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Writes a body into its place in a part file as it arrives, and hangs up when the place is full. The JDK's time-outs end
 * with the headers, so this one watches the body: silence of a given length ends it, as does a trickle of less than
 * {@value #LEAST_BYTES} bytes in that time, and the end of the time that the whole call has.
 *
 * <p>{@link #getBody()} completes at once with this writer, so that the headers can be looked at; {@link #written()}
 * completes with the body. After that, and after {@link #stop}, not a byte is written any more.
 */
final class PartWriter implements BodySubscriber<PartWriter> {
    private static final int LEAST_BYTES = 1024;
    private static final int LOOKS = 8;
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

    private final Transfer transfer;
    private final Span span;
    private final long bodyEnd;
    private final Watch watch;
    private final Runnable progress;
    private final CompletableFuture<Void> written = new CompletableFuture<>();
    private @Nullable Subscription subscription;
    private boolean ended;
    private Time.Alarm alarm = () -> {};
    private long moved;
    private int quietLooks;

    /** How long a body may be silent, and by when it has to be here. */
    record Watch(Time time, Duration idle, Deadline deadline) {

        /** How often to look after it. */
        Duration look() {
            Duration look = idle.dividedBy(LOOKS);
            return look.compareTo(LONGEST_LOOK) < 0 ? look : LONGEST_LOOK;
        }
    }

    /** @param bodyEnd the place in the file where the body ends, or -1 where it is not known */
    PartWriter(Transfer transfer, Span span, long bodyEnd, Watch watch, Runnable progress) {
        this.transfer = transfer;
        this.span = span;
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
        return transfer.segments();
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
        try {
            write(buffers);
        } catch (IOException e) {
            stop(new DiskException(e));
            return;
        }
        progress.run();
        if (bodyEnd >= 0 && span.isFull() && span.end() < bodyEnd) {
            hangUp();
        } else {
            goOn();
        }
    }

    private synchronized void write(List<ByteBuffer> buffers) throws IOException {
        for (ByteBuffer buffer : buffers) {
            if (!ended) {
                moved += transfer.write(span, buffer);
            }
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
        Throwable reason = null;
        synchronized (this) {
            if (ended) {
                return;
            }
            quietLooks = moved >= LEAST_BYTES ? 0 : quietLooks + 1;
            moved = moved >= LEAST_BYTES ? 0 : moved;
            if (watch.deadline().left().isZero()) {
                reason = new LateException();
            } else if (watch.look().multipliedBy(quietLooks).compareTo(watch.idle()) >= 0) {
                reason = new HttpTimeoutException("Nothing worth mentioning arrived for " + watch.idle());
            } else {
                alarm = watch.time().alarm(watch.look(), this::look);
            }
        }
        if (reason != null) {
            stop(reason);
        }
    }

    /** Others bring what is still to come of this body. */
    private void hangUp() {
        if (end()) {
            goOn();
            written.complete(null);
        }
    }

    /** Ends the transfer from this side. */
    void stop(Throwable reason) {
        if (end()) {
            goOn();
            written.completeExceptionally(reason);
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (end()) {
            written.completeExceptionally(failure);
        }
    }

    @Override
    public void onComplete() {
        if (!end()) {
            return;
        }
        transfer.segments().sized(span.position());
        if (span.isFull()) {
            written.complete(null);
        } else {
            written.completeExceptionally(new IOException("The connection was closed early"));
        }
    }

    /** Whether this is the end; false where there was one before. */
    private synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        alarm.cancel();
        return first;
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
