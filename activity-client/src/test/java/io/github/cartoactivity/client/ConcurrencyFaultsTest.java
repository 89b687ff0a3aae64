package io.github.cartoactivity.client;

import static io.github.cartoactivity.client.Downloads.AS_IS;
import static io.github.cartoactivity.client.Downloads.activity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.cartoactivity.client.internal.http.Time;
import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.FakeOrganisation;
import io.github.cartoactivity.testing.Fault;
import io.github.cartoactivity.testing.Gate;
import io.github.cartoactivity.testing.Hangup;
import io.github.cartoactivity.testing.WireFault;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Group J of the faults: many at once, and giving up in the middle. */
class ConcurrencyFaultsTest {
    /** Who meets them depends on the threads, so it may be one file alone. */
    private static final int TROUBLES = 60;

    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    @ParameterizedTest
    @EnumSource(
            value = Endpoint.class,
            names = {"TOKEN", "CREATE_JOB", "GET_JOB", "FILE"})
    void f69_interruptWhileARequestIsUnderWay_returnsAtOnce_andLeavesNothing(Endpoint endpoint) throws Throwable {
        int threads = Leaks.threads();
        int descriptors = Leaks.descriptors();
        try (Rig rig = new Rig()) {
            rig.carto.on(endpoint).always(new WireFault.Stall(endpoint == Endpoint.FILE ? 100 : 0));
            Interrupted interrupted = new Interrupted(rig.client);
            Leaks.await(() -> !rig.carto.requests(endpoint).isEmpty());
            interrupted.now();
            rig.client.close();
            assertThat(directory).isEmptyDirectory();
        }
        Leaks.assertBackTo(threads, Leaks::threads);
        Leaks.assertBackTo(descriptors, Leaks::descriptors);
    }

    @Test
    void f69_interruptBetweenTwoPolls_returnsAtOnce_andLeavesNothing() throws Throwable {
        try (Rig rig = new Rig()) {
            EndlessSleep time = new EndlessSleep(rig.time);
            Interrupted interrupted = new Interrupted(rig.another(builder -> builder.time(time)));
            assertThat(time.asleep.await(10, TimeUnit.SECONDS)).isTrue();
            interrupted.now();
            Leaks.await(() -> rig.carto.requests(Endpoint.CANCEL_JOB).size() == 1);
            rig.close();
            assertThat(directory).isEmptyDirectory();
        }
    }

    /** An export on a thread of its own, to be interrupted. */
    private final class Interrupted {
        private final AtomicReference<Throwable> thrown = new AtomicReference<>();
        private final Thread thread;

        Interrupted(CartoActivityClient client) {
            thread = new Thread(() -> {
                try {
                    client.exportAndWait(activity(directory));
                } catch (Throwable e) {
                    thrown.set(e);
                }
            });
            thread.start();
        }

        void now() throws InterruptedException {
            thread.interrupt();
            thread.join(1000);
            assertThat(thread.isAlive()).isFalse();
            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        }
    }

    /** Time in which nobody wakes up by himself. */
    private record EndlessSleep(Time time, CountDownLatch asleep) implements OtherTime {
        EndlessSleep(Time time) {
            this(time, new CountDownLatch(1));
        }

        @Override
        public CompletableFuture<Void> sleep(Duration duration) {
            asleep.countDown();
            return new CompletableFuture<>();
        }
    }

    @Test
    void f70_closeWithDownloadsUnderWay_endsThemAll_andLeavesNothing() throws Throwable {
        int threads = Leaks.threads();
        int descriptors = Leaks.descriptors();
        try (Rig rig = new Rig(server -> server.filesPerTable(8), builder -> builder.parallelDownloads(8))) {
            rig.carto.on(Endpoint.FILE).always(new WireFault.Stall(100));
            CompletableFuture<Export> export = rig.client.export(activity(directory));
            Leaks.await(() -> rig.carto.requests(Endpoint.FILE).size() == 8);
            long start = System.nanoTime();
            rig.client.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            assertThat(export).failsWithin(Duration.ofMillis(100)).withThrowableOfType(CancellationException.class);
            rig.client.close();
            assertThatIllegalStateException().isThrownBy(() -> rig.client.export(activity(directory)));
            assertThat(directory).isEmptyDirectory();
        }
        Leaks.assertBackTo(threads, Leaks::threads);
        Leaks.assertBackTo(descriptors, Leaks::descriptors);
    }

    @Test
    void f70_closeFromManyThreads_atAnyMoment_leavesNothing() throws Throwable {
        Random random = new Random(70);
        for (int round = 0; round < 20; round++) {
            try (Rig rig = new Rig(server -> server.filesPerTable(8), AS_IS)) {
                rig.carto.on(Endpoint.FILE).always(new WireFault.SlowBody(100_000));
                int requests = 1 + random.nextInt(12);
                CompletableFuture<Export> export = rig.client.export(activity(directory));
                Leaks.await(() -> rig.carto.requests().size() >= requests);
                List<Thread> closers = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    closers.add(new Thread(rig.client::close));
                }
                closers.forEach(Thread::start);
                rig.client.close();
                for (Thread closer : closers) {
                    closer.join(5000);
                }
                assertThat(export).isCompletedExceptionally();
                Leaks.await(() -> directory.toFile().list().length == 0);
            }
        }
    }

    @Test
    void f71_thousandClients_leaveNoThread() throws Throwable {
        int threads = Leaks.threads();
        List<CartoActivityClient> kept = new ArrayList<>();
        try (Rig rig = new Rig()) {
            int withRig = Leaks.threads();
            for (int i = 0; i < 1000; i++) {
                CartoActivityClient client = CartoActivityClient.builder()
                        .credentials(Credentials.ofClient(rig.carto.clientId(), rig.carto.clientSecret()))
                        .endpoints(new Endpoints(rig.carto.authUrl(), rig.carto.accountsUrl()))
                        .build();
                if (i % 50 == 0) {
                    assertThat(client.job("none")).failsWithin(Duration.ofSeconds(10));
                    kept.add(client);
                }
                client.close();
            }
            Leaks.assertBackTo(withRig, Leaks::threads);
        }
        Leaks.assertBackTo(threads, Leaks::threads);
        assertThat(kept).hasSize(20);
    }

    @Test
    void f72_readerWhoStopsEarly_holdsNothing() throws Throwable {
        FakeOrganisation busy = FakeOrganisation.builder().eventsPerDay(20_000).build();
        try (Rig rig = new Rig(server -> server.organisation(busy), AS_IS)) {
            Export export = rig.get(rig.client.export(activity(directory)));
            rig.client.close();
            int requests = rig.carto.requests().size();
            int descriptors = Leaks.descriptors();
            int threads = Leaks.threads();
            try (Stream<ActivityEvent> events = export.activity()) {
                assertThat(events.limit(10)).hasSize(10);
            }
            Leaks.assertBackTo(descriptors, Leaks::descriptors);
            Leaks.assertBackTo(threads, Leaks::threads);
            assertThat(rig.carto.requests()).hasSize(requests);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void f73_manyFilesInAnyOrder_arriveAll_inTheirOrder(long seed) throws Throwable {
        Random random = new Random(seed);
        HttpClient http2 =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        try (Rig rig = new Rig(
                server -> server.filesPerTable(64),
                builder -> builder.parallelDownloads(5)
                        .httpClient(http2)
                        .retryPolicy(RetryPolicy.defaults().withMaxAttempts(TROUBLES + 1)))) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            for (int i = 0; i < TROUBLES; i++) {
                rig.carto.faults(Endpoint.FILE, trouble(random));
            }
            Export export = rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            assertThat(export.files()).hasSize(64);
            for (int i = 0; i < 64; i++) {
                assertThat(export.files().get(i).path())
                        .hasFileName("activity_2025-10-01_2025-10-07_" + (i + 1) + ".csv");
            }
            assertThat(rig.carto.requests(Endpoint.FILE))
                    .noneMatch(request -> request.header("Upgrade").isPresent());
        }
    }

    @Test
    void f73_noMoreThanTheLimit_areUnderWayAtOnce() throws Throwable {
        try (Rig rig = new Rig(server -> server.filesPerTable(64), builder -> builder.parallelDownloads(5))) {
            Gate gate = new Gate();
            rig.carto.on(Endpoint.FILE).always(new WireFault.Held(gate));
            CompletableFuture<Export> export = rig.client.export(activity(directory));
            assertThat(gate.awaitArrivals(5, Duration.ofSeconds(10))).isTrue();
            assertThat(gate.awaitArrivals(1, Duration.ofMillis(200))).isFalse();
            gate.open();
            rig.get(export);
        }
    }

    private static Fault trouble(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> new WireFault.CutBody(random.nextInt(4000), Hangup.RESET);
            case 1 -> new WireFault.LoseReply(Hangup.RESET);
            case 2 -> new WireFault.SlowBody(20_000 + random.nextInt(100_000));
            default -> Fault.none();
        };
    }

    @Test
    void anotherCallersFailure_isNotHeldUpByTheBusyLanes() throws Throwable {
        try (Rig rig = new Rig(server -> server.filesPerTable(4), builder -> builder.parallelDownloads(1))) {
            Gate gate = new Gate();
            rig.carto.on(Endpoint.FILE).next(new WireFault.Held(gate));
            CompletableFuture<Export> busy = rig.client.export(activity(directory.resolve("busy")));
            assertThat(gate.awaitArrivals(1, Duration.ofSeconds(10))).isTrue();
            CompletableFuture<Export> waiting = rig.client.export(activity(directory.resolve("waiting")));
            Leaks.await(() -> rig.carto.jobs().size() == 2
                    && rig.carto.jobs().get(1).state().isFinal());
            waiting.cancel(true);
            Leaks.await(() -> directory.resolve("waiting").toFile().list().length == 0);
            assertThat(busy).isNotDone();
            gate.open();
            rig.get(busy);
        }
    }
}
