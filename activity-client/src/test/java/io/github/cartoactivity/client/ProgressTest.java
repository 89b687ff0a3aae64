package io.github.cartoactivity.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.WireFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {
    @TempDir
    Path directory;

    /** Writes down what it hears. */
    private static final class Diary implements ProgressListener {
        final List<String> events = new CopyOnWriteArrayList<>();
        final List<ExportProgress> snapshots = new CopyOnWriteArrayList<>();

        @Override
        public void jobCreated(String jobId, JobRequest request) {
            events.add("created");
        }

        @Override
        public void jobPolled(ActivityJob job) {
            events.add("polled " + job.status());
        }

        @Override
        public void jobFinished(ActivityJob job) {
            events.add("finished");
        }

        @Override
        public void fileStarted(SignedLink link) {
            events.add("file started");
        }

        @Override
        public void fileFinished(SignedLink link, long bytes) {
            events.add("file finished");
        }

        @Override
        public void exportProgress(ExportProgress now) {
            snapshots.add(now);
        }

        @Override
        public void retrying(String what, int attempt, Duration wait) {
            events.add("retrying " + what + " " + attempt);
        }
    }

    @Test
    void events_comeInTheDocumentedOrder() throws Throwable {
        Diary diary = new Diary();
        try (Rig rig = new Rig(server -> server.pollsUntilDone(4), b -> b.progressListener(diary))) {
            rig.carto.faults(Endpoint.GET_JOB, new WireFault.Status(503));
            Export export = rig.get(rig.export(directory));
            assertThat(diary.events)
                    .startsWith("created", "retrying Look at export job 2")
                    .containsSubsequence(
                            "polled RUNNING", "polled SUCCESS", "finished", "file started", "file finished");
            assertThat(diary.events.stream().filter("file finished"::equals)).hasSize(4);
            ExportProgress last = diary.snapshots.get(diary.snapshots.size() - 1);
            assertThat(last.jobsFinished()).isEqualTo(last.jobs()).isEqualTo(1);
            assertThat(last.filesFinished()).isEqualTo(last.files()).isEqualTo(4);
            assertThat(last.bytes())
                    .isEqualTo(last.bytesAnnounced())
                    .isEqualTo(export.cost().bytes());
            assertThat(last.remaining()).isEqualTo(Duration.ZERO);
            assertThat(last.retries()).isEqualTo(1);
            assertThat(diary.snapshots.get(0).remaining()).isNull();
            diary.snapshots.forEach(rig.sweep::heard);
            diary.events.forEach(rig.sweep::heard);
        }
    }

    @Test
    void listenerThatThrowsErrors_doesNoHarm() throws Throwable {
        ProgressListener broken = new ProgressListener() {
            @Override
            public void fileStarted(SignedLink link) {
                throw new AssertionError("broken listener");
            }
        };
        try (Rig rig = new Rig(b -> b.progressListener(broken).parallelDownloads(1))) {
            assertThat(rig.get(rig.export(directory)).files()).hasSize(4);
        }
    }

    @Test
    void listenerThatThrows_doesNoHarm() throws Throwable {
        ProgressListener broken = new ProgressListener() {
            @Override
            public void jobPolled(ActivityJob job) {
                throw new IllegalStateException("broken listener");
            }

            @Override
            public void exportProgress(ExportProgress now) {
                throw new IllegalStateException("broken listener");
            }
        };
        try (Rig rig = new Rig(b -> b.progressListener(broken))) {
            assertThat(rig.get(rig.export(directory)).files()).hasSize(4);
            assertThat(rig.sweep.texts()).anyMatch(text -> text.contains("A progress listener failed"));
        }
    }
}
