package io.github.cartoactivity.client;

import static io.github.cartoactivity.client.Downloads.AS_IS;
import static io.github.cartoactivity.client.Downloads.activity;
import static io.github.cartoactivity.client.Downloads.countOfRequests;
import static io.github.cartoactivity.client.Downloads.fileRequests;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.error.FileGoneException;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.Fault;
import io.github.cartoactivity.testing.FileFault;
import io.github.cartoactivity.testing.FileFault.ExpireLink.Refusal;
import io.github.cartoactivity.testing.JobFault;
import io.github.cartoactivity.testing.RetryAfterStyle;
import io.github.cartoactivity.testing.WireFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults 27 to 29 and 34: links that expire, hosts that refuse. */
class LinkFaultsTest {
    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void f27_linkThatExpiresOnTheWay_isRenewed_andThePartResumed(Refusal style) throws Throwable {
        try (Rig rig = new Rig(server -> server.filesPerTable(20), AS_IS)) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int before = countOfRequests(rig);
            int polls = rig.carto.requests(Endpoint.GET_JOB).size();
            rig.carto
                    .on(Endpoint.FILE)
                    .file(7, new WireFault.CutBody(5000), new FileFault.ExpireLink(style), Fault.none());
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            assertThat(fileRequests(rig, before))
                    .filteredOn(request -> request.fileNumber() == 7)
                    .extracting(Downloads::range)
                    .containsExactly("whole", "bytes=5000-", "bytes=5000-");
            assertThat(rig.carto.requests(Endpoint.GET_JOB)).hasSize(polls * 2 + 1);
            assertThat(rig.carto.jobs()).hasSize(2);
            assertThat(rig.carto.tokensIssued()).isEqualTo(1);
        }
    }

    @Test
    void f27_refusalWhoseReasonIsLost_countsAsAnExpiredLinkOnce() throws Throwable {
        try (Rig rig = new Rig(AS_IS)) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            rig.carto.faults(Endpoint.FILE, new WireFault.Status(400));
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    @Test
    void f27_allLinksExpiredAtOnce_areRenewedOnceForAllWorkers() throws Throwable {
        try (Rig rig = new Rig(server -> server.filesPerTable(20), AS_IS)) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int polls = rig.carto.requests(Endpoint.GET_JOB).size();
            CartoActivityClient late = rig.another(builder -> builder.progressListener(new ProgressListener() {
                @Override
                public void jobFinished(ActivityJob job) {
                    rig.clock.advance(Duration.ofHours(2));
                }
            }));
            int before = countOfRequests(rig);
            rig.get(late.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            assertThat(rig.carto.requests(Endpoint.GET_JOB)).hasSize(polls * 2 + 1);
            assertThat(fileRequests(rig, before).size()).isBetween(21, 40);
        }
    }

    @Test
    void f27_renewedLinksInAnotherOrder_areMatchedByTheirPaths() throws Throwable {
        try (Rig rig = new Rig(server -> server.filesPerTable(20), AS_IS)) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int polls = rig.carto.requests(Endpoint.GET_JOB).size();
            rig.carto.on(Endpoint.FILE).file(7, new FileFault.ExpireLink());
            rig.carto.on(Endpoint.GET_JOB).request(polls * 2 + 1, new JobFault.LinksReversed());
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 410})
    void f28_freshLinkRefusedToo_isGivenUpAfterOneRenewal(int status) throws Throwable {
        try (Rig rig = new Rig(server -> server.filesPerTable(5), builder -> builder.parallelDownloads(1))) {
            rig.carto
                    .on(Endpoint.FILE)
                    .file(4, new WireFault.Status(status), new WireFault.Status(status), new WireFault.Status(status));
            FileGoneException error = rig.failure(FileGoneException.class, rig.client.export(activity(directory)));
            assertThat(error.context()).containsEntry("status", "" + status).containsEntry("category", "activity");
            assertThat(error).hasMessageNotContaining("?").hasMessageNotContaining("X-Goog");
            assertThat(rig.carto.requests(Endpoint.FILE))
                    .filteredOn(request -> request.fileNumber() == 4)
                    .hasSize(2);
            // The file behind the refused one may arrive before the export has heard that it failed.
            assertThat(DiskTree.names(directory).stream().filter(name -> name.endsWith(".csv")))
                    .hasSizeBetween(3, 4)
                    .allMatch(name -> name.startsWith(".carto-export-"));
        }
    }

    @Test
    void f29_crowdedHost_getsFewerRequestsAtOnce_andAllFilesArrive() throws Throwable {
        try (Rig rig = new Rig(server -> server.filesPerTable(40), AS_IS)) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int before = countOfRequests(rig);
            rig.carto.on(Endpoint.FILE).always(new WireFault.TooManyAtOnce(2));
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            // Without fewer lanes most of the requests would have been refused.
            assertThat(fileRequests(rig, before).size()).isLessThan(40 + 60);
        }
    }

    @Test
    void f29_hostThatNamesATime_isLeftAloneUntilThen() throws Throwable {
        try (Rig rig = new Rig(server -> server.filesPerTable(20), builder -> builder.parallelDownloads(4))) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            rig.carto.faults(Endpoint.FILE, new WireFault.Wall(503, Duration.ofSeconds(30), RetryAfterStyle.SECONDS));
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            assertThat(rig.carto.impatientRequests()).isLessThan(4);
        }
    }

    @Test
    void f34_oneFileGoneForGood_publishesNothing_stopsTheOthers_andKeepsWhatIsWhole() throws Throwable {
        try (Rig rig = new Rig(server -> server.filesPerTable(8), builder -> builder.parallelDownloads(4))) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            int before = countOfRequests(rig);
            rig.carto.on(Endpoint.FILE).file(5, new WireFault.Status(404));
            rig.carto.on(Endpoint.FILE).file(6, new WireFault.SlowBody(2000));
            rig.carto.on(Endpoint.FILE).file(7, new WireFault.Stall(100));
            long start = System.nanoTime();
            FileGoneException error = rig.failure(FileGoneException.class, rig.client.export(activity(directory)));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            assertThat(error.context()).containsEntry("category", "activity").containsEntry("file", "5");
            List<String> left = DiskTree.names(directory);
            assertThat(left)
                    .allMatch(name -> name.startsWith(".carto-export-"))
                    .noneMatch(name -> name.endsWith(".part"));
            long whole = left.stream().filter(name -> name.endsWith(".csv")).count();
            assertThat(whole).isBetween(1L, 5L);

            rig.carto.on(Endpoint.FILE).clear(); // what the first run did not get to
            int again = countOfRequests(rig);
            assertThat(again - before).isLessThanOrEqualTo(8);
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
            // Up to three requests of the first run may be noted by the server only now.
            assertThat(countOfRequests(rig) - again).isBetween(8 - (int) whole, 8 - (int) whole + 3);
            assertThat(rig.carto.jobs()).hasSize(2);
        }
    }
}
