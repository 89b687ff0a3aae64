package io.github.cartoactivity.client;

import static io.github.cartoactivity.client.Downloads.AS_IS;
import static io.github.cartoactivity.client.Downloads.FILE;
import static io.github.cartoactivity.client.Downloads.activity;
import static io.github.cartoactivity.client.Downloads.countOfRequests;
import static io.github.cartoactivity.client.Downloads.fileRequests;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.FaultyDisk.Deed;
import io.github.cartoactivity.client.error.DeadlineException;
import io.github.cartoactivity.client.error.DiskFullException;
import io.github.cartoactivity.client.error.LocalFileException;
import io.github.cartoactivity.client.internal.download.SegmentRules;
import io.github.cartoactivity.client.spi.SettlingFuture;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.FakeCarto;
import io.github.cartoactivity.testing.FakeJob;
import io.github.cartoactivity.testing.FakeOrganisation;
import io.github.cartoactivity.testing.JobFault;
import io.github.cartoactivity.testing.WireFault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Group E of the faults: the disk. */
class DiskFaultsTest {
    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    private final FaultyDisk disk = new FaultyDisk();

    private static IOException noSpace(Path path) {
        return new FileSystemException(path.toString(), null, "No space left on device");
    }

    @Test
    void f36_fullDisk_endsTheExportAtOnce_andStopsTheOthers() throws Throwable {
        try (Rig rig = new Rig(server -> server.filesPerTable(4), AS_IS)) {
            rig.carto.on(Endpoint.FILE).file(3, new WireFault.Stall(100));
            AtomicInteger writes = new AtomicInteger();
            disk.trouble((deed, path) -> {
                if (deed == Deed.WRITE && FaultyDisk.isData(path) && writes.incrementAndGet() == 3) {
                    throw noSpace(path);
                }
            });
            long start = System.nanoTime();
            DiskFullException error =
                    rig.failure(DiskFullException.class, rig.client.export(activity(disk.at(directory))));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            assertThat(error.context()).containsKeys("path", "needed", "free");
            assertThat(error.context().get("needed")).matches("\\d+ bytes");
            assertThat(error.context().get("free")).matches("\\d+ bytes");
            assertThat(rig.carto.requests(Endpoint.FILE)).hasSizeLessThanOrEqualTo(4);
            assertThat(DiskTree.names(directory))
                    .allMatch(name -> name.startsWith(".carto-export-"))
                    .noneMatch(name -> name.endsWith(".part"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1L << 40})
    void f36_fullDiskOfASystemInAnotherLanguage_isToldByItsRoom(long free) {
        try (Rig rig = new Rig()) {
            disk.freeBytes(free);
            disk.trouble((deed, path) -> {
                if (deed == Deed.WRITE && FaultyDisk.isData(path)) {
                    throw new IOException("Auf dem Ger\u00e4t ist kein Speicherplatz mehr verf\u00fcgbar");
                }
            });
            LocalFileException error =
                    rig.failure(LocalFileException.class, rig.client.export(activity(disk.at(directory))));
            assertThat(error instanceof DiskFullException).isEqualTo(free == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true, false, true, false, true, false, true})
    void f70_givingUpWhileAFlushHangs_doesNotWaitForTheDisk(boolean closing) throws Throwable {
        int descriptors = Leaks.descriptors();
        CountDownLatch forcing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        disk.trouble((deed, path) -> {
            if (deed == Deed.FORCE && FaultyDisk.isData(path)) {
                forcing.countDown();
                FaultyDisk.hang(goOn, 60_000);
            }
        });
        try (Rig rig =
                new Rig(builder -> builder.segmentRules(SegmentRules.defaults().flushingAfter(100_000)))) {
            rig.carto.on(Endpoint.FILE).always(new WireFault.Stall(600_000));
            CompletableFuture<Export> export = rig.client.export(activity(disk.at(directory)));
            assertThat(forcing.await(10, TimeUnit.SECONDS)).isTrue();
            rig.giveUp(export, closing);
            goOn.countDown();
            Leaks.await(() -> DiskTree.isEmpty(directory));
        } finally {
            goOn.countDown();
        }
        Leaks.assertBackTo(descriptors, Leaks::descriptors);
    }

    @Test
    void f70_diskThatDoesNotAnswer_isNotWaitedForLongerThanForTheWholeCall() throws Throwable {
        CountDownLatch goOn = new CountDownLatch(1);
        disk.trouble((deed, path) -> {
            if (deed == Deed.WRITE && path.toString().endsWith(".part")) {
                FaultyDisk.hang(goOn, 60_000);
            }
        });
        try (Rig rig = new Rig()) {
            ActivityJob created = rig.get(rig.client.createJob(
                    new JobRequest(Rig.WEEK, EnumSet.of(ExportCategory.ACTIVITY), ExportFormat.CSV)));
            ActivityJob job = rig.get(rig.client.awaitJob(created.id()));
            CartoActivityClient hurried =
                    rig.another(builder -> builder.timeouts(Timeouts.defaults().withTotal(Duration.ofSeconds(1))));
            CompletableFuture<?> download = hurried.download(job, disk.at(directory));
            DeadlineException error = rig.failure(DeadlineException.class, download);
            assertThat(error).hasMessageContaining("PT1S").hasMessageContaining("disk");
            goOn.countDown();
            SettlingFuture.endOf(download).orElseThrow().get(10, TimeUnit.SECONDS);
            assertThat(directory).isEmptyDirectory();
        } finally {
            goOn.countDown();
        }
    }

    @Test
    void f36_diskErrorBeforeTheFirstByte_hangsUp() throws Throwable {
        try (Rig rig = new Rig()) {
            rig.get(rig.client.export(activity(elsewhere)));
            int withConnectionKeptAlive = Leaks.descriptors();
            disk.trouble((deed, path) -> {
                if (deed == Deed.TRUNCATE && FaultyDisk.isData(path)) {
                    throw noSpace(path);
                }
            });
            rig.carto.on(Endpoint.FILE).always(new WireFault.Stall(100_000));
            rig.failure(DiskFullException.class, rig.client.export(activity(disk.at(directory))));
            Leaks.assertBackTo(withConnectionKeptAlive - 1, Leaks::descriptors);
        }
    }

    @Test
    void f36_fullDiskWhileTheJobIsRemembered_isDiskFullException_andTheJobIsCancelled() throws Throwable {
        try (Rig rig = new Rig()) {
            disk.trouble((deed, path) -> {
                if (deed == Deed.WRITE && path.toString().contains(".job")) {
                    throw noSpace(path);
                }
            });
            rig.failure(DiskFullException.class, rig.client.export(activity(disk.at(directory))));
            assertThat(directory).isEmptyDirectory();
            rig.client.close();
            assertThat(rig.carto.jobs()).extracting(FakeJob::state).containsExactly(FakeJob.State.CANCELLED);
        }
    }

    @Test
    void f37_targetThatIsAFile_isRefusedBeforeAnyRequest() throws Throwable {
        try (Rig rig = new Rig()) {
            Path file = Files.writeString(directory.resolve("file"), "mine");
            rig.failure(LocalFileException.class, rig.client.export(activity(file)));
            rig.failure(LocalFileException.class, rig.client.export(activity(file.resolve("below"))));
            assertThat(rig.carto.requests()).isEmpty();
            assertThat(file).hasContent("mine");
        }
    }

    @Test
    void f37_readOnlyTarget_isRefusedBeforeAnyRequest() throws Throwable {
        try (Rig rig = new Rig()) {
            disk.trouble((deed, path) -> {
                throw new AccessDeniedException(path.toString());
            });
            LocalFileException error =
                    rig.failure(LocalFileException.class, rig.client.export(activity(disk.at(directory))));
            assertThat(error.context().get("path")).startsWith(directory.toString());
            assertThat(rig.carto.requests()).isEmpty();
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void f37_missingTarget_isMade() throws Throwable {
        try (Rig rig = new Rig()) {
            rig.get(rig.client.export(activity(directory.resolve("a/b/c"))));
            assertThat(directory.resolve("a/b/c").resolve(FILE)).exists();
        }
    }

    static List<String> hostileNames() {
        return List.of(
                "CON",
                "aux.csv",
                "dot.",
                "blank%20",
                "a".repeat(300),
                "e%CC%81.csv",
                "%C3%A9.csv",
                "ACTIVITY.CSV",
                "..%2f..%2fx",
                "%2e%2e",
                "C:%5Cx",
                "%00",
                "a;b'c%22d",
                ".part");
    }

    @ParameterizedTest
    @MethodSource("hostileNames")
    void f38_namesInLinks_neverNameFiles(String name) throws Throwable {
        try (Rig rig = new Rig(server -> server.filesPerTable(3), AS_IS)) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            rig.carto.on(Endpoint.GET_JOB).always(new JobFault.LinkNames(name));
            Path target = directory.resolve("target");
            rig.get(rig.client.export(activity(target)));
            assertThat(DiskTree.hashes(target)).isEqualTo(truth);
            assertThat(DiskTree.names(directory)).allMatch(path -> path.startsWith("target"));
        }
    }

    @Test
    void f39_finalFile_isReplaced_andItsReadersGoOnReadingTheOldOne() throws Throwable {
        try (Rig rig = new Rig()) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            Files.writeString(directory.resolve(FILE), "what was here before");
            try (InputStream reader = Files.newInputStream(directory.resolve(FILE))) {
                rig.get(rig.client.export(activity(directory)));
                assertThat(reader.readAllBytes()).asString().isEqualTo("what was here before");
            }
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    @Test
    void f39_fileInUse_getsAMoment() throws Throwable {
        try (Rig rig = new Rig()) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            AtomicInteger moves = new AtomicInteger();
            disk.trouble((deed, path) -> {
                if (deed == Deed.MOVE && path.endsWith(FILE) && moves.incrementAndGet() < 3) {
                    throw moves.get() == 1
                            ? new AccessDeniedException(path.toString())
                            : new FileSystemException(path.toString(), null, "used by another process");
                }
            });
            rig.get(rig.client.export(activity(disk.at(directory))));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    @Test
    void f39_fileInUseForGood_isAnError_andTheNextRunNeedsNoDownload() throws Throwable {
        try (Rig rig = new Rig()) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int before = countOfRequests(rig);
            disk.trouble((deed, path) -> {
                if (deed == Deed.MOVE && path.endsWith(FILE)) {
                    throw new FileSystemException(path.toString(), null, "used by another process");
                }
            });
            LocalFileException error =
                    rig.failure(LocalFileException.class, rig.client.export(activity(disk.at(directory))));
            assertThat(error.context().get("path")).endsWith(FILE);
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            assertThat(fileRequests(rig, before)).hasSize(1);
        }
    }

    @Test
    void f39_diskWithoutAtomicMoves_getsOrdinaryOnes() throws Throwable {
        try (Rig rig = new Rig()) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            Files.writeString(directory.resolve(FILE), "what was here before");
            AtomicInteger moves = new AtomicInteger();
            disk.trouble((deed, path) -> {
                if (deed == Deed.MOVE && moves.incrementAndGet() % 2 == 1) {
                    throw new AtomicMoveNotSupportedException(path.toString(), path.toString(), "not here");
                }
            });
            rig.get(rig.client.export(activity(disk.at(directory))));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Deed.class,
            names = {"OPEN", "TRUNCATE", "WRITE", "FORCE", "CLOSE", "MOVE"})
    void f40_fileThatCannotBeWritten_neverGetsItsName(Deed broken) throws Throwable {
        try (Rig rig = new Rig()) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int before = countOfRequests(rig);
            disk.trouble((deed, path) -> {
                if (deed == broken && FaultyDisk.isData(path)) {
                    throw new IOException("Input/output error");
                }
            });
            rig.failure(LocalFileException.class, rig.client.export(activity(disk.at(directory))));
            assertThat(fileRequests(rig, before)).hasSizeLessThanOrEqualTo(1);
            assertThat(DiskTree.names(directory)).noneMatch(name -> name.contains(".csv") || name.endsWith(".part"));
            disk.trouble((deed, path) -> {});
            rig.get(rig.client.export(activity(disk.at(directory))));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    @Test
    void f40_bytesThenNames_areOnTheDisk_beforeAnythingIsRemoved() throws Throwable {
        try (Rig rig = new Rig()) {
            rig.get(rig.client.export(activity(disk.at(directory))));
            assertThat(List.of(
                            place("FORCE .*_activity_.*\\.part"),
                            place("MOVE .*_activity_.*\\.csv"),
                            place("MOVE " + FILE),
                            place("FORCE " + directory.getFileName()),
                            place("DELETE .*\\.job")))
                    .isSorted();
        }
    }

    private int place(String pattern) {
        List<String> deeds = disk.deeds();
        return IntStream.range(0, deeds.size())
                .filter(i -> deeds.get(i).matches(pattern))
                .findFirst()
                .orElseThrow();
    }

    /** Power goes after so many deeds: nothing that follows reaches the disk. */
    @Test
    void crashAnywhere_leavesNothingWrong_andTheNextRunConverges() throws Throwable {
        try (Rig rig = new Rig(this::smallFiles, builder -> builder.parallelDownloads(1))) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            boolean done = false;
            for (int deeds = 0; !done; deeds++) {
                done = crashAfter(deeds, rig, directory.resolve("" + deeds), truth);
            }
            assertThat(DiskTree.hashes(directory).size()).isGreaterThan(30 * truth.size());
        }
    }

    private FakeCarto.Builder smallFiles(FakeCarto.Builder server) {
        return server.filesPerTable(3)
                .organisation(FakeOrganisation.builder().eventsPerDay(10).build());
    }

    /** Whether the export was done before the power went. */
    private boolean crashAfter(int deeds, Rig rig, Path target, Map<String, String> truth) throws Throwable {
        Files.createDirectory(target);
        int jobs = rig.carto.jobs().size();
        boolean done = true;
        AtomicInteger left = new AtomicInteger(deeds);
        disk.trouble((deed, path) -> {
            if (left.decrementAndGet() < 0) {
                throw new IOException("The power is off");
            }
        });
        try {
            rig.get(rig.client.export(activity(disk.at(target))));
            done = left.get() >= 0;
        } catch (LocalFileException e) {
            done = false;
            assertThat(DiskTree.hashes(target).entrySet().stream()
                            .filter(file -> !file.getKey().startsWith("."))
                            .toList())
                    .isSubsetOf(truth.entrySet());
        }
        rig.get(rig.client.export(activity(target)));
        assertThat(DiskTree.hashes(target)).isEqualTo(truth);
        assertThat(DiskTree.names(target)).hasSameSizeAs(truth.keySet());
        assertThat(rig.carto.jobs()).hasSizeLessThanOrEqualTo(jobs + 2);
        return done;
    }

    @Test
    void disk_isTheRealOne() throws Exception {
        Path file = disk.at(directory).resolve("file");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        assertThat(disk.deeds()).containsExactly("OPEN file", "FORCE file", "CLOSE file");
        assertThat(directory.resolve("file")).exists();
    }
}
