package io.github.cartoactivity.client;

import static io.github.cartoactivity.client.Downloads.AS_IS;
import static io.github.cartoactivity.client.Downloads.FILE;
import static io.github.cartoactivity.client.Downloads.activity;
import static io.github.cartoactivity.client.Downloads.countOfRequests;
import static io.github.cartoactivity.client.Downloads.fileRequests;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.error.DeadlineException;
import io.github.cartoactivity.client.error.DownloadException;
import io.github.cartoactivity.client.error.IntegrityException;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.Fault;
import io.github.cartoactivity.testing.FileFault;
import io.github.cartoactivity.testing.FileFault.GzipTranscoded;
import io.github.cartoactivity.testing.FileFault.GzipTranscoded.Decoder;
import io.github.cartoactivity.testing.HashHeaders;
import io.github.cartoactivity.testing.WireFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults 30 to 33: silence, trickles, wrong bytes, packed bytes. */
class BodyFaultsTest {
    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    @ParameterizedTest
    @ValueSource(longs = {WireFault.Stall.BEFORE_HEADERS, 0, 5000})
    void f30_silence_endsTheAttempt_andTheNextOneResumes(long place) throws Throwable {
        try (Rig rig = new Rig(builder -> builder.timeouts(
                Timeouts.defaults().withAnswer(Duration.ofMillis(1500)).withIdle(Duration.ofMillis(1500))))) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int before = countOfRequests(rig);
            rig.carto.faults(Endpoint.FILE, new WireFault.Stall(place));
            long start = System.nanoTime();
            rig.get(rig.client.export(activity(directory)));
            // One second more for the watch, the rest for the download itself on a busy machine.
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(1500), Duration.ofMillis(4500));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            assertThat(fileRequests(rig, before)).hasSize(2);
            assertThat(Downloads.range(fileRequests(rig, before).get(1)))
                    .isEqualTo(place < 0 ? "whole" : "bytes=" + place + "-");
        }
    }

    @Test
    void f31_trickle_isTakenForSilence() throws Throwable {
        try (Rig rig =
                new Rig(builder -> builder.retryPolicy(RetryPolicy.defaults().withMaxAttempts(2))
                        .timeouts(Timeouts.defaults().withIdle(Duration.ofMillis(400))))) {
            rig.carto.on(Endpoint.FILE).always(new WireFault.SlowBody(100));
            DownloadException error = rig.failure(DownloadException.class, rig.client.export(activity(directory)));
            assertThat(error).hasMessageContaining("broke off");
            assertThat(rig.carto.requests(Endpoint.FILE)).hasSize(2);
        }
    }

    @Test
    void f31_bodyThatOutlastsTheWholeCall_endsWithIt() throws Throwable {
        try (Rig rig = new Rig()) {
            JobRequest request = new JobRequest(Rig.WEEK, EnumSet.of(ExportCategory.ACTIVITY), ExportFormat.CSV);
            ActivityJob created = rig.get(rig.client.createJob(request));
            ActivityJob job = rig.get(rig.client.awaitJob(created.id()));
            rig.carto.on(Endpoint.FILE).always(new WireFault.SlowBody(40_000));
            CartoActivityClient hurried = rig.another(builder -> builder.timeouts(
                    Timeouts.defaults().withIdle(Duration.ofMillis(800)).withTotal(Duration.ofMillis(500))));
            DeadlineException error = rig.failure(DeadlineException.class, hurried.download(job, directory));
            assertThat(error.jobId()).contains(job.id());
            assertThat(rig.carto.requests(Endpoint.FILE)).hasSize(1);
            assertThat(directory).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HashHeaders.class,
            names = {"GOOGLE", "GOOGLE_TWO_LINES", "CONTENT_MD5"})
    void f32_wrongBytesOnce_areFetchedAgain(HashHeaders hashes) throws Throwable {
        try (Rig rig = new Rig(server -> server.hashHeaders(hashes), AS_IS)) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int before = countOfRequests(rig);
            rig.carto.faults(Endpoint.FILE, new FileFault.CorruptByte(777));
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            assertThat(fileRequests(rig, before)).extracting(Downloads::range).containsExactly("whole", "whole");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HashHeaders.class,
            names = {"GOOGLE", "GOOGLE_TWO_LINES", "CONTENT_MD5"})
    void f32_wrongBytesTwice_areIntegrityException(HashHeaders hashes) throws Throwable {
        try (Rig rig = new Rig(server -> server.hashHeaders(hashes), AS_IS)) {
            rig.carto.on(Endpoint.FILE).always(new FileFault.WrongHash());
            IntegrityException error = rig.failure(IntegrityException.class, rig.client.export(activity(directory)));
            assertThat(error).hasMessageContaining("AAAA").hasMessageMatching("(?s).*(crc32c|md5) is \\S+, but .*");
            assertThat(error.isRetryable()).isFalse();
            assertThat(rig.carto.requests(Endpoint.FILE)).hasSize(2);
            assertThat(DiskTree.names(directory)).noneMatch(name -> name.contains(".csv") || name.endsWith(".part"));
        }
    }

    @Test
    void f33_packedForTheWay_isKeptAsItCame_andNeverResumed() throws Throwable {
        try (Rig rig = new Rig()) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int before = countOfRequests(rig);
            rig.carto.faults(
                    Endpoint.FILE,
                    new Fault.Several(new GzipTranscoded(), new WireFault.CutBody(1000)),
                    new GzipTranscoded());
            Export export = rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.names(directory)).containsExactly(FILE + ".gz");
            try (InputStream in = new GZIPInputStream(
                    Files.newInputStream(export.files().get(0).path()))) {
                assertThat(DiskTree.hash(in.readAllBytes())).isEqualTo(truth.get(FILE));
            }
            assertThat(fileRequests(rig, before)).extracting(Downloads::range).containsExactly("whole", "whole");
        }
    }

    @Test
    void f33_unpackedOnTheWay_isNotHeldAgainstTheHashOfThePackedBytes() throws Throwable {
        try (Rig rig = new Rig()) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            rig.carto.faults(Endpoint.FILE, new GzipTranscoded(Decoder.SERVER));
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    @Test
    void f33_packedParquet_isUnpackedOnce() throws Throwable {
        try (Rig rig = new Rig(server -> server.parquetEncoder(Downloads::encode), AS_IS)) {
            rig.carto.faults(Endpoint.FILE, new GzipTranscoded());
            Export export = rig.get(rig.client.export(activity(directory).withFormat(ExportFormat.PARQUET)));
            assertThat(Files.readString(export.files().get(0).path()))
                    .startsWith("PAR1")
                    .endsWith("PAR1");
            assertThat(DiskTree.names(directory)).hasSize(1).allMatch(name -> name.endsWith(".parquet"));
        }
    }

    @Test
    void f33_packedParquetWithoutItsEnd_isFetchedOnceMore_thenRefused() throws Throwable {
        try (Rig rig = new Rig(server -> server.parquetEncoder(BodyFaultsTest::withoutItsEnd), AS_IS)) {
            rig.carto.on(Endpoint.FILE).always(new GzipTranscoded());
            rig.failure(
                    IntegrityException.class,
                    rig.client.export(activity(directory).withFormat(ExportFormat.PARQUET)));
            assertThat(rig.carto.requests(Endpoint.FILE)).hasSize(2);
            assertThat(DiskTree.names(directory))
                    .noneMatch(name -> name.contains(".parquet") || name.endsWith(".part"));
        }
    }

    private static void withoutItsEnd(ExportCategory category, Path csv, Path parquet) throws IOException {
        Files.writeString(parquet, "PAR1" + Files.readString(csv));
    }

    @Test
    void f33_bomb_isNotUnpacked() throws Throwable {
        try (Rig rig = new Rig(server -> server.parquetEncoder(BodyFaultsTest::bomb), AS_IS)) {
            rig.carto.on(Endpoint.FILE).always(new GzipTranscoded());
            rig.failure(
                    IntegrityException.class,
                    rig.client.export(activity(directory).withFormat(ExportFormat.PARQUET)));
            assertThat(DiskTree.names(directory))
                    .noneMatch(name -> name.contains(".parquet") || name.endsWith(".part"));
        }
    }

    /** Eighty million zeros. */
    private static void bomb(ExportCategory category, Path csv, Path parquet) throws IOException {
        Files.copy(
                new ByteArrayInputStream("PAR1".getBytes(StandardCharsets.US_ASCII)),
                parquet,
                StandardCopyOption.REPLACE_EXISTING);
        try (var channel = java.nio.channels.FileChannel.open(parquet, java.nio.file.StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap("PAR1".getBytes(StandardCharsets.US_ASCII)), 80_000_000);
        }
    }
}
