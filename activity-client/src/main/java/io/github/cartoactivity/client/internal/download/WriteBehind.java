package io.github.cartoactivity.client.internal.download;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has a file written to the disk while the rest of it still arrives, so that little is left to wait for when it is whole.
 * The operating system tells an error of the disk only once, so what one of these early writes is told is kept for the
 * end.
 */
final class WriteBehind {
    private final Executor executor;
    private final long step;
    private final AtomicBoolean queued = new AtomicBoolean();
    private final Object writing = new Object();
    private long waiting;
    private int beginning;
    private boolean over;
    private @Nullable IOException failure;

    /** @param step after how many bytes to write to the disk */
    WriteBehind(Executor executor, long step) {
        this.executor = executor;
        this.step = step;
    }

    /**
     * Bytes were handed to the operating system. For one thread at a time.
     *
     * @param flushed asked, when it is time to write to the disk, what to do once that is done
     */
    void wrote(FileChannel channel, long bytes, Supplier<Runnable> flushed) {
        waiting += bytes;
        if (waiting >= step && queued.compareAndSet(false, true)) {
            waiting = 0;
            int since = beginning;
            boolean handedOver = false;
            try {
                Runnable then = flushed.get();
                executor.execute(() -> force(channel, since, then));
                handedOver = true;
            } catch (RejectedExecutionException e) {
                // The client is being closed: whatever is still to be written is written at the end, if there is one.
            } finally {
                if (!handedOver) {
                    queued.set(false);
                }
            }
        }
    }

    private void force(FileChannel channel, int since, Runnable then) {
        synchronized (writing) {
            try {
                if (!over && since == beginning) {
                    channel.force(false);
                    then.run();
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

    /** The file begins anew: of what was written so far, nothing is said to be on the disk any more. */
    void restart() {
        synchronized (writing) {
            beginning++;
        }
    }

    /**
     * Closes the file, once what is being written just now is on the disk: closing it meanwhile takes no less time, and
     * would hide an error.
     */
    void close(FileChannel channel) throws IOException {
        synchronized (writing) {
            channel.close();
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
