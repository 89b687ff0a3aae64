package io.github.cartoactivity.client;

import static io.github.cartoactivity.client.Downloads.activity;
import static io.github.cartoactivity.client.Downloads.countOfRequests;
import static io.github.cartoactivity.client.Downloads.fileRequests;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.error.DownloadException;
import io.github.cartoactivity.client.error.IntegrityException;
import io.github.cartoactivity.client.internal.download.BlockPool;
import io.github.cartoactivity.client.internal.download.SegmentRules;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.Fault;
import io.github.cartoactivity.testing.FileFault;
import io.github.cartoactivity.testing.RecordedRequest;
import io.github.cartoactivity.testing.WireFault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F43: who fails or is killed in the middle of a file leaves what is on the disk to the next run of the same export. */
class CrashResumeTest {
    /** One connection; what is here is noted every hundred kilobytes. */
    private static final SegmentRules SINGLE = SegmentRules.defaults().flushingAfter(100_000);

    private static final SegmentRules SEVERAL =
            new SegmentRules(100_000, 16_000, 64_000, Duration.ZERO).flushingAfter(50_000);
    private static final int STALL_AT = 600_000;
    private static final Pattern RUN = Pattern.compile("\\[(\\d+),(\\d+)]");

    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    @TempDir
    Path saved;

    private static Rig rig(SegmentRules rules) {
        return new Rig(patient(rules));
    }

    private static UnaryOperator<CartoActivityClientBuilder> patient(SegmentRules rules) {
        return builder ->
                builder.segmentRules(rules).timeouts(Timeouts.defaults()).blocks(new BlockPool(100_000, 8 * 1024, 2));
    }

    private Path own() throws IOException {
        try (Stream<Path> places = Files.list(directory)) {
            return places.filter(place -> place.getFileName().toString().startsWith(".carto-export-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Path ending(String ending) throws IOException {
        try (Stream<Path> files = Files.list(own())) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending)
                            && !file.getFileName().toString().endsWith(".resume.part"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The bytes that the note says are on the disk. */
    private long noted() {
        try {
            Matcher runs = RUN.matcher(Files.readString(ending(".resume")));
            long bytes = 0;
            while (runs.find()) {
                bytes += Long.parseLong(runs.group(2)) - Long.parseLong(runs.group(1));
            }
            return bytes;
        } catch (IOException | RuntimeException notYet) {
            return 0;
        }
    }

    private static long firstByte(RecordedRequest request) {
        Matcher range = Pattern.compile("bytes=(\\d+)-(\\d*)")
                .matcher(request.header("Range").orElseThrow());
        assertThat(range.matches()).isTrue();
        return Long.parseLong(range.group(1));
    }

    /** Runs the export until so much is noted, and leaves the disk as a process that is killed just then would. */
    private void crashed(Rig rig, long noted) throws Throwable {
        CompletableFuture<Export> export = rig.client.export(activity(directory));
        Leaks.await(() -> noted() >= noted);
        Path own = own();
        copy(own, saved.resolve("own"));
        export.cancel(true);
        rig.client.close();
        assertThat(directory).isEmptyDirectory();
        copy(saved.resolve("own"), own);
        rig.carto.on(Endpoint.FILE).clear();
    }

    /** Notes first: what they speak of is in the part file before they are written. */
    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(file -> !file.toString().endsWith(".resume.part"))
                    .sorted(Comparator.comparing(file -> file.toString().endsWith(".part")))
                    .toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private Map<String, String> crashedInTheMiddle(Rig rig) throws Throwable {
        Map<String, String> truth = Downloads.truth(rig, elsewhere);
        rig.carto.on(Endpoint.FILE).next(new WireFault.Stall(STALL_AT));
        crashed(rig, 100_000);
        return truth;
    }

    @Test
    void f43_killedInTheMiddleOfAFile_goesOnWhereTheDiskIs() throws Throwable {
        try (Rig rig = rig(SINGLE)) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            rig.carto.on(Endpoint.FILE).next(new WireFault.Stall(STALL_AT));
            Process process = ExportProcess.start(rig, directory, ExportProcess.Connections.ONE);
            Leaks.await(() -> noted() >= 100_000);
            kill(process);
            long noted = noted();
            int before = countOfRequests(rig);
            rig.get(rig.client.export(activity(directory)));
            assertThat(rig.carto.requests(Endpoint.CREATE_JOB)).hasSize(2);
            assertThat(fileRequests(rig, before)).singleElement().satisfies(request -> {
                assertThat(firstByte(request)).isEqualTo(noted);
                assertThat(request.header("If-Range").orElseThrow()).startsWith("\"");
            });
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            assertThat(DiskTree.names(directory)).hasSameSizeAs(truth.keySet());
        }
    }

    @Test
    void f43_killedWithSeveralConnections_asksOnlyForTheGaps() throws Throwable {
        try (Rig rig = rig(SEVERAL)) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            long size = Downloads.size(elsewhere);
            rig.carto.on(Endpoint.FILE).always(new WireFault.SlowBody(400_000));
            Process process = ExportProcess.start(rig, directory, ExportProcess.Connections.SEVERAL);
            Leaks.await(() -> noted() >= size / 3);
            kill(process);
            long noted = noted();
            rig.carto.on(Endpoint.FILE).clear();
            assertThat(rig.carto.mostInFlight(Endpoint.FILE)).isGreaterThan(1);
            int before = countOfRequests(rig);
            Export export = rig.get(rig.client.export(activity(directory)));
            assertThat(export.cost().files()).isEqualTo(1);
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            assertThat(fileRequests(rig, before)).isNotEmpty().allSatisfy(request -> {
                assertThat(request.header("Range")).isPresent();
                assertThat(request.header("If-Range")).isPresent();
            });
            assertThat(askedFor(fileRequests(rig, before), size)).isLessThanOrEqualTo(size - noted);
        }
    }

    private void kill(Process process) throws IOException, InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        Files.delete(directory.resolve("output"));
    }

    /** How many different bytes were asked for; where one transfer helps another, both ask for the same. */
    private static long askedFor(List<RecordedRequest> requests, long size) {
        BitSet asked = new BitSet();
        for (RecordedRequest request : requests) {
            String end = request.header("Range").orElseThrow().replaceAll(".*-", "");
            asked.set((int) firstByte(request), (int) (end.isEmpty() ? size : Long.parseLong(end) + 1));
        }
        return asked.cardinality();
    }

    @Test
    void f76_note_holdsNeitherLinkNorToken_andIsReadableByItsOwnerOnly() throws Throwable {
        try (Rig rig = rig(SINGLE)) {
            crashedInTheMiddle(rig);
            Path note = ending(".resume");
            rig.sweep.heard(Files.readString(note));
            assertThat(note).content().doesNotContain("http", "Signature", "?", "localhost", "127.0.0.1");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(saved.resolve("own").resolve(note.getFileName()))))
                    .isEqualTo("rw-------");
        }
    }

    static List<Fault> otherVersions() {
        return List.of(
                new FileFault.ChangeObject(),
                new Fault.Several(new FileFault.ChangeObject(), new FileFault.IgnoreIfRange()),
                new FileFault.IgnoreRange(),
                new FileFault.RangeNotSatisfiable());
    }

    @ParameterizedTest
    @MethodSource("otherVersions")
    void f43_serverThatCannotGoOn_isAskedForTheWholeFile(Fault fault) throws Throwable {
        try (Rig rig = rig(SINGLE)) {
            crashedInTheMiddle(rig);
            int before = countOfRequests(rig);
            rig.carto.on(Endpoint.FILE).next(fault);
            CartoActivityClient later = rig.another(patient(SINGLE));
            Export export = rig.get(later.export(activity(directory)));
            assertThat(firstByte(fileRequests(rig, before).get(0))).isPositive();
            assertThat(DiskTree.names(directory)).hasSize(1);
            List<String> old = Files.readAllLines(elsewhere.resolve(Downloads.FILE));
            assertThat(Files.readAllLines(export.files().get(0).path())).hasSameSizeAs(old);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"announced\":{},\"flushed\":[[0,5]]}",
                "{\"announced\":{\"etag\":[\"W/\\\"x\\\"\"],\"content-length\":[\"900000\"]},\"flushed\":[[0,100000]]}",
                "{\"announced\":{\"etag\":[\"\\\"x\\\"\"],\"content-length\":[\"900000\"]},\"flushed\":[]}",
                "{\"announced\":{\"etag\":[\"\\\"x\\\"\"],\"content-length\":[\"900000\"]},\"flushed\":[[5,5]]}",
                "{\"announced\":{\"etag\":[\"\\\"x\\\"\"],\"content-length\":[\"900000\"]},\"flushed\":[[0,900001]]}",
                "{\"announced\":{\"etag\":[\"\\\"x\\\"\"],\"content-length\":[\"900000\"]},\"flushed\":[[9,20],[0,5]]}",
                "{\"announced\":{\"etag\":[\"\\\"x\\\"\"],\"content-length\":[\"10\"]},\"flushed\":[[0,10]]}",
                "{\"announced\":{\"etag\":[\"\\\"a\\nb\\\"\"],\"content-length\":[\"x\"]},\"flushed\":[[\"a\",\"b\"]]}"
            })
    void f43_noteThatMakesNoSense_isForgotten(String note) throws Throwable {
        try (Rig rig = rig(SINGLE)) {
            Map<String, String> truth = crashedInTheMiddle(rig);
            Files.writeString(ending(".resume"), note);
            assertBegunAnew(rig, truth);
        }
    }

    @Test
    void f43_partShorterThanItsNote_isForgotten() throws Throwable {
        try (Rig rig = rig(SINGLE)) {
            Map<String, String> truth = crashedInTheMiddle(rig);
            try (FileChannel part = FileChannel.open(ending(".part"), StandardOpenOption.WRITE)) {
                part.truncate(100);
            }
            assertBegunAnew(rig, truth);
        }
    }

    @Test
    void f43_partWithoutItsNote_isForgotten() throws Throwable {
        try (Rig rig = rig(SINGLE)) {
            Map<String, String> truth = crashedInTheMiddle(rig);
            Files.delete(ending(".resume"));
            assertBegunAnew(rig, truth);
        }
    }

    private void assertBegunAnew(Rig rig, Map<String, String> truth) throws Throwable {
        int before = countOfRequests(rig);
        rig.get(rig.another(patient(SINGLE)).export(activity(directory)));
        assertThat(fileRequests(rig, before)).extracting(Downloads::range).containsExactly("whole");
        assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
    }

    @Test
    void f43_wrongByteInWhatWasLeft_isSeenByTheHash_andTheFileFetchedAgain() throws Throwable {
        try (Rig rig = rig(SINGLE)) {
            Map<String, String> truth = crashedInTheMiddle(rig);
            try (FileChannel part = FileChannel.open(ending(".part"), StandardOpenOption.WRITE)) {
                part.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), 1000);
            }
            int before = countOfRequests(rig);
            rig.get(rig.another(patient(SINGLE)).export(activity(directory)));
            assertThat(fileRequests(rig, before)).hasSize(2);
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    @Test
    void f43_crashAfterTheLastByte_needsNoRequest() throws Throwable {
        try (Rig rig = rig(SINGLE)) {
            Map<String, String> truth = crashedInTheMiddle(rig);
            Path whole = elsewhere.resolve(Downloads.FILE);
            long size = Files.size(whole);
            Path part = ending(".part");
            Files.write(part, Files.readAllBytes(whole));
            Path note = ending(".resume");
            Files.writeString(note, Files.readString(note).replaceAll("\\[\\[.*]]", "[[0," + size + "]]"));
            int before = countOfRequests(rig);
            rig.get(rig.another(patient(SINGLE)).export(activity(directory)));
            assertThat(fileRequests(rig, before)).isEmpty();
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    @Test
    void jobWhoseOnlyFileFailedInTheMiddle_isContinuedByTheNextDownload() throws Throwable {
        try (Rig rig = rig(SINGLE)) {
            ActivityJob created = rig.get(rig.client.createJob(
                    new JobRequest(Rig.WEEK, EnumSet.of(ExportCategory.ACTIVITY), ExportFormat.CSV)));
            ActivityJob job = rig.get(rig.client.awaitJob(created.id()));
            rig.carto.on(Endpoint.FILE).next(new WireFault.Stall(STALL_AT)).always(new WireFault.Status(500));
            // Silence, not a cut: only what had been flushed is gone on with, and the disk needs a moment for that.
            CartoActivityClient first = rig.another(builder ->
                    builder.segmentRules(SINGLE).timeouts(Timeouts.defaults().withIdle(Duration.ofSeconds(2))));
            rig.failure(DownloadException.class, first.download(job, directory));
            rig.carto.on(Endpoint.FILE).clear();
            int before = countOfRequests(rig);
            rig.get(rig.client.download(job, directory));
            assertThat(fileRequests(rig, before))
                    .singleElement()
                    .satisfies(request -> assertThat(firstByte(request)).isPositive());
            assertThat(DiskTree.names(directory)).hasSize(1);
        }
    }

    @Test
    void cancelledAfterACrash_leavesNothing() throws Throwable {
        try (Rig rig = rig(SINGLE)) {
            crashedInTheMiddle(rig);
            rig.carto.on(Endpoint.FILE).next(new WireFault.Stall(10_000));
            CartoActivityClient later = rig.another(patient(SINGLE));
            int before = countOfRequests(rig);
            CompletableFuture<Export> export = later.export(activity(directory));
            Leaks.await(() -> countOfRequests(rig) > before);
            export.cancel(true);
            later.close();
            assertThat(directory).isEmptyDirectory();
        }
    }

    private static Rig rigOfOneAttempt() {
        return new Rig(builder -> builder.segmentRules(SINGLE)
                .retryPolicy(RetryPolicy.never())
                .timeouts(Timeouts.defaults().withIdle(Duration.ofSeconds(2))));
    }

    @Test
    void f69_failedRun_leavesWhatIsFlushed_toTheNextOnes() throws Throwable {
        try (Rig rig = rigOfOneAttempt()) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            rig.carto.on(Endpoint.FILE).next(new WireFault.Stall(STALL_AT), new WireFault.Status(500));
            rig.failure(DownloadException.class, rig.client.export(activity(directory)));
            long noted = noted();
            assertThat(noted).isPositive();
            rig.failure(DownloadException.class, rig.client.export(activity(directory)));
            assertThat(noted()).isEqualTo(noted);
            int before = countOfRequests(rig);
            rig.get(rig.client.export(activity(directory)));
            assertThat(fileRequests(rig, before))
                    .singleElement()
                    .satisfies(request -> assertThat(firstByte(request)).isEqualTo(noted));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    @Test
    void failedRun_leavesNothingUnfinished_thatIsOfNoUse() throws Throwable {
        try (Rig rig = rigOfOneAttempt()) {
            rig.carto.on(Endpoint.FILE).next(new FileFault.WrongHash());
            rig.failure(IntegrityException.class, rig.client.export(activity(directory)));
            rig.carto.on(Endpoint.FILE).next(new Fault.Several(new FileFault.NoEtag(), new WireFault.Stall(STALL_AT)));
            rig.failure(DownloadException.class, rig.client.export(activity(directory)));
            assertThat(DiskTree.names(directory))
                    .noneMatch(name -> name.endsWith(".part") || name.endsWith(".resume"))
                    .anyMatch(name -> name.endsWith(".job"));
        }
    }
}
