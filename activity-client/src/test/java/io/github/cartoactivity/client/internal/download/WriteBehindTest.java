package io.github.cartoactivity.client.internal.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cartoactivity.client.FaultyDisk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteBehindTest {
    private static final long ENOUGH = 1000;

    @TempDir
    Path directory;

    private final FaultyDisk disk = new FaultyDisk();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final AtomicInteger forced = new AtomicInteger();
    private final AtomicInteger notes = new AtomicInteger();
    private final WriteBehind behind = new WriteBehind(tasks::add, ENOUGH);
    private FileChannel channel;

    @BeforeEach
    void open() throws IOException {
        channel = FileChannel.open(
                disk.at(directory.resolve("file")), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        disk.trouble((deed, path) -> {
            if (deed == FaultyDisk.Deed.FORCE) {
                forced.incrementAndGet();
            }
        });
    }

    @AfterEach
    void close() throws IOException {
        channel.close();
    }

    private void wrote(long bytes) {
        behind.wrote(channel, bytes, () -> notes::incrementAndGet);
    }

    @Test
    void wrote_enough_forcesOnceAtATime() {
        wrote(ENOUGH - 1);
        assertThat(tasks).isEmpty();
        wrote(1);
        wrote(ENOUGH);
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(forced).hasValue(1);
        assertThat(notes).hasValue(1);
        wrote(1);
        assertThat(tasks).hasSize(1);
    }

    @Test
    void end_afterAnErrorOfTheDisk_tellsIt() {
        disk.trouble((deed, path) -> {
            if (deed == FaultyDisk.Deed.FORCE) {
                throw new IOException("Input/output error");
            }
        });
        wrote(ENOUGH);
        tasks.remove().run();
        assertThatThrownBy(behind::end).isInstanceOf(IOException.class).hasMessageContaining("Input/output error");
    }

    @Test
    void end_beforeAQueuedWrite_makesItDoNothing() throws IOException {
        wrote(ENOUGH);
        behind.end();
        tasks.remove().run();
        assertThat(forced).hasValue(0);
    }

    @Test
    void errorOfTheDisk_leavesNoNote() {
        disk.trouble((deed, path) -> {
            if (deed == FaultyDisk.Deed.FORCE) {
                throw new IOException("Input/output error");
            }
        });
        wrote(ENOUGH);
        tasks.remove().run();
        assertThat(notes).hasValue(0);
    }

    @Test
    void restart_beforeAQueuedWrite_makesItDoNothing() {
        wrote(ENOUGH);
        behind.restart();
        tasks.remove().run();
        assertThat(forced).hasValue(0);
        assertThat(notes).hasValue(0);
        wrote(ENOUGH);
        tasks.remove().run();
        assertThat(notes).hasValue(1);
    }

    @Test
    void close_waitsForTheWriteUnderWay_soThatItsErrorIsKept() throws Exception {
        CountDownLatch forcing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        disk.trouble((deed, path) -> {
            if (deed == FaultyDisk.Deed.FORCE) {
                forcing.countDown();
                awaitUninterruptibly(goOn);
                throw new IOException("Input/output error");
            }
        });
        wrote(ENOUGH);
        Thread flusher = new Thread(tasks.remove());
        flusher.start();
        assertThat(forcing.await(10, TimeUnit.SECONDS)).isTrue();
        FutureTask<Void> closing = new FutureTask<>(() -> {
            behind.close(channel);
            return null;
        });
        Thread closer = new Thread(closing);
        closer.start();
        while (closer.getState() != Thread.State.BLOCKED) {
            Thread.onSpinWait();
        }
        assertThat(channel.isOpen()).isTrue();
        goOn.countDown();
        closing.get(10, TimeUnit.SECONDS);
        flusher.join();
        assertThat(channel.isOpen()).isFalse();
        assertThatThrownBy(behind::end).hasMessageContaining("Input/output error");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aClosedChannel_isNoFailure() throws IOException {
        wrote(ENOUGH);
        channel.close();
        tasks.remove().run();
        assertThatCode(behind::end).doesNotThrowAnyException();
    }

    @Test
    void anExecutorThatTakesNoMore_isNoFailure() {
        WriteBehind closing = new WriteBehind(
                task -> {
                    throw new RejectedExecutionException("closed");
                },
                ENOUGH);
        assertThatCode(() -> closing.wrote(channel, ENOUGH, () -> notes::incrementAndGet))
                .doesNotThrowAnyException();
        assertThatCode(closing::end).doesNotThrowAnyException();
    }
}
