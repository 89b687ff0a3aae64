package io.github.cartoactivity.client;

import static io.github.cartoactivity.client.Downloads.activity;
import static io.github.cartoactivity.client.Downloads.countOfRequests;
import static io.github.cartoactivity.client.Downloads.fileRequests;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.FaultyDisk.Deed;
import io.github.cartoactivity.client.error.DiskFullException;
import io.github.cartoactivity.client.internal.download.BlockPool;
import io.github.cartoactivity.client.internal.download.SegmentRules;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.FakeOrganisation;
import io.github.cartoactivity.testing.Fault;
import io.github.cartoactivity.testing.WireFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file large enough to be gathered into blocks and written past the system's cache. "Large" is small here. */
class LargeFileTest {
    private static final int LARGE = 50_000;
    private static final int BLOCK = 16 * 1024;
    private static final SegmentRules ONE_CONNECTION = SegmentRules.defaults().flushingAfter(60_000);
    private static final SegmentRules SEVERAL =
            new SegmentRules(LARGE, 16_000, 64_000, Duration.ZERO).flushingAfter(60_000);
    private static final FakeOrganisation QUIET =
            FakeOrganisation.builder().eventsPerDay(250).build();

    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    private final FaultyDisk disk = new FaultyDisk();

    private static Rig rig(SegmentRules rules, int blocks) {
        return new Rig(
                server -> server.organisation(QUIET),
                builder -> builder.segmentRules(rules)
                        .parallelDownloads(4)
                        .timeouts(Timeouts.defaults())
                        .blocks(new BlockPool(LARGE, BLOCK, blocks)));
    }

    private static boolean isData(Path path) {
        return path.getFileName().toString().contains("_activity_");
    }

    private long opened() {
        return disk.deeds().stream()
                .filter(deed -> deed.startsWith("OPEN ") && deed.contains("_activity_") && deed.endsWith(".part"))
                .filter(deed -> !deed.contains(".resume"))
                .count();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16})
    void comesAsItIs_overOneConnection(int blocks) throws Throwable {
        try (Rig rig = rig(ONE_CONNECTION, blocks)) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            rig.get(rig.client.export(activity(disk.at(directory))));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            assertThat(opened()).isEqualTo(blocks == 0 ? 1 : 2);
        }
    }

    static List<Fault> oddPlaces() {
        return List.of(
                new WireFault.CutBody(100_001),
                new WireFault.CutBody(4095),
                new WireFault.CutBody(3 * BLOCK),
                new WireFault.CutBody(200_000 + BLOCK / 2));
    }

    @ParameterizedTest
    @MethodSource("oddPlaces")
    void brokenOff_goesOnWithTheNextByte(WireFault.CutBody cut) throws Throwable {
        try (Rig rig = rig(ONE_CONNECTION, 16)) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int before = countOfRequests(rig);
            rig.carto.on(Endpoint.FILE).next(cut);
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            assertThat(fileRequests(rig, before))
                    .extracting(Downloads::range)
                    .containsExactly("whole", "bytes=" + cut.atByte() + "-");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void comesAsItIs_overSeveralConnections(int blocks) throws Throwable {
        try (Rig rig = rig(SEVERAL, blocks)) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int before = countOfRequests(rig);
            rig.carto.on(Endpoint.FILE).always(new WireFault.SlowBody(800_000));
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            assertThat(fileRequests(rig, before)).hasSizeGreaterThan(2);
        }
    }

    @Test
    void diskThatCannotBeWrittenThatWay_isWrittenTheOther() throws Throwable {
        try (Rig rig = rig(ONE_CONNECTION, 16)) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            AtomicInteger opens = new AtomicInteger();
            disk.trouble((deed, path) -> {
                if (deed == Deed.OPEN && isData(path) && isPart(path) && opens.incrementAndGet() == 2) {
                    throw new FileSystemException(path.toString(), null, "Invalid argument");
                }
            });
            rig.get(rig.client.export(activity(disk.at(directory))));
            assertThat(opens).hasValue(2);
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    private static boolean isPart(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(".part") && !name.contains(".resume");
    }

    @Test
    void f36_fullDisk_isTold() {
        try (Rig rig = rig(ONE_CONNECTION, 16)) {
            disk.trouble((deed, path) -> {
                if (deed == Deed.WRITE && isData(path)) {
                    throw new FileSystemException(path.toString(), null, "No space left on device");
                }
            });
            rig.failure(DiskFullException.class, rig.client.export(activity(disk.at(directory))));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void f70_givingUpWhileAWriteHangs_doesNotWaitForTheDisk(boolean closing) throws Throwable {
        int descriptors = Leaks.descriptors();
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        disk.trouble((deed, path) -> {
            if (deed == Deed.WRITE && isData(path)) {
                writing.countDown();
                await(goOn);
            }
        });
        try (Rig rig = rig(ONE_CONNECTION, 16)) {
            CompletableFuture<Export> export = rig.client.export(activity(disk.at(directory)));
            assertThat(writing.await(10, TimeUnit.SECONDS)).isTrue();
            long start = System.nanoTime();
            if (closing) {
                rig.client.close();
            } else {
                export.cancel(true);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            assertThat(export).isCompletedExceptionally();
            goOn.countDown();
            Leaks.await(() -> isEmpty(directory));
        } finally {
            goOn.countDown();
        }
        Leaks.assertBackTo(descriptors, Leaks::descriptors);
    }

    private static boolean isEmpty(Path directory) {
        try {
            return DiskTree.names(directory).isEmpty();
        } catch (IOException | UncheckedIOException meanwhileRemoved) {
            return false;
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
