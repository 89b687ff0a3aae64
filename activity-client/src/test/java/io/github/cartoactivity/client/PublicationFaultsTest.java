package io.github.cartoactivity.client;

import static io.github.cartoactivity.client.Downloads.activity;
import static io.github.cartoactivity.client.Downloads.countOfRequests;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.FaultyDisk.Deed;
import io.github.cartoactivity.client.error.LocalFileException;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.FakeCarto;
import io.github.cartoactivity.testing.FakeOrganisation;
import io.github.cartoactivity.testing.FileFault;
import io.github.cartoactivity.testing.WireFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault 39 where there are several files: all get their names, or none. */
class PublicationFaultsTest {
    private static final int FILES = 3;

    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    private final FaultyDisk disk = new FaultyDisk();
    private final AtomicInteger moves = new AtomicInteger();
    private boolean secondNames = true;

    private Rig rig() {
        UnaryOperator<FakeCarto.Builder> small = server -> server.filesPerTable(FILES)
                .organisation(FakeOrganisation.builder().eventsPerDay(10).build());
        return new Rig(small, builder -> builder);
    }

    /** Files of an earlier, larger export, of which the second one was packed. */
    @BeforeEach
    void earlierFiles() throws IOException {
        for (int file = 1; file <= FILES + 1; file++) {
            Files.writeString(directory.resolve("activity_2025-10-01_2025-10-07_" + file + ".csv"), "old " + file);
            Files.writeString(directory.resolve("activity-" + file + ".csv"), "old " + file);
        }
        Files.writeString(directory.resolve("activity_2025-10-01_2025-10-07_2.csv.gz"), "old and packed");
        Files.writeString(directory.resolve("activity-2.csv.gz"), "old and packed");
    }

    private Path target() {
        return disk.at(directory);
    }

    /** What is published, not what waits. */
    private Map<String, String> visible() throws IOException {
        Map<String, String> files = DiskTree.hashes(directory);
        files.keySet().removeIf(name -> name.startsWith("."));
        return files;
    }

    /** The so-manieth move into the target directory fails, and all after it where the power is off. */
    private void failAtMove(int number, boolean powerOff) {
        disk.trouble((deed, path) -> {
            if (deed == Deed.LINK && !secondNames) {
                throw new UnsupportedOperationException();
            }
            boolean publishing = deed == Deed.MOVE && directory.equals(path.getParent());
            int now = publishing ? moves.incrementAndGet() : moves.get();
            if (publishing && now == number || powerOff && now >= number) {
                throw new IOException("Input/output error");
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "3, true", "1, false", "2, false", "3, false"})
    void f39_exportThatCannotPublishAll_publishesNothing_andTheNextRunNeedsNoDownload(int failing, boolean links)
            throws Throwable {
        secondNames = links;
        try (Rig rig = rig()) {
            rig.get(rig.client.export(activity(elsewhere)));
            Map<String, String> before = visible();
            failAtMove(failing, false);
            rig.failure(LocalFileException.class, rig.client.export(activity(target())));
            assertThat(visible()).isEqualTo(before);
            int requests = countOfRequests(rig);
            disk.trouble((deed, path) -> {});
            rig.get(rig.client.export(activity(target())));
            assertExported();
            assertThat(rig.carto.requests(Endpoint.FILE)).hasSize(requests);
        }
    }

    /** All that the export has published, nothing of the earlier one, and nothing of its own. */
    private void assertExported() throws IOException {
        Map<String, String> files = DiskTree.hashes(directory);
        files.keySet().removeIf(name -> name.startsWith("activity-"));
        assertThat(files).isEqualTo(DiskTree.hashes(elsewhere));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void f39_downloadThatCannotPublishAll_publishesNothing(int failing) throws Throwable {
        try (Rig rig = rig()) {
            ActivityJob created = rig.get(rig.client.createJob(
                    new JobRequest(Rig.WEEK, EnumSet.of(ExportCategory.ACTIVITY), ExportFormat.CSV)));
            ActivityJob job = rig.get(rig.client.awaitJob(created.id()));
            Map<String, String> before = visible();
            failAtMove(failing, false);
            rig.failure(LocalFileException.class, rig.client.download(job, target()));
            assertThat(visible()).isEqualTo(before);
            int requests = countOfRequests(rig);
            disk.trouble((deed, path) -> {});
            rig.get(rig.client.download(job, target()));
            assertThat(rig.carto.requests(Endpoint.FILE)).hasSize(requests);
            assertThat(directory.resolve("activity-2.csv.gz")).doesNotExist();
            assertThat(directory.resolve("activity-4.csv")).hasContent("old 4");
        }
    }

    @Test
    void downloadOfPackedFiles_replacesUnpackedOnesToo() throws Throwable {
        try (Rig rig = rig()) {
            ActivityJob created = rig.get(rig.client.createJob(
                    new JobRequest(Rig.WEEK, EnumSet.of(ExportCategory.ACTIVITY), ExportFormat.CSV)));
            rig.carto.on(Endpoint.FILE).always(new FileFault.GzipTranscoded());
            rig.get(rig.client.download(rig.get(rig.client.awaitJob(created.id())), directory));
            assertThat(DiskTree.names(directory))
                    .filteredOn(name -> name.startsWith("activity-"))
                    .containsExactly("activity-1.csv.gz", "activity-2.csv.gz", "activity-3.csv.gz", "activity-4.csv");
        }
    }

    @Test
    void f39_directoryInThePlaceOfAFile_staysThere_andNothingIsPublished() throws Throwable {
        try (Rig rig = rig()) {
            Path second = directory.resolve("activity_2025-10-01_2025-10-07_2.csv");
            Files.delete(second);
            Files.createDirectory(second);
            Map<String, String> before = visible();
            rig.failure(LocalFileException.class, rig.client.export(activity(directory)));
            assertThat(visible()).isEqualTo(before);
            assertThat(second).isDirectory();
        }
    }

    @Test
    void f39_outdatedFileThatCannotBeRemoved_isThereWithAllTheOthersOfItsExport() throws Throwable {
        try (Rig rig = rig()) {
            Map<String, String> before = visible();
            disk.trouble((deed, path) -> {
                if (deed == Deed.MOVE && path.toString().contains("_4.csv")) {
                    throw new IOException("Input/output error");
                }
            });
            rig.failure(LocalFileException.class, rig.client.export(activity(target())));
            assertThat(visible()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "3, true", "1, false", "2, false", "3, false"})
    void f39_killWhilePublishing_isMadeGoodByTheNextRun(int failing, boolean links) throws Throwable {
        secondNames = links;
        try (Rig rig = rig()) {
            rig.get(rig.client.export(activity(elsewhere)));
            failAtMove(failing, true);
            rig.failure(LocalFileException.class, rig.client.export(activity(target())));
            rig.get(rig.client.export(activity(directory)));
            assertExported();
        }
    }

    @Test
    void f39_olderFileThatAKillHasLeftWithoutItsName_getsItBackByTheNextRun_thoughThatFails() throws Throwable {
        secondNames = false;
        try (Rig rig = rig()) {
            failAtMove(2, true);
            rig.failure(LocalFileException.class, rig.client.export(activity(target())));
            Path second = directory.resolve("activity_2025-10-01_2025-10-07_2.csv");
            assertThat(second).doesNotExist();
            rig.carto.on(Endpoint.FILE).always(new WireFault.Status(404));
            CompletableFuture<Export> again = rig.client.export(activity(directory));
            rig.failure(Exception.class, again);
            assertThat(second).hasContent("old 2");
        }
    }
}
