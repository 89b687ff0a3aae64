package io.github.cartoactivity.client.internal.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.FaultyDisk;
import io.github.cartoactivity.client.FaultyDisk.Deed;
import io.github.cartoactivity.client.internal.download.Segments.Span;
import io.github.cartoactivity.client.internal.http.Deadline;
import io.github.cartoactivity.client.internal.http.Time;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A transfer that gathers, and ends in every way. */
class PartWriterTest {
    private static final int SIZE = 100_000;
    private static final int BLOCK = 4 * BlockPool.ALIGNMENT;
    private static final int SOME = BLOCK + 5000;
    private static final Throwable REASON = new IOException("the reason");

    @TempDir
    Path directory;

    private final byte[] content = new byte[SIZE];
    private final FaultyDisk disk = new FaultyDisk();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final BlockPool blocks = new BlockPool(SIZE, BLOCK, 1);
    private final StillTime time = new StillTime();
    private final Asked asked = new Asked();
    private PartFile part;
    private Transfer transfer;
    private Span span;

    @BeforeEach
    void begin() throws IOException {
        new Random(42).nextBytes(content);
        part = new PartFile(disk.at(directory.resolve("file")), Runnable::run, SIZE);
        part.open();
        HttpHeaders announced =
                HttpHeaders.of(Map.of("content-length", List.of(String.valueOf(SIZE))), (name, value) -> true);
        transfer = new Transfer(announced, part, SegmentRules.defaults());
        span = transfer.segments().head();
    }

    @AfterEach
    void release() throws IOException {
        part.release();
    }

    private PartWriter writer(Executor executor) {
        SilenceWatch watch = new SilenceWatch(time, Duration.ofSeconds(30), Deadline.after(time, Duration.ofHours(1)));
        PartWriter writer = new PartWriter(
                transfer.segments(), span, transfer.writer(span, blocks), SIZE, watch, executor, () -> {});
        writer.onSubscribe(asked);
        return writer;
    }

    private void give(PartWriter writer, int from, int end) {
        writer.onNext(List.of(ByteBuffer.wrap(content, from, end - from).slice()));
    }

    private void assertOnTheDisk(int bytes) throws IOException {
        assertThat(span.position()).isEqualTo(bytes);
        assertThat(transfer.segments().received()).isEqualTo(bytes);
        byte[] file = Files.readAllBytes(directory.resolve("file.part"));
        assertThat(file).isEqualTo(Arrays.copyOf(content, bytes));
    }

    private static Throwable failureOf(PartWriter writer) {
        return writer.written().handle((done, failure) -> failure).join();
    }

    @Test
    void stop_returnsAtOnce_andWhatIsGatheredIsWrittenAside() throws IOException {
        PartWriter writer = writer(tasks::add);
        give(writer, 0, SOME);
        writer.stop(REASON);
        assertThat(asked.cancelled).isTrue();
        assertThat(writer.written()).isNotDone();
        tasks.remove().run();
        assertThat(failureOf(writer)).isSameAs(REASON);
        assertOnTheDisk(SOME);
        assertThat(blocks.lend(SIZE)).isNotNull();
    }

    static Stream<Executor> withoutThreads() {
        return Stream.of(
                task -> {
                    throw new RejectedExecutionException("closed");
                },
                task -> {
                    throw new OutOfMemoryError("unable to create native thread");
                });
    }

    @ParameterizedTest
    @MethodSource("withoutThreads")
    void stop_withoutAThread_givesBackWhatIsGathered(Executor executor) throws IOException {
        PartWriter writer = writer(executor);
        give(writer, 0, SOME);
        writer.stop(REASON);
        assertThat(failureOf(writer)).isSameAs(REASON);
        assertOnTheDisk(BLOCK);
        assertThat(blocks.lend(SIZE)).isNotNull();
    }

    @Test
    void stop_afterTheAttemptIsOver_givesBackWhatIsGathered() throws IOException {
        PartWriter writer = writer(tasks::add);
        give(writer, 0, SOME);
        writer.stop(REASON);
        part.release();
        tasks.remove().run();
        assertThat(failureOf(writer)).isSameAs(REASON);
        assertOnTheDisk(BLOCK);
    }

    @Test
    void stop_afterTheFileBeganAnew_writesNothing() throws IOException {
        PartWriter writer = writer(tasks::add);
        give(writer, 0, SOME);
        writer.stop(REASON);
        part.newEdition(transfer.announced());
        tasks.remove().run();
        assertThat(failureOf(writer)).isSameAs(REASON);
        assertThat(directory.resolve("file.part")).isEmptyFile();
    }

    @Test
    void connectionThatBreaks_losesNothing() throws IOException {
        PartWriter writer = writer(tasks::add);
        give(writer, 0, SOME);
        writer.onError(REASON);
        assertThat(failureOf(writer)).isSameAs(REASON);
        assertOnTheDisk(SOME);
    }

    @Test
    void body_isWrittenWhenItsEndIsTold() throws IOException {
        PartWriter writer = writer(tasks::add);
        give(writer, 0, SOME);
        give(writer, SOME, SIZE);
        assertThat(writer.written()).isNotDone();
        writer.onComplete();
        assertThat(failureOf(writer)).isNull();
        assertOnTheDisk(SIZE);
        writer.stop(REASON);
        assertThat(failureOf(writer)).isNull();
        assertThat(asked.cancelled).isFalse();
    }

    @Test
    void silence_endsIt_andNothingIsFetchedTwice() throws IOException {
        PartWriter writer = writer(Runnable::run);
        give(writer, 0, SOME);
        time.passUntil(writer.written()::isDone);
        assertThat(failureOf(writer)).hasMessageContaining("PT30S");
        assertOnTheDisk(SOME);
    }

    @Test
    void diskThatIsFull_endsIt_andTheBytesAreMissing() throws IOException {
        PartWriter writer = writer(tasks::add);
        give(writer, 0, BLOCK + 1);
        disk.trouble((deed, path) -> {
            if (deed == Deed.WRITE) {
                throw new IOException("No space left on device");
            }
        });
        give(writer, BLOCK + 1, SIZE);
        assertThat(failureOf(writer)).isInstanceOf(PartWriter.DiskException.class);
        assertThat(asked.cancelled).isTrue();
        assertOnTheDisk(BLOCK);
    }

    @Test
    void troubleWithTheDiskWhileStopping_isNoReplacementOfTheReason() {
        PartWriter writer = writer(Runnable::run);
        give(writer, 0, SOME);
        disk.trouble((deed, path) -> {
            if (deed == Deed.WRITE) {
                throw new IllegalStateException("No thread left");
            }
        });
        writer.stop(REASON);
        assertThat(failureOf(writer)).isSameAs(REASON);
        assertThat(span.position()).isEqualTo(BLOCK);
    }

    /** Time in which nothing happens until it is let pass. */
    private static final class StillTime implements Time {
        private final Deque<Runnable> alarms = new ArrayDeque<>();
        private long nanos;

        void passUntil(BooleanSupplier condition) {
            for (int i = 0; i < 100 && !condition.getAsBoolean(); i++) {
                nanos += TimeUnit.SECONDS.toNanos(1);
                alarms.remove().run();
            }
        }

        @Override
        public Instant now() {
            return Instant.EPOCH.plusNanos(nanos);
        }

        @Override
        public long nanoTime() {
            return nanos;
        }

        @Override
        public CompletableFuture<Void> sleep(Duration duration) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Alarm alarm(Duration duration, Runnable action) {
            alarms.add(action);
            return () -> alarms.remove(action);
        }
    }

    /** Whether the rest of the body is still wanted. */
    private static final class Asked implements Subscription {
        private boolean cancelled;

        @Override
        public void request(long count) {}

        @Override
        public void cancel() {
            cancelled = true;
        }
    }
}
