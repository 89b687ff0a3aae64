package io.github.cartoactivity.client;

import static io.github.cartoactivity.client.Downloads.AS_IS;
import static io.github.cartoactivity.client.Downloads.FILE;
import static io.github.cartoactivity.client.Downloads.activity;
import static io.github.cartoactivity.client.Downloads.countOfRequests;
import static io.github.cartoactivity.client.Downloads.fileRequests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cartoactivity.client.error.DownloadException;
import io.github.cartoactivity.client.error.IntegrityException;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.Fault;
import io.github.cartoactivity.testing.FileFault;
import io.github.cartoactivity.testing.FileFault.WrongContentRange;
import io.github.cartoactivity.testing.FileFault.WrongContentRange.Mistake;
import io.github.cartoactivity.testing.Hangup;
import io.github.cartoactivity.testing.HashHeaders;
import io.github.cartoactivity.testing.RecordedRequest;
import io.github.cartoactivity.testing.WireFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults 21 to 26: bodies that break off, and what the server says when asked for the rest. */
class ResumeFaultsTest {
    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    static Stream<Double> cuts() {
        return Stream.of(0.0, 1e-9, 0.5, 1.0);
    }

    /** A place in the file: the beginning, one byte later, the middle, or one byte before the end. */
    private static int place(double share, int size) {
        return share == 1.0 ? size - 1 : (int) Math.ceil(share * size);
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void f21_truncatedBody_isResumedAtTheExactByte(double share) throws Throwable {
        try (Rig rig = new Rig()) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int cut = place(share, Downloads.size(elsewhere));
            int before = countOfRequests(rig);
            rig.carto.faults(Endpoint.FILE, new WireFault.CutBody(cut));
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            List<RecordedRequest> requests = fileRequests(rig, before);
            assertThat(requests).extracting(Downloads::range).containsExactly("whole", "bytes=" + cut + "-");
            assertThat(requests.get(1).header("If-Range").orElseThrow()).matches("\"[0-9a-f]+-1\"");
        }
    }

    @Test
    void f21_resetConnection_isResumedSomewhereBefore() throws Throwable {
        try (Rig rig = new Rig()) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int before = countOfRequests(rig);
            rig.carto.faults(Endpoint.FILE, new WireFault.CutBody(Downloads.size(elsewhere) / 2, Hangup.RESET));
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            assertThat(fileRequests(rig, before)).hasSize(2);
        }
    }

    @Test
    void f21_manyCuts_countAsFirstTries_whileBytesArrive() throws Throwable {
        try (Rig rig =
                new Rig(builder -> builder.retryPolicy(RetryPolicy.defaults().withMaxAttempts(2)))) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int before = countOfRequests(rig);
            rig.carto.on(Endpoint.FILE).always(new WireFault.CutBody(70_000));
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            assertThat(fileRequests(rig, before))
                    .hasSize(Downloads.size(elsewhere) / 70_000 + 1)
                    .hasSizeGreaterThan(2);
        }
    }

    @Test
    void f21_cutAgainAndAgainWithoutResume_endsAfterTheLastAttempt() throws Throwable {
        try (Rig rig = new Rig()) {
            rig.carto
                    .on(Endpoint.FILE)
                    .always(new Fault.Several(new FileFault.NoEtag(), new WireFault.CutBody(100_000)));
            DownloadException error = rig.failure(DownloadException.class, rig.client.export(activity(directory)));
            assertThat(error.isRetryable()).isTrue();
            assertThat(error).hasMessageContaining("broke off after 100000 of ");
            // Each brings as much as the one before, and nothing that had not been here.
            assertThat(rig.carto.requests(Endpoint.FILE)).hasSize(5);
            assertThat(DiskTree.names(directory)).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void f22_chunkedWithoutEnd_isResumed() throws Throwable {
        try (Rig rig = new Rig()) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int before = countOfRequests(rig);
            rig.carto.faults(Endpoint.FILE, new WireFault.ChunkedWithoutEnd(1000));
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            assertThat(fileRequests(rig, before)).extracting(Downloads::range).containsExactly("whole", "bytes=1000-");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HashHeaders.class,
            names = {"GOOGLE", "CONTENT_MD5"})
    void f22_cutThatLooksLikeTheEnd_isSeenByTheHash(HashHeaders hashes) throws Throwable {
        try (Rig rig = new Rig(server -> server.hashHeaders(hashes), AS_IS)) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            rig.carto.faults(Endpoint.FILE, new WireFault.CloseDelimitedCut(1000));
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    @Test
    void f22_cutThatLooksLikeTheEnd_isSeenByTheEndOfParquet() throws Throwable {
        try (Rig rig =
                new Rig(server -> server.hashHeaders(HashHeaders.NONE).parquetEncoder(Downloads::encode), AS_IS)) {
            rig.carto.faults(Endpoint.FILE, new WireFault.CloseDelimitedCut(1000));
            Export export = rig.get(rig.client.export(activity(directory).withFormat(ExportFormat.PARQUET)));
            assertThat(Files.readString(export.files().get(0).path())).endsWith("PAR1");
            assertThat(rig.carto.requests(Endpoint.FILE)).hasSize(2);
        }
    }

    @Test
    void f22_cutThatNothingTells_isFetchedAgain_thenRefusedAsUnverified() throws Throwable {
        try (Rig rig = new Rig(server -> server.hashHeaders(HashHeaders.NONE), AS_IS)) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            rig.carto.faults(Endpoint.FILE, new WireFault.CloseDelimitedCut(1000));
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);

            Path other = directory.resolve("other");
            rig.carto.faults(
                    Endpoint.FILE, new WireFault.CloseDelimitedCut(1000), new WireFault.CloseDelimitedCut(1000));
            assertThatThrownBy(() -> rig.get(rig.client.export(activity(other))))
                    .isInstanceOf(IntegrityException.class)
                    .hasMessageContaining("the length of the file is unverified");
            assertThat(other.resolve("activity-1.csv")).doesNotExist();
        }
    }

    @Test
    void f23_ignoredRange_doesNotDoubleThePrefix() throws Throwable {
        try (Rig rig = new Rig()) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int before = countOfRequests(rig);
            rig.carto.faults(
                    Endpoint.FILE, new WireFault.CutBody(Downloads.size(elsewhere) / 2), new FileFault.IgnoreRange());
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            assertThat(fileRequests(rig, before)).hasSize(2);
        }
    }

    static Stream<FileFault> wrongParts() {
        return Stream.of(
                new WrongContentRange(Mistake.START),
                new WrongContentRange(Mistake.TOTAL),
                new WrongContentRange(Mistake.MISSING),
                new FileFault.MultipartRange());
    }

    @ParameterizedTest
    @MethodSource("wrongParts")
    void f24_wrongPart_isRefused_andTheFileFetchedAnew(FileFault wrong) throws Throwable {
        try (Rig rig = new Rig()) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int before = countOfRequests(rig);
            rig.carto.faults(Endpoint.FILE, new WireFault.CutBody(1000), wrong);
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            assertThat(fileRequests(rig, before))
                    .extracting(Downloads::range)
                    .containsExactly("whole", "bytes=1000-", "whole");
        }
    }

    @ParameterizedTest
    @MethodSource("wrongParts")
    void f24_wrongPartTwice_isIntegrityException(FileFault wrong) throws Throwable {
        try (Rig rig = new Rig()) {
            rig.carto.faults(Endpoint.FILE, new WireFault.CutBody(1000), wrong, new WireFault.CutBody(1000), wrong);
            rig.failure(IntegrityException.class, rig.client.export(activity(directory)));
            assertThat(rig.carto.requests(Endpoint.FILE)).hasSize(4);
            assertThat(DiskTree.names(directory)).noneMatch(name -> name.contains(".csv") || name.endsWith(".part"));
        }
    }

    @Test
    void f24_partInsteadOfTheWholeFile_isRefused() throws Throwable {
        try (Rig rig = new Rig()) {
            rig.carto.on(Endpoint.FILE).always(new WireFault.Status(206, Map.of("Content-Type", "text/csv"), "type\n"));
            rig.failure(IntegrityException.class, rig.client.export(activity(directory)));
        }
    }

    static Stream<Fault> changes() {
        return Stream.of(
                new FileFault.ChangeObject(),
                new Fault.Several(new FileFault.ChangeObject(), new FileFault.IgnoreIfRange()));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void f25_changedObject_isNeverMixedWithTheOldOne(Fault change) throws Throwable {
        try (Rig rig = new Rig(server -> server.hashHeaders(HashHeaders.NONE), AS_IS)) {
            Downloads.truth(rig, elsewhere);
            rig.carto.faults(Endpoint.FILE, new WireFault.CutBody(Downloads.size(elsewhere) / 2), change);
            rig.get(rig.client.export(activity(directory)));
            List<String> old = Files.readAllLines(elsewhere.resolve(FILE));
            List<String> now = Files.readAllLines(directory.resolve(FILE));
            assertThat(now).hasSameSizeAs(old).allMatch(line -> line.startsWith("\""));
            assertThat(DiskTree.names(directory)).containsExactly(FILE);
        }
    }

    @Test
    void f26_rangeRefusedBecauseAllIsHere_isVerifiedAndFinished() throws Throwable {
        try (Rig rig = new Rig()) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int before = countOfRequests(rig);
            rig.carto.faults(Endpoint.FILE, new WireFault.ChunkedWithoutEnd(Downloads.size(elsewhere)));
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            assertThat(fileRequests(rig, before))
                    .extracting(Downloads::range)
                    .containsExactly("whole", "bytes=" + Downloads.size(elsewhere) + "-");
        }
    }

    @Test
    void f26_rangeRefusedForAFileThatIsShorterThanAnnounced_endsAfterTheLastAttempt() {
        try (Rig rig = new Rig()) {
            Fault refusal = new WireFault.Status(416, Map.of("Content-Range", "bytes */70000"), "");
            Fault[] refusals = Collections.nCopies(100, refusal).toArray(Fault[]::new);
            rig.carto
                    .on(Endpoint.FILE)
                    .where(request -> request.header("Range").isPresent(), refusals)
                    .always(new WireFault.CutBody(70_000));
            rig.failure(DownloadException.class, rig.client.export(activity(directory)));
            assertThat(rig.carto.requests(Endpoint.FILE)).hasSizeLessThan(20);
        }
    }

    @Test
    void f26_rangeRefusedAlthoughBytesAreMissing_beginsAnew() throws Throwable {
        try (Rig rig = new Rig()) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int before = countOfRequests(rig);
            rig.carto.faults(Endpoint.FILE, new WireFault.CutBody(1000), new FileFault.RangeNotSatisfiable());
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            assertThat(fileRequests(rig, before))
                    .extracting(Downloads::range)
                    .containsExactly("whole", "bytes=1000-", "whole");
        }
    }
}
