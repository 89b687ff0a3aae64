package io.github.cartoactivity.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.cartoactivity.client.error.JobFailedException;
import io.github.cartoactivity.client.error.ProtocolException;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.EndDate;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.FakeJob;
import io.github.cartoactivity.testing.FakeOrganisation;
import io.github.cartoactivity.testing.Fault;
import io.github.cartoactivity.testing.Gate;
import io.github.cartoactivity.testing.JobFault;
import io.github.cartoactivity.testing.WireFault;
import io.github.cartoactivity.testing.WireShape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way: jobs, files, rows. */
class ExportTest {
    private static final DateRange HUNDRED_AND_THIRTY_DAYS =
            DateRange.ofDays(LocalDate.parse("2025-06-01"), LocalDate.parse("2025-10-08"));

    /** Little data, for long ranges. */
    private static final FakeOrganisation QUIET =
            FakeOrganisation.builder().eventsPerDay(100).build();

    @TempDir
    Path directory;

    private List<String> filesIn(Path place) throws Exception {
        try (Stream<Path> files = Files.list(place)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<ActivityEvent> truth(Rig rig, DateRange range) {
        try (Stream<ActivityEvent> events = rig.carto.organisation().events(range)) {
            return events.toList();
        }
    }

    private static List<ActivityEvent> eventsOf(Export export) {
        try (Stream<ActivityEvent> events = export.activity()) {
            return events.toList();
        }
    }

    @Test
    void export_ofAWeek_givesTheFilesOfAllFourTables() throws Throwable {
        try (Rig rig = new Rig()) {
            Path target = directory.resolve("new/exports");
            Export export = rig.get(rig.export(target));
            assertThat(export.files()).extracting(ExportFile::category).contains(ExportCategory.values());
            assertThat(export.files()).allSatisfy(file -> {
                assertThat(file.path()).exists().hasParent(target).hasSize(file.bytes());
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                        .isEqualTo("rw-------");
            });
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                    .isEqualTo("rwx------");
            assertThat(filesIn(target))
                    .containsExactly(
                            "activity_2025-10-01_2025-10-07_1.csv",
                            "apiUsage_2025-10-01_2025-10-07_1.csv",
                            "groupList_2025-10-01_2025-10-07_1.csv",
                            "userList_2025-10-01_2025-10-07_1.csv");
        }
    }

    @Test
    void export_givesExactlyTheRowsOfTheOrganisation() throws Throwable {
        try (Rig rig = new Rig()) {
            Export export = rig.get(rig.export(directory));
            assertThat(eventsOf(export)).containsExactlyElementsOf(truth(rig, Rig.WEEK));
            try (Stream<?> usage = export.apiUsage();
                    Stream<?> truth = rig.carto.organisation().apiUsage(Rig.WEEK)) {
                assertThat(usage.map(Object.class::cast).toList())
                        .containsExactlyElementsOf(truth.map(Object.class::cast).toList());
            }
            try (Stream<?> users = export.users()) {
                assertThat(users.map(Object.class::cast).toList())
                        .hasSameSizeAs(rig.carto.organisation().users(rig.clock.instant()));
            }
        }
    }

    @Test
    void longRange_isSplitIntoJobsOfFiftyNineDays_andUsersAreAskedForOnce() throws Throwable {
        try (Rig rig = new Rig(server -> server.organisation(QUIET).daysPerFile(25), b -> b)) {
            Export export = rig.get(rig.client.export(ExportRequest.of(HUNDRED_AND_THIRTY_DAYS, directory)));
            assertThat(rig.carto.jobs()).hasSize(3);
            assertThat(rig.carto.jobs())
                    .allSatisfy(job -> assertThat(job.range().days()).isLessThanOrEqualTo(59));
            assertThat(rig.carto.jobs())
                    .filteredOn(job -> job.categories().contains(ExportCategory.USER_LIST))
                    .hasSize(1);
            assertThat(export.files(ExportCategory.USER_LIST)).hasSize(1);
            assertThat(export.files(ExportCategory.ACTIVITY)).hasSizeGreaterThan(4);
            assertThat(eventsOf(export)).containsExactlyElementsOf(truth(rig, HUNDRED_AND_THIRTY_DAYS));
            assertThat(export.cost().jobs()).isEqualTo(3);
            assertThat(export.cost().files()).isEqualTo(export.files().size());
            assertThat(export.cost().bytes())
                    .isEqualTo(
                            export.files().stream().mapToLong(ExportFile::bytes).sum());
        }
    }

    @ParameterizedTest
    @EnumSource(EndDate.class)
    void rowsOutsideTheRange_areCutHoweverTheServerReadsItsEnd(EndDate reading) throws Throwable {
        try (Rig rig = new Rig(server -> server.organisation(QUIET).endDate(reading), b -> b)) {
            Export export = rig.get(rig.client.export(ExportRequest.of(HUNDRED_AND_THIRTY_DAYS, directory)));
            assertThat(eventsOf(export)).containsExactlyElementsOf(truth(rig, HUNDRED_AND_THIRTY_DAYS));
            if (reading == EndDate.INCLUSIVE_DAY) {
                assertThat(export.droppedRows()).isPositive();
            } else if (reading == EndDate.EXCLUSIVE) {
                assertThat(export.droppedRows()).isZero();
            }
        }
    }

    static List<WireShape> shapes() {
        return WireShape.variations();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyShapeOfAJobsAnswer_isUnderstood(WireShape shape) throws Throwable {
        try (Rig rig = new Rig(server -> server.wireShape(shape), b -> b)) {
            Export export = rig.get(rig.export(directory));
            assertThat(export.files()).extracting(ExportFile::category).contains(ExportCategory.values());
        }
    }

    @Test
    void linksUnderAnUnknownKey_areNoEmptyExport() throws Throwable {
        try (Rig rig = new Rig(server -> server.wireShape(WireShape.usual().container("signedUrls")), b -> b)) {
            assertThat(rig.failure(ProtocolException.class, rig.export(directory)))
                    .hasMessageContaining("links that are not understood");
            assertThat(filesIn(directory)).noneMatch(name -> name.endsWith(".csv"));
        }
    }

    @Test
    void jobWithoutAFileOfATimedTable_isToldInTheLog() throws Throwable {
        try (Rig rig = new Rig()) {
            rig.carto.on(Endpoint.GET_JOB).always(new JobFault.NoLinks());
            rig.get(rig.export(directory));
            assertThat(rig.sweep.texts())
                    .anyMatch(text -> text.contains("without any file of activity"))
                    .anyMatch(text -> text.contains("without any file of apiUsage"))
                    .noneMatch(text -> text.contains("without any file of groupList"));
        }
    }

    @Test
    void snapshotsOnly_takeOneJob_howeverLongTheRange() throws Throwable {
        try (Rig rig = new Rig()) {
            ExportRequest request = ExportRequest.of(HUNDRED_AND_THIRTY_DAYS, directory)
                    .withCategories(ExportCategory.USER_LIST, ExportCategory.GROUP_LIST);
            Export export = rig.get(rig.client.export(request));
            assertThat(export.files()).hasSize(2);
            assertThat(rig.carto.jobs()).hasSize(1);
            assertThatIllegalStateException().isThrownBy(export::activity).withMessageContaining("withCategories");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n"})
    void blankId_isNoJob(String id) {
        try (Rig rig = new Rig()) {
            assertThatIllegalArgumentException().isThrownBy(() -> rig.client.awaitJob(id));
            assertThatIllegalArgumentException().isThrownBy(() -> rig.client.job(id));
            assertThatIllegalArgumentException().isThrownBy(() -> rig.client.cancelJob(id));
            assertThat(rig.carto.requests()).isEmpty();
        }
    }

    @Test
    void failingJob_failsTheExport_andPublishesNothing() throws Throwable {
        try (Rig rig = new Rig()) {
            rig.carto.on(Endpoint.CREATE_JOB).next(Fault.none(), new JobFault.Fails("no slots"));
            JobFailedException error = rig.failure(
                    JobFailedException.class, rig.client.export(ExportRequest.of(HUNDRED_AND_THIRTY_DAYS, directory)));
            assertThat(error).hasMessageContaining("no slots");
            assertThat(filesIn(directory)).noneMatch(name -> name.endsWith(".csv"));
        }
    }

    @Test
    void cancelledExport_cancelsItsJobs_andLeavesNothing() throws Throwable {
        try (Rig rig = new Rig()) {
            Gate gate = new Gate();
            rig.carto.on(Endpoint.GET_JOB).always(new WireFault.Held(gate));
            CompletableFuture<Export> export = rig.export(directory);
            assertThat(gate.awaitArrivals(1, Duration.ofSeconds(10))).isTrue();
            export.cancel(true);
            gate.open();
            rig.client.close();
            assertThat(rig.carto.jobs()).extracting(FakeJob::state).containsExactly(FakeJob.State.CANCELLED);
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void closedWhileTheJobIsAnnounced_waitsUntilItIsCancelled() throws Throwable {
        CompletableFuture<Void> announced = new CompletableFuture<>();
        CompletableFuture<Void> calledOff = new CompletableFuture<>();
        ProgressListener slow = new ProgressListener() {
            @Override
            public void jobCreated(String jobId, JobRequest request) {
                announced.complete(null);
                calledOff.join();
            }
        };
        try (Rig rig = new Rig(builder -> builder.progressListener(slow))) {
            CompletableFuture<Export> export = rig.export(directory);
            export.whenComplete((value, failure) -> CompletableFuture.runAsync(() -> calledOff.complete(null)));
            announced.get(10, TimeUnit.SECONDS);
            rig.client.close();
            assertThat(export).isCompletedExceptionally();
            assertThat(rig.carto.jobs()).extracting(FakeJob::state).containsExactly(FakeJob.State.CANCELLED);
            assertThat(directory).isEmptyDirectory();
        }
    }

    @Test
    void exportAndWait_interrupted_cancels() throws Throwable {
        try (Rig rig = new Rig()) {
            Gate gate = new Gate();
            rig.carto.on(Endpoint.GET_JOB).always(new WireFault.Held(gate));
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread waiting = new Thread(() -> {
                try {
                    rig.client.exportAndWait(ExportRequest.of(Rig.WEEK, directory));
                } catch (Throwable e) {
                    thrown.set(e);
                }
            });
            waiting.start();
            assertThat(gate.awaitArrivals(1, Duration.ofSeconds(10))).isTrue();
            waiting.interrupt();
            waiting.join(10_000);
            gate.open();
            rig.client.close();
            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
            assertThat(rig.carto.jobs()).extracting(FakeJob::state).containsExactly(FakeJob.State.CANCELLED);
        }
    }

    @Test
    void exportAndWait_failing_throwsTheErrorItself() {
        try (Rig rig = new Rig()) {
            rig.carto.faults(Endpoint.CREATE_JOB, new JobFault.Fails("no slots"));
            assertThatExceptionOfType(JobFailedException.class)
                    .isThrownBy(() -> rig.client.exportAndWait(ExportRequest.of(Rig.WEEK, directory)));
        }
    }

    @Test
    void jobsStepByStep() throws Throwable {
        try (Rig rig = new Rig()) {
            JobRequest request = new JobRequest(Rig.WEEK, EnumSet.of(ExportCategory.ACTIVITY), ExportFormat.CSV);
            ActivityJob created = rig.get(rig.client.createJob(request));
            assertThat(created.status().isFinished()).isFalse();
            ActivityJob done = rig.get(rig.client.awaitJob(created.id()));
            Map<ExportCategory, List<Path>> files = rig.get(rig.client.download(done, directory));
            assertThat(files).containsOnlyKeys(ExportCategory.ACTIVITY);
            assertThat(filesIn(directory)).containsExactly("activity-1.csv");
            assertThat(rig.get(rig.client.cancelJob(created.id()))).isFalse();
            ActivityJob second = rig.get(rig.client.createJob(request));
            assertThat(rig.get(rig.client.cancelJob(second.id()))).isTrue();
            assertThat(rig.get(rig.client.job(second.id())).status()).isEqualTo(JobStatus.CANCELLED);
        }
    }

    @Test
    void closedClient_refusesFurtherCalls() {
        try (Rig rig = new Rig()) {
            rig.client.close();
            rig.client.close();
            assertThatIllegalStateException().isThrownBy(() -> rig.export(directory));
        }
    }
}
