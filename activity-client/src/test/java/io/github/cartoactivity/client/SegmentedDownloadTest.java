package io.github.cartoactivity.client;

import static io.github.cartoactivity.client.Downloads.FILE;
import static io.github.cartoactivity.client.Downloads.activity;
import static io.github.cartoactivity.client.Downloads.countOfRequests;
import static io.github.cartoactivity.client.Downloads.fileRequests;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.error.DownloadException;
import io.github.cartoactivity.client.internal.download.BlockPool;
import io.github.cartoactivity.client.internal.download.SegmentRules;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.FakeCarto;
import io.github.cartoactivity.testing.FakeOrganisation;
import io.github.cartoactivity.testing.Fault;
import io.github.cartoactivity.testing.FileFault;
import io.github.cartoactivity.testing.Gate;
import io.github.cartoactivity.testing.Hangup;
import io.github.cartoactivity.testing.HashHeaders;
import io.github.cartoactivity.testing.RecordedRequest;
import io.github.cartoactivity.testing.WireFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A large file over several connections at once. "Large" is small here. */
class SegmentedDownloadTest {
    private static final SegmentRules SMALL = new SegmentRules(100_000, 16_000, 64_000, Duration.ZERO);
    private static final FakeOrganisation QUIET =
            FakeOrganisation.builder().eventsPerDay(250).build();
    private static final WireFault.SlowBody SLOW = new WireFault.SlowBody(800_000);

    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    private static Rig rig(UnaryOperator<FakeCarto.Builder> server) {
        return rig(server, Timeouts.defaults());
    }

    private static Rig rig(UnaryOperator<FakeCarto.Builder> server, Timeouts timeouts) {
        return new Rig(
                builder -> server.apply(builder.organisation(QUIET)),
                builder -> builder.segmentRules(SMALL)
                        .parallelDownloads(4)
                        .timeouts(timeouts)
                        .blocks(someBlocks()));
    }

    /** Some connections gather blocks, others do not. */
    private static BlockPool someBlocks() {
        return new BlockPool(100_000, 16 * 1024, 2);
    }

    /** For faults of silence; elsewhere a processor that is busy is not to be taken for one. */
    private static Rig impatientRig() {
        return rig(UnaryOperator.identity(), Timeouts.defaults().withIdle(Duration.ofMillis(300)));
    }

    private static Rig rig() {
        return rig(UnaryOperator.identity());
    }

    /** Every request is slow; helpers' requests have more faults. The main transfer's first request has none. */
    private static void slowWith(Rig rig, Fault... ofHelpers) {
        Fault[] slow = new Fault[ofHelpers.length];
        for (int i = 0; i < slow.length; i++) {
            slow[i] = new Fault.Several(SLOW, ofHelpers[i]);
        }
        rig.carto.on(Endpoint.FILE).where(SegmentedDownloadTest::isPart, slow).always(SLOW);
    }

    private static boolean isPart(RecordedRequest request) {
        return request.header("Range").isPresent();
    }

    @Test
    void largeFile_comesOverSeveralConnections_withinTheLanes() throws Throwable {
        try (Rig rig = rig()) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int before = countOfRequests(rig);
            slowWith(rig);
            Export export = rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            assertThat(export.cost().bytes()).isEqualTo(Downloads.size(elsewhere));
            List<RecordedRequest> requests = fileRequests(rig, before);
            assertThat(requests).hasSizeGreaterThan(4);
            assertThat(requests.subList(1, requests.size())).allSatisfy(request -> {
                assertThat(request.header("Range").orElseThrow()).matches("bytes=\\d+-\\d*");
                assertThat(request.header("If-Range").orElseThrow()).startsWith("\"");
            });
            assertThat(rig.carto.mostInFlight(Endpoint.FILE)).isLessThanOrEqualTo(5); // one may be hung up on
        }
    }

    @Test
    void progress_onlyGrows_andIsToldByOneAtATime() throws Throwable {
        AtomicInteger telling = new AtomicInteger();
        AtomicInteger together = new AtomicInteger();
        List<Long> told = new CopyOnWriteArrayList<>();
        ProgressListener listener = new ProgressListener() {
            @Override
            public void fileProgress(SignedLink link, long bytes, long total) {
                together.accumulateAndGet(telling.incrementAndGet(), Math::max);
                told.add(bytes);
                telling.decrementAndGet();
            }
        };
        try (Rig rig = rig()) {
            slowWith(rig);
            CartoActivityClient client = rig.another(
                    builder -> builder.segmentRules(SMALL).parallelDownloads(4).progressListener(listener));
            rig.get(client.export(activity(directory)));
            assertThat(told).isSorted();
            assertThat(together).hasValue(1);
        }
    }

    static List<FileFault> withoutProof() {
        return List.of(new FileFault.NoEtag(), new FileFault.WeakEtag(), new FileFault.GzipTranscoded());
    }

    @ParameterizedTest
    @MethodSource("withoutProof")
    void withoutAStrongValidator_thereIsOneConnection(FileFault fault) throws Throwable {
        try (Rig rig = rig()) {
            rig.carto.on(Endpoint.FILE).always(new Fault.Several(SLOW, fault));
            rig.get(rig.client.export(activity(directory)));
            assertThat(rig.carto.requests(Endpoint.FILE)).hasSize(1);
        }
    }

    @Test
    void fileThatWouldSoonBeHere_takesOneConnection() throws Throwable {
        SegmentRules patient = new SegmentRules(100_000, 16_000, 64_000, Duration.ofSeconds(60));
        try (Rig rig = new Rig(server -> server.organisation(QUIET), builder -> builder.segmentRules(patient))) {
            slowWith(rig);
            rig.get(rig.client.export(activity(directory)));
            assertThat(rig.carto.requests(Endpoint.FILE)).hasSize(1);
        }
    }

    @Test
    void filesThatWait_goBeforeHelp() throws Throwable {
        try (Rig rig = rig(server -> server.filesPerTable(3))) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int before = countOfRequests(rig);
            CartoActivityClient narrow =
                    rig.another(builder -> builder.segmentRules(new SegmentRules(1000, 1000, 2000, Duration.ZERO))
                            .parallelDownloads(1));
            slowWith(rig);
            rig.get(narrow.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            assertThat(fileRequests(rig, before))
                    .extracting(Downloads::range)
                    .containsOnly("whole")
                    .hasSize(3);
        }
    }

    static List<Fault> troubleOfHelpers() {
        return List.of(
                new WireFault.CutBody(5000),
                new WireFault.CutBody(5000, Hangup.RESET),
                new WireFault.CutBody(0),
                new WireFault.LoseRequest(),
                new WireFault.Stall(3000),
                new WireFault.Status(403),
                new WireFault.Status(500),
                new WireFault.HtmlPage(),
                new FileFault.IgnoreRange(),
                new FileFault.WrongContentRange(FileFault.WrongContentRange.Mistake.START),
                new FileFault.MultipartRange(),
                new FileFault.RangeNotSatisfiable(),
                new FileFault.ExpireLink());
    }

    @ParameterizedTest
    @MethodSource("troubleOfHelpers")
    void whatHelpersDoNotBring_theMainTransferBrings(Fault trouble) throws Throwable {
        try (Rig rig = trouble instanceof WireFault.Stall ? impatientRig() : rig()) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            slowWith(rig, trouble, trouble);
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            assertThat(rig.carto.jobs()).hasSize(2);
        }
    }

    /** Only once, since for the main transfer it is the end. */
    @Test
    void fileThatIsGoneForAHelper_isBroughtByTheMainTransfer() throws Throwable {
        try (Rig rig = rig()) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            slowWith(rig, new WireFault.Status(404));
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    @Test
    void helperThatBreaksOff_isResumedAtTheExactByte() throws Throwable {
        try (Rig rig = rig()) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int before = countOfRequests(rig);
            slowWith(rig, new WireFault.CutBody(5000));
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            List<String> ranges =
                    fileRequests(rig, before).stream().map(Downloads::range).toList();
            long broken = Long.parseLong(ranges.get(1).replaceAll("bytes=(\\d+)-.*", "$1"));
            assertThat(ranges).anyMatch(range -> range.startsWith("bytes=" + (broken + 5000) + "-"));
        }
    }

    @Test
    void mainTransferThatStalls_isResumed_whateverHelpersHaveBrought() throws Throwable {
        try (Rig rig = impatientRig()) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            rig.carto
                    .on(Endpoint.FILE)
                    .next(new Fault.Several(SLOW, new WireFault.Stall(40_000)))
                    .always(SLOW);
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void crowdedHost_isNotAskedForSegments(int status) throws Throwable {
        try (Rig rig = rig()) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int before = countOfRequests(rig);
            rig.carto
                    .on(Endpoint.FILE)
                    .where(SegmentedDownloadTest::isPart, new WireFault.Status(status), new WireFault.Status(status))
                    .always(SLOW);
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            // The helpers that were on their way together, then the main transfer for what they have left.
            assertThat(fileRequests(rig, before).size()).isLessThanOrEqualTo(1 + 3 + 3);
        }
    }

    static List<Fault> changes() {
        return List.of(
                new FileFault.ChangeObject(),
                new Fault.Several(new FileFault.ChangeObject(), new FileFault.IgnoreIfRange()));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void changedObject_isNeverMixedWithTheOldOne(Fault change) throws Throwable {
        try (Rig rig = rig(server -> server.hashHeaders(HashHeaders.NONE))) {
            Downloads.truth(rig, elsewhere);
            slowWith(rig, Fault.none(), change);
            rig.get(rig.client.export(activity(directory)));
            List<String> old = Files.readAllLines(elsewhere.resolve(FILE));
            assertThat(Files.readAllLines(directory.resolve(FILE)))
                    .hasSameSizeAs(old)
                    .allMatch(line -> line.startsWith("\""));
        }
    }

    @Test
    void wrongByteInASegment_isSeenByTheHashOfTheWhole() throws Throwable {
        try (Rig rig = rig()) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int last = Downloads.size(elsewhere) - 1;
            slowWith(rig, new FileFault.CorruptByte(last));
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    @Test
    void cancelledInTheMiddle_leavesNothing() throws Throwable {
        try (Rig rig = rig()) {
            Gate gate = new Gate();
            rig.carto
                    .on(Endpoint.FILE)
                    .where(SegmentedDownloadTest::isPart, new WireFault.Held(gate), new WireFault.Held(gate))
                    .always(SLOW);
            CompletableFuture<Export> export = rig.client.export(activity(directory));
            assertThat(gate.awaitArrivals(2, Duration.ofSeconds(10))).isTrue();
            export.cancel(true);
            gate.open();
            rig.client.close();
            assertThat(directory).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void anyTrouble_givesTheRightBytes_orNone(long seed) throws Throwable {
        Random random = new Random(seed);
        try (Rig rig = rig(server -> server.hashHeaders(HashHeaders.NONE).filesPerTable(2))) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            for (int i = 0; i < 12; i++) {
                rig.carto.faults(Endpoint.FILE, new Fault.Several(SLOW, trouble(random)));
            }
            rig.carto.on(Endpoint.FILE).always(SLOW);
            try {
                rig.get(rig.client.export(activity(directory)));
            } catch (DownloadException tooMuchOfItInARow) {
                assertThat(DiskTree.names(directory)).allMatch(name -> name.startsWith(".carto-export-"));
                rig.carto.on(Endpoint.FILE).clear();
                rig.get(rig.client.export(activity(directory)));
            }
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    private static Fault trouble(Random random) {
        long place = random.nextInt(60_000);
        return switch (random.nextInt(9)) {
            case 0 -> new WireFault.CutBody(place);
            case 1 -> new WireFault.CutBody(place, Hangup.RESET);
            case 2 -> new WireFault.ChunkedWithoutEnd(place);
            case 3 -> new WireFault.LoseReply(Hangup.RESET);
            case 4 -> new WireFault.Status(500);
            case 5 -> new FileFault.IgnoreRange();
            case 6 -> new FileFault.ExpireLink();
            default -> Fault.none();
        };
    }
}
