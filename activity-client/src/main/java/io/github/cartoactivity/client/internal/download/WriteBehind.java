package io.github.cartoactivity.client.internal.download;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Has a file written to the disk while the rest of it still arrives, so that little is left to wait for when it is whole.
 * The operating system tells an error of the disk only once, so what one of these early writes is told is kept for the
 * end.
 */
final class WriteBehind {
    private static final long STEP = 16L << 20;

    private final Executor executor;
    private final AtomicBoolean queued = new AtomicBoolean();
    private final Object writing = new Object();
    private long waiting;
    private boolean over;
    private @Nullable IOException failure;

    WriteBehind(Executor executor) {
        this.executor = executor;
    }

    /** Bytes were handed to the operating system. For one thread at a time. */
    void wrote(FileChannel channel, long bytes) {
        waiting += bytes;
        if (waiting >= STEP && queued.compareAndSet(false, true)) {
            waiting = 0;
            try {
                executor.execute(() -> force(channel));
            } catch (RejectedExecutionException e) {
                // The client is being closed: whatever is still to be written is written at the end, if there is one.
            }
        }
    }

    private void force(FileChannel channel) {
        synchronized (writing) {
            try {
                if (!over) {
                    channel.force(false);
                }
            } catch (ClosedChannelException e) {
                // The attempt has ended.
            } catch (IOException e) {
                failure = e;
            } finally {
                queued.set(false);
            }
        }
    }

    /**
     * Ends this, once what is being written just now is on the disk.
     *
     * @throws IOException what was told to one of the early writes
     */
    void end() throws IOException {
        synchronized (writing) {
            over = true;
            if (failure != null) {
                throw failure;
            }
        }
    }
}
