package io.github.cartoactivity.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.testing.ManualClock;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class CallProgressTest {
    @Test
    void listenerThatTakesItsTime_hearsOfNewerThingsAfterwards() throws Exception {
        List<Integer> finished = new CopyOnWriteArrayList<>();
        Thread[] second = new Thread[1];
        try (VirtualTime time = new VirtualTime(ManualClock.at(Instant.EPOCH))) {
            CallProgress progress = new CallProgress(
                    new ProgressListener() {
                        @Override
                        public void exportProgress(ExportProgress now) {
                            if (second[0].getState() == Thread.State.NEW) {
                                second[0].start();
                                while (second[0].getState() == Thread.State.RUNNABLE) {
                                    Thread.onSpinWait();
                                }
                            }
                            finished.add(now.filesFinished());
                        }
                    },
                    time);
            progress.expectJobs(1, Set.of(ExportCategory.ACTIVITY));
            second[0] = new Thread(() -> progress.fileReused(link(1), 10));

            progress.fileReused(link(0), 10);
            second[0].join();
        }
        assertThat(finished).containsExactly(1, 2);
    }

    private static SignedLink link(int index) {
        return new SignedLink(ExportCategory.ACTIVITY, index, URI.create("https://files.example/" + index));
    }
}
