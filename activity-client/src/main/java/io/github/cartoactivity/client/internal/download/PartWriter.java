package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.internal.http.Time;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a body into a part file as it arrives. The JDK's time-outs end with the headers, so this one watches the body:
 * silence of a given length ends it, as does a trickle of less than {@value #LEAST_BYTES} bytes in that time.
 *
 * <p>{@link #getBody()} completes at once with this writer, so that the headers can be looked at; {@link #written()}
 * completes with the body.
 */
final class PartWriter implements BodySubscriber<PartWriter> {
    private static final int LEAST_BYTES = 1024;

    private final PartFile part;
    private final Time time;
    private final Duration idle;
    private final LongConsumer progress;
    private final CompletableFuture<Void> written = new CompletableFuture<>();
    private @Nullable Subscription subscription;
    private long moved;
    private volatile long lastMoved;
    private volatile Time.Alarm alarm = () -> {};

    PartWriter(PartFile part, Time time, Duration idle, LongConsumer progress) {
        this.part = part;
        this.time = time;
        this.idle = idle;
        this.progress = progress;
    }

    @Override
    public CompletionStage<PartWriter> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    CompletableFuture<Void> written() {
        return written;
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
        subscription = newSubscription;
        lastMoved = time.nanoTime();
        watch();
        newSubscription.request(1);
    }

    private void watch() {
        long silentNanos = time.nanoTime() - lastMoved;
        if (silentNanos >= idle.toNanos()) {
            stop(new HttpTimeoutException("Nothing worth mentioning arrived for " + idle));
            return;
        }
        alarm = time.alarm(idle.minusNanos(silentNanos), this::watch);
        if (written.isDone()) {
            alarm.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        long count = 0;
        for (ByteBuffer buffer : buffers) {
            count += buffer.remaining();
        }
        try {
            part.append(buffers);
        } catch (IOException e) {
            stop(new DiskException(e));
            return;
        }
        countIn(count);
        progress.accept(part.length());
        Objects.requireNonNull(subscription).request(1);
    }

    private void countIn(long count) {
        moved += count;
        if (moved >= LEAST_BYTES) {
            moved = 0;
            lastMoved = time.nanoTime();
        }
    }

    /** Ends the transfer from this side. */
    void stop(Throwable reason) {
        Subscription current = subscription;
        if (current != null) {
            current.cancel();
        }
        onError(reason);
    }

    @Override
    public void onError(Throwable failure) {
        written.completeExceptionally(failure);
        alarm.cancel();
    }

    @Override
    public void onComplete() {
        written.complete(null);
        alarm.cancel();
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
