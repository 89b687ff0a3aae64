package io.github.cartoactivity.client;

import static io.github.cartoactivity.client.Downloads.AS_IS;
import static io.github.cartoactivity.client.Downloads.FILE;
import static io.github.cartoactivity.client.Downloads.activity;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.error.DownloadException;
import io.github.cartoactivity.client.error.LocalFileException;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.Gate;
import io.github.cartoactivity.testing.WireFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults 75, 77 and 78: what others have put into the way, and what others may see. */
class PlantedFilesTest {
    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    private Path victim;

    @BeforeEach
    void aFileOfSomebodyElse() throws IOException {
        victim = Files.writeString(
                Files.createDirectory(elsewhere.resolve("theirs")).resolve("victim"), "precious");
    }

    /** The place that an export of this request uses for itself; it is left by a failure. */
    private Path ownPlace(Rig rig) throws IOException {
        rig.carto.on(Endpoint.FILE).next(new WireFault.Status(404));
        rig.failure(DownloadException.class, rig.client.export(activity(directory)));
        try (Stream<Path> places = Files.list(directory)) {
            return places.findFirst().orElseThrow();
        }
    }

    private static void delete(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(place);
    }

    @Test
    void f77_linkInPlaceOfOurDirectory_isRefused() throws Throwable {
        try (Rig rig = new Rig()) {
            Path own = ownPlace(rig);
            delete(own);
            Files.createSymbolicLink(own, victim.getParent());
            int before = rig.carto.requests().size();
            rig.failure(LocalFileException.class, rig.client.export(activity(directory)));
            assertThat(rig.carto.requests()).hasSize(before);
            assertThat(DiskTree.names(victim.getParent())).containsExactly("victim");
        }
    }

    @Test
    void f77_linkInPlaceOfTheLock_isRefused() throws Throwable {
        try (Rig rig = new Rig()) {
            Path lock = ownPlace(rig).resolve("lock");
            Files.delete(lock);
            Files.createSymbolicLink(lock, victim);
            rig.failure(LocalFileException.class, rig.client.export(activity(directory)));
            assertThat(victim).hasContent("precious");
        }
    }

    @Test
    void f77_linksInPlaceOfOurFiles_areReplaced_notFollowed() throws Throwable {
        try (Rig rig = new Rig()) {
            Path own = ownPlace(rig);
            Gate gate = new Gate();
            rig.carto.on(Endpoint.GET_JOB).next(new WireFault.Held(gate));
            CompletableFuture<Export> export = rig.client.export(activity(directory));
            assertThat(gate.awaitArrivals(1, Duration.ofSeconds(10))).isTrue();
            String path = rig.carto.requests(Endpoint.FILE).get(0).path();
            String place = "2025-10-01_2025-10-07_activity_"
                    + DiskTree.hash(path.getBytes(StandardCharsets.US_ASCII)).substring(0, 16);
            Files.createSymbolicLink(own.resolve(place + ".part"), victim);
            Files.createSymbolicLink(own.resolve(place + ".csv"), victim);
            Files.createSymbolicLink(directory.resolve(FILE), victim);
            gate.open();
            rig.get(export);
            assertThat(victim).hasContent("precious");
            assertThat(directory.resolve(FILE)).isRegularFile();
            assertThat(Files.isSymbolicLink(directory.resolve(FILE))).isFalse();
            assertThat(Files.readString(directory.resolve(FILE))).startsWith("type,ts,data");
        }
    }

    @Test
    void f78_everythingIsReadableByItsOwnerOnly_fromTheFirstMoment() throws Throwable {
        try (Rig rig = new Rig(
                server -> server.filesPerTable(3),
                builder -> builder.parallelDownloads(1)
                        .timeouts(Timeouts.defaults().withIdle(Duration.ofMillis(400))))) {
            Path target = directory.resolve("new/place");
            rig.carto.on(Endpoint.FILE).file(2, new WireFault.Stall(1000));
            CompletableFuture<Export> export = rig.client.export(activity(target));
            Leaks.await(() -> rig.carto.requests(Endpoint.FILE).size() >= 2 && partsIn(target) == 1);
            assertThat(DiskTree.names(directory))
                    .anyMatch(name -> name.endsWith(".job"))
                    .anyMatch(name -> name.endsWith("lock"));
            assertPrivate(directory);
            rig.get(export);
            assertPrivate(directory);
        }
    }

    private static long partsIn(Path target) {
        try {
            return DiskTree.names(target).stream()
                    .filter(name -> name.endsWith(".part"))
                    .count();
        } catch (IOException e) {
            return 0;
        }
    }

    private static void assertPrivate(Path root) throws IOException {
        for (String name : DiskTree.names(root)) {
            Path path = root.resolve(name);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .as(name)
                    .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------");
        }
    }

    @Test
    void f78_ourDirectoryThatOthersCouldRead_isClosedToThem() throws Throwable {
        try (Rig rig = new Rig()) {
            Path own = ownPlace(rig);
            Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxrwx"));
            Gate gate = new Gate();
            rig.carto.on(Endpoint.FILE).next(new WireFault.Held(gate));
            CompletableFuture<Export> export = rig.client.export(activity(directory));
            assertThat(gate.awaitArrivals(1, Duration.ofSeconds(10))).isTrue();
            assertPrivate(directory);
            gate.open();
            rig.get(export);
        }
    }

    @Test
    void f75_fileRequests_carryNothingOfOurs() throws Throwable {
        try (Rig rig = new Rig(server -> server.filesPerTable(3), AS_IS)) {
            rig.carto.faults(Endpoint.FILE, new WireFault.CutBody(100));
            rig.get(rig.client.export(activity(directory)));
            assertThat(rig.carto.requests(Endpoint.FILE))
                    .hasSize(4)
                    .allSatisfy(request -> assertThat(request.headers().keySet())
                            .map(name -> name.toLowerCase(Locale.ROOT))
                            .isSubsetOf(
                                    "accept-encoding",
                                    "connection",
                                    "content-length",
                                    "host",
                                    "if-range",
                                    "range",
                                    "user-agent"));
        }
    }

    @Test
    void f75_hostThatTheUserHasNotNamed_isNotAsked() throws Throwable {
        try (Rig rig = new Rig(builder -> builder.fileHosts("storage.googleapis.com"))) {
            DownloadException error = rig.failure(DownloadException.class, rig.client.export(activity(directory)));
            assertThat(error).hasMessageContaining("not among the allowed ones").hasMessageContaining("fileHosts");
            assertThat(rig.carto.requests(Endpoint.FILE)).isEmpty();
        }
    }
}
