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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteBehindTest {
    private static final long ENOUGH = 16L << 20;

    @TempDir
    Path directory;

    private final FaultyDisk disk = new FaultyDisk();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final AtomicInteger forced = new AtomicInteger();
    private final WriteBehind behind = new WriteBehind(tasks::add);
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

    @Test
    void wrote_enough_forcesOnceAtATime() {
        behind.wrote(channel, ENOUGH - 1);
        assertThat(tasks).isEmpty();
        behind.wrote(channel, 1);
        behind.wrote(channel, ENOUGH);
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(forced).hasValue(1);
        behind.wrote(channel, 1);
        assertThat(tasks).hasSize(1);
    }

    @Test
    void end_afterAnErrorOfTheDisk_tellsIt() {
        disk.trouble((deed, path) -> {
            if (deed == FaultyDisk.Deed.FORCE) {
                throw new IOException("Input/output error");
            }
        });
        behind.wrote(channel, ENOUGH);
        tasks.remove().run();
        assertThatThrownBy(behind::end).isInstanceOf(IOException.class).hasMessageContaining("Input/output error");
    }

    @Test
    void end_beforeAQueuedWrite_makesItDoNothing() throws IOException {
        behind.wrote(channel, ENOUGH);
        behind.end();
        tasks.remove().run();
        assertThat(forced).hasValue(0);
    }

    @Test
    void aClosedChannel_isNoFailure() throws IOException {
        behind.wrote(channel, ENOUGH);
        channel.close();
        tasks.remove().run();
        assertThatCode(behind::end).doesNotThrowAnyException();
    }

    @Test
    void anExecutorThatTakesNoMore_isNoFailure() {
        WriteBehind closing = new WriteBehind(task -> {
            throw new RejectedExecutionException("closed");
        });
        assertThatCode(() -> closing.wrote(channel, ENOUGH)).doesNotThrowAnyException();
        assertThatCode(closing::end).doesNotThrowAnyException();
    }
}
