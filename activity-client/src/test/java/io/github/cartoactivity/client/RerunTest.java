package io.github.cartoactivity.client;

import static io.github.cartoactivity.client.Downloads.AS_IS;
import static io.github.cartoactivity.client.Downloads.activity;
import static io.github.cartoactivity.client.Downloads.countOfRequests;
import static io.github.cartoactivity.client.Downloads.fileRequests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cartoactivity.client.error.AccessDeniedException;
import io.github.cartoactivity.client.error.AuthenticationException;
import io.github.cartoactivity.client.error.DownloadException;
import io.github.cartoactivity.client.error.IntegrityException;
import io.github.cartoactivity.client.error.LocalFileException;
import io.github.cartoactivity.client.spi.LockProbe;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.FakeOrganisation;
import io.github.cartoactivity.testing.FileFault;
import io.github.cartoactivity.testing.Gate;
import io.github.cartoactivity.testing.JobFault;
import io.github.cartoactivity.testing.RecordedRequest;
import io.github.cartoactivity.testing.WireFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same export once more: after a failure, a crash, a success, or at the same time. */
class RerunTest {
    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    /** Five files, of which the fourth cannot be had for now; one after the other. */
    private Rig failedOnce() {
        Rig rig = new Rig(server -> server.filesPerTable(5), builder -> builder.parallelDownloads(1));
        rig.carto.on(Endpoint.FILE).file(4, new WireFault.Status(404));
        rig.failure(DownloadException.class, rig.client.export(activity(directory)));
        return rig;
    }

    private Map<String, String> truth() throws Throwable {
        try (Rig rig = new Rig(server -> server.filesPerTable(5), AS_IS)) {
            return Downloads.truth(rig, elsewhere);
        }
    }

    private static List<Integer> numbers(Rig rig, int before) {
        return fileRequests(rig, before).stream()
                .map(RecordedRequest::fileNumber)
                .sorted()
                .toList();
    }

    /** The server may note a request that an earlier run gave up only now, so each once is for the export to say. */
    private static void assertOnlyMissingFilesCame(Rig rig, int before, Export export) {
        assertThat(numbers(rig, before)).containsOnly(4, 5);
        assertThat(export.cost().files()).isEqualTo(2);
    }

    private Path own() throws IOException {
        try (var places = Files.newDirectoryStream(directory, ".carto-export-*")) {
            return places.iterator().next();
        }
    }

    @Test
    void failedRun_isContinued_withItsJobAndItsWholeFiles() throws Throwable {
        Map<String, String> truth = truth();
        try (Rig rig = failedOnce()) {
            int before = countOfRequests(rig);
            Export export = rig.get(rig.client.export(activity(directory)));
            assertThat(rig.carto.requests(Endpoint.CREATE_JOB)).hasSize(1);
            assertOnlyMissingFilesCame(rig, before, export);
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    @Test
    void continuedRun_tellsHowFarItIs() throws Throwable {
        List<ExportProgress> told = new CopyOnWriteArrayList<>();
        List<SignedLink> reused = new CopyOnWriteArrayList<>();
        ProgressListener listener = new ProgressListener() {
            @Override
            public void fileReused(SignedLink link, long bytes) {
                reused.add(link);
            }

            @Override
            public void exportProgress(ExportProgress now) {
                told.add(now);
            }
        };
        try (Rig rig = failedOnce()) {
            Export export = rig.get(
                    rig.another(builder -> builder.progressListener(listener)).export(activity(directory)));
            assertThat(reused).extracting(SignedLink::index).containsExactlyInAnyOrder(0, 1, 2);
            ExportProgress last = told.get(told.size() - 1);
            assertThat(last.jobsFinished()).isEqualTo(last.jobs()).isEqualTo(1);
            assertThat(last.filesFinished()).isEqualTo(last.files()).isEqualTo(5);
            assertThat(last.bytes()).isEqualTo(last.bytesAnnounced());
            assertThat(last.remaining()).isEqualTo(Duration.ZERO);
            assertThat(export.cost().files()).isEqualTo(2);
        }
    }

    @Test
    void jobThatHasToBeCreatedAnew_isNotCountedTwice() throws Throwable {
        List<ExportProgress> told = new CopyOnWriteArrayList<>();
        ProgressListener listener = new ProgressListener() {
            @Override
            public void exportProgress(ExportProgress now) {
                told.add(now);
            }
        };
        try (Rig rig = failedOnce()) {
            String first = rig.carto.jobs().get(0).id();
            WireFault gone = new WireFault.Status(404);
            rig.carto.on(Endpoint.FILE).where(request -> request.path().contains(first), gone, gone, gone);
            rig.get(rig.another(builder -> builder.progressListener(listener)).export(activity(directory)));
            assertThat(told).allSatisfy(now -> {
                assertThat(now.jobsFinished()).isLessThanOrEqualTo(now.jobs());
                assertThat(now.filesFinished()).isLessThanOrEqualTo(now.files());
            });
            ExportProgress last = told.get(told.size() - 1);
            assertThat(last.jobsFinished()).isEqualTo(1);
            assertThat(last.filesFinished()).isEqualTo(last.files()).isEqualTo(5);
        }
    }

    @Test
    void jobThatCannotBeRemembered_isCancelled() throws Throwable {
        try (Rig rig = new Rig()) {
            Gate gate = new Gate();
            rig.carto.on(Endpoint.CREATE_JOB).next(new WireFault.Held(gate));
            CompletableFuture<Export> export = rig.client.export(activity(directory));
            assertThat(gate.awaitArrivals(1, Duration.ofSeconds(10))).isTrue();
            Files.createDirectories(own().resolve("2025-10-01_2025-10-07.job/in the way"));
            gate.open();
            rig.failure(LocalFileException.class, export);
            Leaks.await(() -> rig.carto.requests(Endpoint.CANCEL_JOB).size() == 1);
        }
    }

    @Test
    void downloadOfAJobThatIsNotFinished_isRefused() throws Throwable {
        try (Rig rig = new Rig()) {
            ActivityJob created = rig.get(rig.client.createJob(
                    new JobRequest(Rig.WEEK, EnumSet.of(ExportCategory.ACTIVITY), ExportFormat.CSV)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> rig.client.download(created, directory))
                    .withMessageContaining("awaitJob");
        }
    }

    @Test
    void failedRun_isContinued_byAnotherClient() throws Throwable {
        Map<String, String> truth = truth();
        try (Rig rig = failedOnce()) {
            int before = countOfRequests(rig);
            rig.client.close();
            Export export = rig.get(rig.another(AS_IS).export(activity(directory)));
            assertThat(rig.carto.requests(Endpoint.CREATE_JOB)).hasSize(1);
            assertOnlyMissingFilesCame(rig, before, export);
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    @Test
    void linksInAnotherOrder_doNotConfuseWholeFilesWithOthers() throws Throwable {
        truth();
        try (Rig rig = failedOnce()) {
            int before = countOfRequests(rig);
            rig.carto.on(Endpoint.GET_JOB).always(new JobFault.LinksReversed());
            Export export = rig.get(rig.client.export(activity(directory)));
            assertOnlyMissingFilesCame(rig, before, export);
            for (int i = 1; i <= 5; i++) {
                assertThat(directory.resolve("activity_2025-10-01_2025-10-07_" + i + ".csv"))
                        .hasSameBinaryContentAs(
                                elsewhere.resolve("activity_2025-10-01_2025-10-07_" + (6 - i) + ".csv"));
            }
        }
    }

    @Test
    void jobThatIsGone_isCreatedAnew() throws Throwable {
        Map<String, String> truth = truth();
        try (Rig rig = failedOnce()) {
            Path job = own().resolve("2025-10-01_2025-10-07.job");
            Files.writeString(job, "00000000-0000-0000-0000-000000000000");
            rig.get(rig.client.export(activity(directory)));
            assertThat(rig.carto.requests(Endpoint.CREATE_JOB)).hasSize(2);
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    @Test
    void tokenThatIsRefusedForNow_costsNothingOfTheFirstRun() throws Throwable {
        Map<String, String> truth = truth();
        try (Rig rig = failedOnce()) {
            rig.carto.on(Endpoint.TOKEN).always(new WireFault.Status(403));
            rig.failure(AuthenticationException.class, rig.another(AS_IS).export(activity(directory)));
            rig.carto.on(Endpoint.TOKEN).clear();
            int before = countOfRequests(rig);
            Export export = rig.get(rig.another(AS_IS).export(activity(directory)));
            assertThat(rig.carto.requests(Endpoint.CREATE_JOB)).hasSize(1);
            assertOnlyMissingFilesCame(rig, before, export);
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    /** A job of June and July that is done, and one of August that is not when a file of the other cannot be had. */
    @Test
    void jobsThatAreNotDone_areLeftToTheNextRun_whenAnotherOnesFileFails() throws Throwable {
        DateRange twoJobs = DateRange.ofDays(LocalDate.parse("2025-06-01"), LocalDate.parse("2025-08-03"));
        FakeOrganisation small = FakeOrganisation.builder().eventsPerDay(5).build();
        try (Rig rig = new Rig(server -> server.organisation(small), AS_IS)) {
            ExportRequest request = ExportRequest.of(twoJobs, directory).withCategories(ExportCategory.ACTIVITY);
            Gate early = new Gate();
            Gate late = new Gate();
            rig.carto
                    .on(Endpoint.GET_JOB)
                    .where(look -> isOfJobFrom(rig, "2025-06-01", look), new WireFault.Held(early));
            rig.carto
                    .on(Endpoint.GET_JOB)
                    .where(look -> !isOfJobFrom(rig, "2025-06-01", look), new WireFault.Held(late));
            rig.carto.on(Endpoint.FILE).always(new WireFault.Status(404));
            CompletableFuture<Export> first = rig.client.export(request);
            assertThat(late.awaitArrivals(1, Duration.ofSeconds(10))).isTrue();
            early.open();
            rig.failure(DownloadException.class, first);
            late.open();
            rig.client.close();
            assertThat(rig.carto.requests(Endpoint.CANCEL_JOB)).isEmpty();
            rig.carto.on(Endpoint.FILE).clear();
            assertThat(rig.get(rig.another(AS_IS).export(request)).files()).isNotEmpty();
            assertThat(rig.carto.requests(Endpoint.CREATE_JOB)).hasSize(2);
        }
    }

    private static boolean isOfJobFrom(Rig rig, String day, RecordedRequest request) {
        return rig.carto.jobs().stream()
                .filter(job -> request.path().endsWith(job.id()))
                .anyMatch(job -> job.range().from().equals(LocalDate.parse(day)));
    }

    @Test
    void jobThatIsDenied_isKept_untilThereIsANewOne() throws Throwable {
        Map<String, String> truth = truth();
        try (Rig rig = failedOnce()) {
            rig.carto.on(Endpoint.GET_JOB).always(new WireFault.Status(403));
            rig.carto.on(Endpoint.CREATE_JOB).always(new WireFault.Status(403));
            rig.failure(AccessDeniedException.class, rig.client.export(activity(directory)));
            rig.carto.on(Endpoint.GET_JOB).clear();
            rig.carto.on(Endpoint.CREATE_JOB).clear();
            int before = countOfRequests(rig);
            Export export = rig.get(rig.client.export(activity(directory)));
            assertOnlyMissingFilesCame(rig, before, export);
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "../../x", "a b", "\u0000", "ü%2f", "?x=1#y"})
    void memoryThatMakesNoSense_isForgotten(String memory) throws Throwable {
        Map<String, String> truth = truth();
        try (Rig rig = failedOnce()) {
            Files.write(own().resolve("2025-10-01_2025-10-07.job"), memory.getBytes(StandardCharsets.ISO_8859_1));
            rig.get(rig.client.export(activity(directory)));
            assertThat(rig.carto.requests(Endpoint.CREATE_JOB)).hasSize(2);
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404})
    void jobWhoseFilesAreGone_isCreatedAnewInTheSameRun(int status) throws Throwable {
        Map<String, String> truth = truth();
        try (Rig rig = failedOnce()) {
            String first = rig.carto.jobs().get(0).id();
            rig.carto
                    .on(Endpoint.FILE)
                    .where(
                            request -> request.path().contains(first),
                            new WireFault.Status(status),
                            new WireFault.Status(status),
                            new WireFault.Status(status));
            rig.get(rig.client.export(activity(directory)));
            assertThat(rig.carto.requests(Endpoint.CREATE_JOB)).hasSize(2);
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    @Test
    void jobWhoseFilesAreDamaged_isCreatedAnewInTheNextRun() throws Throwable {
        Map<String, String> truth = truth();
        try (Rig rig = new Rig(server -> server.filesPerTable(5), AS_IS)) {
            rig.carto.on(Endpoint.FILE).file(2, new FileFault.WrongHash(), new FileFault.WrongHash());
            rig.failure(IntegrityException.class, rig.client.export(activity(directory)));
            String first = rig.carto.jobs().get(0).id();
            rig.carto
                    .on(Endpoint.FILE)
                    .where(
                            request ->
                                    request.fileNumber() == 2 && request.path().contains(first),
                            new FileFault.WrongHash(),
                            new FileFault.WrongHash());
            rig.get(rig.client.export(activity(directory)));
            assertThat(rig.carto.requests(Endpoint.CREATE_JOB)).hasSize(2);
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    @Test
    void finishedExport_startsAfresh() throws Throwable {
        Map<String, String> truth = truth();
        try (Rig rig = new Rig(server -> server.filesPerTable(5), AS_IS)) {
            rig.get(rig.client.export(activity(directory)));
            rig.get(rig.client.export(activity(directory)));
            assertThat(rig.carto.requests(Endpoint.CREATE_JOB)).hasSize(2);
            assertThat(rig.carto.requests(Endpoint.FILE)).hasSize(10);
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    @Test
    void otherRequest_takesNothingOfAFailedOne() throws Throwable {
        try (Rig rig = failedOnce()) {
            DateRange other = DateRange.ofDays(LocalDate.parse("2025-10-01"), LocalDate.parse("2025-10-06"));
            rig.get(rig.client.export(ExportRequest.of(other, directory).withCategories(ExportCategory.ACTIVITY)));
            assertThat(rig.carto.requests(Endpoint.CREATE_JOB)).hasSize(2);
            assertThat(own()).isNotEmptyDirectory();
        }
    }

    @Test
    void earlierLargerExport_leavesNoFileBehind_butEverythingElseStays() throws Throwable {
        try (Rig rig = new Rig(server -> server.filesPerTable(5), AS_IS);
                Rig smaller = new Rig(server -> server.filesPerTable(2), AS_IS)) {
            rig.get(rig.client.export(activity(directory)));
            List<String> mine = List.of(
                    "activity_2025-10-01_2025-10-07_notes.txt",
                    "activity_2025-10-01_2025-10-07_3.csv.bak",
                    "activity_2025-10-01_2025-10-07_3.parquet",
                    "activity_2025-10-01_2025-10-08_3.csv",
                    "userList_2025-10-01_2025-10-07_3.csv");
            for (String name : mine) {
                Files.writeString(directory.resolve(name), "mine");
            }
            smaller.get(smaller.client.export(activity(directory)));
            assertThat(DiskTree.names(directory))
                    .containsAll(mine)
                    .contains("activity_2025-10-01_2025-10-07_1.csv", "activity_2025-10-01_2025-10-07_2.csv")
                    .hasSize(mine.size() + 2);
        }
    }

    @Test
    void sameExportAtTheSameTime_isRefused_andTheFirstOneGoesOn() throws Throwable {
        Map<String, String> truth = truth();
        try (Rig rig = new Rig(server -> server.filesPerTable(5), AS_IS)) {
            Gate gate = new Gate();
            rig.carto.on(Endpoint.FILE).always(new WireFault.Held(gate));
            CompletableFuture<Export> first = rig.client.export(activity(directory));
            assertThat(gate.awaitArrivals(5, Duration.ofSeconds(10))).isTrue();
            LocalFileException error = rig.failure(LocalFileException.class, rig.client.export(activity(directory)));
            assertThat(error).hasMessageContaining("already being written");
            assertThat(LockProbe.isKeptOut(own().resolve("lock"))).isTrue();
            gate.open();
            rig.get(first);
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            rig.get(rig.client.export(activity(directory)));
        }
    }

    @Test
    void killedProcess_isContinued_andKeptOthersOutWhileItLived() throws Throwable {
        Map<String, String> truth = truth();
        try (Rig rig = new Rig(server -> server.filesPerTable(5), AS_IS)) {
            rig.carto.on(Endpoint.FILE).file(4, new WireFault.Stall(1000));
            Process process = ExportProcess.start(rig, directory);
            awaitWholeFiles(3);
            // Else the server could note it only after the kill, among the requests of the next run.
            Leaks.await(
                    () -> rig.carto.requests(Endpoint.FILE).stream().anyMatch(request -> request.fileNumber() == 4));
            rig.failure(LocalFileException.class, rig.client.export(activity(directory)));
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            Files.delete(directory.resolve("output"));
            int before = countOfRequests(rig);
            Export export = rig.get(rig.client.export(activity(directory)));
            assertThat(rig.carto.requests(Endpoint.CREATE_JOB)).hasSize(1);
            assertOnlyMissingFilesCame(rig, before, export);
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            assertThat(DiskTree.names(directory)).hasSameSizeAs(truth.keySet());
        }
    }

    private void awaitWholeFiles(int count) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (wholeFiles() < count) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(10_000_000);
        }
    }

    /** How many there are, or none where another process changed the directory while it was looked at. */
    private long wholeFiles() throws IOException {
        try {
            return DiskTree.names(directory).stream()
                    .filter(name -> name.endsWith(".csv"))
                    .count();
        } catch (UncheckedIOException meanwhileRemoved) {
            return 0;
        }
    }

    @Test
    void downloadOfAJob_isContinued_too() throws Throwable {
        try (Rig rig = new Rig(server -> server.filesPerTable(5), builder -> builder.parallelDownloads(1))) {
            ActivityJob created = rig.get(rig.client.createJob(
                    new JobRequest(Rig.WEEK, EnumSet.of(ExportCategory.ACTIVITY), ExportFormat.CSV)));
            ActivityJob job = rig.get(rig.client.awaitJob(created.id()));
            rig.carto.on(Endpoint.FILE).file(4, new WireFault.Status(404));
            rig.failure(DownloadException.class, rig.client.download(job, directory));
            assertThat(DiskTree.names(directory)).allMatch(name -> name.startsWith(".carto-export-"));
            int before = countOfRequests(rig);
            rig.get(rig.client.download(job, directory));
            assertThat(numbers(rig, before)).containsOnly(4, 5);
            assertThat(DiskTree.names(directory))
                    .containsExactly(
                            "activity-1.csv", "activity-2.csv", "activity-3.csv", "activity-4.csv", "activity-5.csv");
        }
    }
}
