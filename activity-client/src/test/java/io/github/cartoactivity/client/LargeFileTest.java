package io.github.cartoactivity.client;

import static io.github.cartoactivity.client.Downloads.activity;
import static io.github.cartoactivity.client.Downloads.countOfRequests;
import static io.github.cartoactivity.client.Downloads.fileRequests;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.FaultyDisk.Deed;
import io.github.cartoactivity.client.error.DiskFullException;
import io.github.cartoactivity.client.internal.download.BlockPool;
import io.github.cartoactivity.client.internal.download.PastCacheHere;
import io.github.cartoactivity.client.internal.download.SegmentRules;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.FakeOrganisation;
import io.github.cartoactivity.testing.Fault;
import io.github.cartoactivity.testing.HashHeaders;
import io.github.cartoactivity.testing.WireFault;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
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
        return rig(rules, new BlockPool(LARGE, BLOCK, blocks), Timeouts.defaults(), HashHeaders.GOOGLE);
    }

    private static Rig rig(SegmentRules rules, BlockPool blocks, Timeouts timeouts, HashHeaders hashes) {
        return new Rig(
                server -> server.organisation(QUIET).hashHeaders(hashes),
                builder -> builder.segmentRules(rules)
                        .parallelDownloads(4)
                        .timeouts(timeouts)
                        .blocks(blocks));
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
        PastCacheHere.assumePossible(directory);
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
        BlockPool pool = new BlockPool(LARGE, BLOCK, blocks);
        try (Rig rig = rig(SEVERAL, pool, Timeouts.defaults(), HashHeaders.NONE)) {
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
        PastCacheHere.assumePossible(directory);
        try (Rig rig = rig(ONE_CONNECTION, 16)) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            AtomicInteger opens = new AtomicInteger();
            disk.trouble((deed, path) -> {
                if (deed == Deed.OPEN && FaultyDisk.isData(path) && isPart(path) && opens.incrementAndGet() == 2) {
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
                if (deed == Deed.WRITE && FaultyDisk.isData(path)) {
                    throw new FileSystemException(path.toString(), null, "No space left on device");
                }
            });
            rig.failure(DiskFullException.class, rig.client.export(activity(disk.at(directory))));
        }
    }

    /** Trouble that is no error of the disk. It is the end of the main transfer, but not of one that helps it. */
    @ParameterizedTest
    @EnumSource(
            value = HashHeaders.class,
            names = {"GOOGLE", "NONE"})
    void bytesThatCouldNotBeWritten_areNoHole(HashHeaders hashes) throws Throwable {
        BlockPool pool = new BlockPool(LARGE, BLOCK, 2);
        int arrivals = 0;
        for (int failing = 2; failing <= 20; failing += 2) {
            Path target = directory.resolve(String.valueOf(failing));
            try (Rig rig = rig(SEVERAL, pool, Timeouts.defaults(), hashes)) {
                Map<String, String> truth = Downloads.truth(rig, elsewhere.resolve(String.valueOf(failing)));
                failAt(failing);
                rig.carto.on(Endpoint.FILE).always(new WireFault.SlowBody(800_000));
                boolean arrived = rig.client
                        .export(activity(disk.at(target)))
                        .handle((export, failure) -> failure == null)
                        .get(30, TimeUnit.SECONDS);
                if (arrived) {
                    arrivals++;
                    assertThat(DiskTree.hashes(target)).isEqualTo(truth);
                }
            }
        }
        assertThat(arrivals).isPositive();
    }

    /** Two writes in a row: what cannot go past the cache is tried through it. */
    private void failAt(int failing) {
        AtomicInteger writes = new AtomicInteger();
        disk.trouble((deed, path) -> {
            if (deed == Deed.WRITE && FaultyDisk.isData(path) && isPart(path)) {
                int count = writes.incrementAndGet();
                if (count == failing || count == failing + 1) {
                    throw new IllegalStateException("No memory left outside the heap");
                }
            }
        });
    }

    @Test
    void troubleWithTheLastBlock_isNotWaitedForForever() {
        BlockPool largerThanTheFile = new BlockPool(LARGE, 1 << 22, 1);
        try (Rig rig = rig(ONE_CONNECTION, largerThanTheFile, Timeouts.defaults(), HashHeaders.GOOGLE)) {
            disk.trouble((deed, path) -> {
                if (deed == Deed.WRITE && FaultyDisk.isData(path) && isPart(path)) {
                    throw new IllegalStateException("No thread left");
                }
            });
            rig.failure(IllegalStateException.class, rig.client.export(activity(disk.at(directory))));
        }
    }

    @Test
    void slowDisk_isNoSilentServer() throws Throwable {
        Timeouts impatient = Timeouts.defaults().withIdle(Duration.ofSeconds(1));
        AtomicInteger writes = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        disk.trouble((deed, path) -> {
            if (deed == Deed.WRITE && FaultyDisk.isData(path) && isPart(path) && writes.incrementAndGet() == 3) {
                FaultyDisk.hang(never, 2500);
            }
        });
        try (Rig rig = rig(ONE_CONNECTION, new BlockPool(LARGE, BLOCK, 1), impatient, HashHeaders.GOOGLE)) {
            rig.get(rig.client.export(activity(disk.at(directory))));
            assertThat(rig.carto.requests(Endpoint.FILE)).hasSize(1);
        }
    }

    /** While the file begins anew, while a block is written, while one of several connections has the file. */
    @ParameterizedTest
    @CsvSource({"TRUNCATE,false", "TRUNCATE,true", "WRITE,false", "WRITE,true"})
    void f70_givingUpWhileTheDiskHangs_doesNotWaitForIt(Deed hanging, boolean closing) throws Throwable {
        try (Rig other = rig(ONE_CONNECTION, 2)) {
            other.get(other.client.export(activity(elsewhere))); // opens what a JVM opens once
        }
        int descriptors = Leaks.descriptors();
        CountDownLatch begun = new CountDownLatch(hanging == Deed.WRITE ? 3 : 1);
        CountDownLatch goOn = new CountDownLatch(1);
        disk.trouble((deed, path) -> {
            if (deed == hanging && FaultyDisk.isData(path) && isPart(path)) {
                begun.countDown();
                if (begun.getCount() == 0) {
                    FaultyDisk.hang(goOn, 60_000);
                }
            }
        });
        try (Rig rig = rig(hanging == Deed.WRITE ? SEVERAL : ONE_CONNECTION, 2)) {
            rig.carto.on(Endpoint.FILE).always(new WireFault.SlowBody(800_000));
            CompletableFuture<Export> export = rig.client.export(activity(disk.at(directory)));
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            rig.giveUp(export, closing);
            goOn.countDown();
            Leaks.await(() -> DiskTree.isEmpty(directory));
        } finally {
            goOn.countDown();
        }
        Leaks.assertBackTo(descriptors, Leaks::descriptors);
    }
}
