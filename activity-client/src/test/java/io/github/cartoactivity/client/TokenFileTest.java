package io.github.cartoactivity.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.internal.http.SystemTime;
import io.github.cartoactivity.client.internal.http.Time;
import io.github.cartoactivity.client.spi.LockProbe;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.Gate;
import io.github.cartoactivity.testing.WireFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The optional token file, part of F04 and F78. */
class TokenFileTest {
    private static final JobRequest WEEK =
            new JobRequest(Rig.WEEK, EnumSet.allOf(ExportCategory.class), ExportFormat.CSV);

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("private/tokens.json");
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void f04_secondClient_needsNoToken() throws Throwable {
        try (Rig rig = new Rig(b -> b.tokenFile(file()))) {
            rig.get(rig.client.createJob(WEEK));
            rig.get(rig.another(b -> b.tokenFile(file())).createJob(WEEK));
            assertThat(rig.carto.requests(Endpoint.TOKEN)).hasSize(1);
            assertThat(permissions(file())).isEqualTo("rw-------");
            assertThat(permissions(file().getParent())).isEqualTo("rwx------");
        }
    }

    @Test
    void f04_tokenOfAnotherClientId_isNotUsed() throws Throwable {
        try (Rig rig = new Rig(b -> b.tokenFile(file()))) {
            rig.get(rig.client.createJob(WEEK));
            CartoActivityClient other = rig.another(
                    b -> b.tokenFile(file()).credentials(Credentials.ofClient("other", rig.carto.clientSecret())));
            rig.failure(RuntimeException.class, other.createJob(WEEK));
            assertThat(rig.carto.requests(Endpoint.TOKEN)).hasSize(2);
        }
    }

    @Test
    void f04_twoClientsAtOnce_takeOneToken() throws Throwable {
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
        try (Rig rig = new Rig()) {
            UnaryOperator<CartoActivityClientBuilder> inRealTime =
                    b -> b.tokenFile(file()).time(new SystemTime(rig.clock, threads, threads));
            Gate gate = new Gate();
            rig.carto.faults(Endpoint.TOKEN, new WireFault.Held(gate));
            CompletableFuture<ActivityJob> first = rig.another(inRealTime).createJob(WEEK);
            assertThat(gate.awaitArrivals(1, Duration.ofSeconds(10))).isTrue();
            CompletableFuture<ActivityJob> second = rig.another(inRealTime).createJob(WEEK);
            gate.open();
            rig.get(first);
            rig.get(second);
            assertThat(rig.carto.requests(Endpoint.TOKEN)).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void f04_clientThatWaitsForAnother_doesNotTakeItsLockAway() throws Throwable {
        Path lock = file().resolveSibling("tokens.json.lock");
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
        try (Rig rig = new Rig()) {
            Gate gate = new Gate();
            rig.carto.faults(Endpoint.TOKEN, new WireFault.Held(gate));
            CompletableFuture<ActivityJob> first =
                    rig.another(b -> b.tokenFile(file())).createJob(WEEK);
            assertThat(gate.awaitArrivals(1, Duration.ofSeconds(10))).isTrue();
            CountDownLatch waiting = new CountDownLatch(1);
            Time watched = new Watched(new SystemTime(rig.clock, threads, threads), waiting);
            CompletableFuture<ActivityJob> second =
                    rig.another(b -> b.tokenFile(file()).time(watched)).createJob(WEEK);
            assertThat(waiting.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(LockProbe.isKeptOut(lock)).isTrue();
            gate.open();
            rig.get(first);
            rig.get(second);
            assertThat(rig.carto.requests(Endpoint.TOKEN)).hasSize(1);
            assertThat(LockProbe.isKeptOut(lock)).isFalse();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void f03_fileThatCannotBeReplaced_leavesNoOtherWithTheToken() throws Throwable {
        Files.createDirectories(file().resolve("in the way"));
        try (Rig rig = new Rig(builder -> builder.tokenFile(file()))) {
            rig.get(rig.export(directory.resolve("data")));
        }
        assertThat(DiskTree.names(file().getParent())).noneMatch(name -> name.endsWith(".part"));
    }

    /** Time that tells when somebody waits. */
    private record Watched(Time time, CountDownLatch waiting) implements OtherTime {
        @Override
        public CompletableFuture<Void> sleep(Duration duration) {
            waiting.countDown();
            return time.sleep(duration);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not json", "[]", "{\"x\":1}", "{\"a\":", "\u0000\u0001"})
    void f04_corruptFile_isIgnoredAndReplaced(String content) throws Throwable {
        try (Rig rig = new Rig(b -> b.tokenFile(file()))) {
            Files.createDirectories(file().getParent());
            Files.writeString(file(), content);
            Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
            rig.get(rig.client.createJob(WEEK));
            rig.get(rig.another(b -> b.tokenFile(file())).createJob(WEEK));
            assertThat(rig.carto.requests(Endpoint.TOKEN)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-"})
    void f04_fileThatOthersCanRead_isIgnoredAndReplaced(String permissions) throws Throwable {
        try (Rig rig = new Rig(b -> b.tokenFile(file()))) {
            rig.get(rig.client.createJob(WEEK));
            Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(permissions));
            rig.get(rig.another(b -> b.tokenFile(file())).createJob(WEEK));
            assertThat(rig.carto.requests(Endpoint.TOKEN)).hasSize(2);
            assertThat(permissions(file())).isEqualTo("rw-------");
        }
    }

    @Test
    void refusedToken_isRemovedAndReplaced() throws Throwable {
        try (Rig rig = new Rig(b -> b.tokenFile(file()))) {
            rig.get(rig.client.createJob(WEEK));
            rig.carto.revokeTokens();
            CartoActivityClient other = rig.another(b -> b.tokenFile(file()));
            rig.get(other.createJob(WEEK));
            rig.get(rig.another(b -> b.tokenFile(file())).createJob(WEEK));
            assertThat(rig.carto.requests(Endpoint.TOKEN)).hasSize(2);
        }
    }

    @Test
    void oldToken_isNotUsed() throws Throwable {
        try (Rig rig = new Rig(b -> b.tokenFile(file()))) {
            rig.get(rig.client.createJob(WEEK));
            rig.clock.advance(Duration.ofHours(23));
            rig.get(rig.another(b -> b.tokenFile(file())).createJob(WEEK));
            assertThat(rig.carto.requests(Endpoint.TOKEN)).hasSize(2);
        }
    }

    @Test
    void placeThatCannotBeWritten_costsATokenAndNothingElse() throws Throwable {
        Path blocked = Files.writeString(directory.resolve("file"), "").resolve("tokens.json");
        try (Rig rig = new Rig(b -> b.tokenFile(blocked))) {
            rig.get(rig.client.createJob(WEEK));
            assertThat(rig.sweep.texts()).anyMatch(text -> text.contains("cannot be written"));
        }
    }

    @Test
    void fileHoldsNothingButTheToken() throws Throwable {
        try (Rig rig = new Rig(b -> b.tokenFile(file()))) {
            rig.get(rig.client.createJob(WEEK));
            assertThat(Files.readString(file())).doesNotContain(rig.carto.clientSecret(), rig.carto.clientId());
            try (var files = Files.list(file().getParent())) {
                assertThat(files.map(f -> f.getFileName().toString()).toList())
                        .containsExactlyInAnyOrderElementsOf(List.of("tokens.json", "tokens.json.lock"));
            }
        }
    }
}
