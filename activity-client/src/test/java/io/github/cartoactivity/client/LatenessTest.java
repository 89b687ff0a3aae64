package io.github.cartoactivity.client;

import static io.github.cartoactivity.client.Downloads.activity;
import static io.github.cartoactivity.client.Downloads.fileRequests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cartoactivity.client.FaultyDisk.Deed;
import io.github.cartoactivity.client.error.DeadlineException;
import io.github.cartoactivity.client.error.TransportException;
import io.github.cartoactivity.client.spi.SettlingFuture;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.Hangup;
import io.github.cartoactivity.testing.WireFault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Something does not answer that cannot be ended: a disk, a listener, an executor. */
class LatenessTest {
    private static final Duration CALLED_OFF = Duration.ofSeconds(2);
    private static final Duration GIVEN_UP = Duration.ofSeconds(5);

    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    private final FaultyDisk disk = new FaultyDisk();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void goOn() {
        goOn.countDown();
    }

    private void hang() throws IOException {
        hanging.countDown();
        FaultyDisk.hang(goOn, 60_000);
    }

    private void awaitHanging() throws InterruptedException {
        assertThat(hanging.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitEnd(CompletableFuture<?> call) throws Exception {
        SettlingFuture.endOf(call).orElseThrow().get(10, TimeUnit.SECONDS);
    }

    @Test
    void f70_lateExport_keepsItsJobAndItsWholeFiles() throws Throwable {
        try (Rig rig = new Rig(server -> server.filesPerTable(4), builder -> builder)) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            Set<Path> begun = ConcurrentHashMap.newKeySet();
            disk.trouble((deed, path) -> {
                if (deed == Deed.WRITE && FaultyDisk.isData(path) && begun.add(path) && begun.size() == 4) {
                    hang();
                }
            });
            HeldTime time = new HeldTime(rig.time);
            CompletableFuture<Export> export = rig.another(
                            builder -> builder.time(time).parallelDownloads(1))
                    .export(activity(disk.at(directory)));
            awaitHanging();
            Leaks.await(() -> wholeFiles() == 3);
            time.late(CALLED_OFF);
            assertThat(export).isNotDone();
            time.late(GIVEN_UP);
            DeadlineException late = rig.failure(DeadlineException.class, export);
            assertThat(late).hasMessageContaining("disk");
            assertThat(late.jobId()).contains(rig.carto.jobs().get(1).id());
            goOn.countDown();
            awaitEnd(export);
            int before = Downloads.countOfRequests(rig);
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            assertThat(fileRequests(rig, before)).hasSize(1);
            assertThat(rig.carto.jobs()).hasSize(2);
            assertThat(rig.carto.requests(Endpoint.CANCEL_JOB)).isEmpty();
        }
    }

    private long wholeFiles() {
        return disk.deeds().stream()
                .filter(deed -> deed.matches("MOVE .*_activity_.*\\.csv"))
                .count();
    }

    @Test
    void f17_filesThatWaitForTheirTurn_areNotWaitedForLongerThanTheirCall() throws Throwable {
        try (Rig rig = new Rig()) {
            rig.carto.on(Endpoint.FILE).next(new WireFault.Stall(100));
            HeldTime time = new HeldTime(rig.time);
            CartoActivityClient busy = rig.another(builder -> builder.time(time).parallelDownloads(1));
            CompletableFuture<Export> first = busy.export(activity(elsewhere));
            Leaks.await(() -> !rig.carto.requests(Endpoint.FILE).isEmpty());
            CompletableFuture<Export> second = busy.export(activity(directory));
            Leaks.await(() -> rig.carto.jobs().size() == 2
                    && rig.carto.jobs().get(1).state().isFinal());
            Leaks.await(() -> rig.carto.requests(Endpoint.GET_JOB).stream()
                    .anyMatch(request ->
                            request.path().contains(rig.carto.jobs().get(1).id())));
            time.late(CALLED_OFF);
            assertThat(rig.failure(DeadlineException.class, second))
                    .hasMessageContaining("waiting")
                    .hasMessageNotContaining("disk");
            rig.failure(DeadlineException.class, first);
            rig.get(rig.client.export(activity(directory)));
            assertThat(rig.carto.jobs()).hasSize(2);
        }
    }

    @Test
    void f17_lateWait_namesItsJob() throws Throwable {
        ProgressListener hangingListener = new ProgressListener() {
            @Override
            public void jobPolled(ActivityJob job) {
                try {
                    hang();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        try (Rig rig = new Rig()) {
            Export export = rig.get(rig.client.export(activity(directory)));
            String jobId = export.files().get(0).jobId();
            HeldTime time = new HeldTime(rig.time);
            CompletableFuture<ActivityJob> wait = rig.another(
                            builder -> builder.time(time).progressListener(hangingListener))
                    .awaitJob(jobId);
            awaitHanging();
            time.late(GIVEN_UP);
            DeadlineException late = rig.failure(DeadlineException.class, wait);
            assertThat(late.jobId()).contains(jobId);
            assertThat(late).hasMessageContaining("listener");
        }
    }

    @Test
    void f70_diskThatHangsAllThreadsOfTheUser_doesNotKeepTheCallFromEnding() throws Throwable {
        disk.trouble((deed, path) -> {
            if (deed == Deed.WRITE && FaultyDisk.isData(path)) {
                hang();
            }
        });
        ExecutorService one = Executors.newFixedThreadPool(1);
        try (Rig rig = new Rig()) {
            HeldTime time = new HeldTime(rig.time);
            CartoActivityClient client =
                    rig.another(builder -> builder.time(time).executor(one));
            CompletableFuture<Export> export = client.export(activity(disk.at(directory)));
            awaitHanging();
            CompletableFuture<ActivityJob> another = client.job("any");
            time.late(GIVEN_UP);
            assertThat(rig.failure(DeadlineException.class, export)).hasMessageContaining("disk");
            assertThat(rig.failure(DeadlineException.class, another)).hasMessageContaining("executor");
            int requests = rig.carto.requests().size();
            goOn.countDown();
            awaitEnd(export);
            awaitEnd(another);
            assertThat(rig.carto.requests()).hasSize(requests);
        } finally {
            goOn.countDown();
            one.shutdown();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {RejectedExecutionException.class, OutOfMemoryError.class})
    void callThatNoExecutorTakes_leavesNoAlarm(Class<? extends Throwable> reason) throws Throwable {
        Executor full = task -> {
            if (reason == OutOfMemoryError.class) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            throw new RejectedExecutionException();
        };
        try (Rig rig = new Rig()) {
            HeldTime time = new HeldTime(rig.time);
            CartoActivityClient client =
                    rig.another(builder -> builder.time(time).executor(full));
            assertThatThrownBy(() -> client.job("any")).isInstanceOf(Throwable.class);
            assertThat(time.alarms()).isZero();
        }
    }

    /** In real time: the next time-out rings while the first one's consequences take their time. */
    @Test
    void timeOutWhoseConsequencesWait_holdsUpNoOther() throws Throwable {
        try (Rig rig = new Rig()) {
            rig.carto.on(Endpoint.GET_JOB).always(new WireFault.Stall(0));
            try (CartoActivityClient client = CartoActivityClient.builder()
                    .credentials(Credentials.ofClient(rig.carto.clientId(), rig.carto.clientSecret()))
                    .endpoints(new Endpoints(rig.carto.authUrl(), rig.carto.accountsUrl()))
                    .retryPolicy(RetryPolicy.never())
                    .timeouts(Timeouts.defaults().withAnswer(Duration.ofSeconds(1)))
                    .build()) {
                CompletableFuture<Throwable> second = client.job("first")
                        .handle((job, first) -> client.job("second")
                                .<Throwable>handle((other, failure) -> failure)
                                .orTimeout(20, TimeUnit.SECONDS)
                                .join());
                assertThat(rig.get(second)).isInstanceOf(TransportException.class);
            }
        }
    }

    @Test
    void f70_fileThatCannotBeOpened_doesNotHoldUpAnotherExport() throws Throwable {
        disk.trouble((deed, path) -> {
            if (deed == Deed.OPEN && FaultyDisk.isData(path)) {
                hang();
            }
        });
        try (Rig rig = new Rig()) {
            CompletableFuture<Export> stuck = rig.client.export(activity(disk.at(directory)));
            awaitHanging();
            rig.get(rig.client.export(activity(elsewhere)));
            rig.giveUp(stuck, false);
            goOn.countDown();
            awaitEnd(stuck);
            assertThat(directory).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void f70_givingUpBetweenTwoQuestions_doesNotWaitForTheDisk(boolean closing) throws Throwable {
        try (Rig rig = new Rig()) {
            HeldTime time = new HeldTime(rig.time);
            time.sleepOnceTrue(() -> true);
            givenUpAsleep(rig, time, closing);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void f70_givingUpBetweenTwoAttempts_doesNotWaitForTheDisk(boolean closing) throws Throwable {
        try (Rig rig = new Rig()) {
            HeldTime time = new HeldTime(rig.time);
            time.sleepOnceTrue(() -> !rig.carto.requests(Endpoint.FILE).isEmpty());
            rig.carto.on(Endpoint.FILE).always(new WireFault.LoseReply(Hangup.RESET));
            givenUpAsleep(rig, time, closing);
        }
    }

    /** Nothing can be removed, so it must not be tried on this thread. */
    private void givenUpAsleep(Rig rig, HeldTime time, boolean closing) throws Exception {
        CartoActivityClient client = rig.another(builder -> builder.time(time));
        CompletableFuture<Export> export = client.export(activity(disk.at(directory)));
        Leaks.await(time::isAsleep);
        disk.trouble((deed, path) -> {
            if (deed == Deed.DELETE) {
                hanging.countDown();
                FaultyDisk.hang(goOn, 5_000);
            }
        });
        rig.giveUp(client, export, closing);
        awaitHanging();
        goOn.countDown();
        awaitEnd(export);
        assertThat(directory).isEmptyDirectory();
    }
}
