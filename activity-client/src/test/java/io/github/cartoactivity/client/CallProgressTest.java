package io.github.cartoactivity.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.testing.ManualClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
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

    @Test
    void reportThatMayBeLeftOut_doesNotWaitForTheListener() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        ManualClock clock = ManualClock.at(Instant.EPOCH);
        try (VirtualTime time = new VirtualTime(clock)) {
            CallProgress[] progress = new CallProgress[1];
            progress[0] = new CallProgress(
                    new ProgressListener() {
                        @Override
                        public void exportProgress(ExportProgress now) {
                            if (heard.incrementAndGet() == 1) {
                                time.sleep(Duration.ofSeconds(1));
                                Thread other = new Thread(() -> progress[0].fileProgress(link(1), 5, 10));
                                other.start();
                                join(other);
                                assertThat(other.isAlive()).isFalse();
                            }
                        }
                    },
                    time);
            progress[0].expectJobs(1, Set.of(ExportCategory.ACTIVITY));

            progress[0].fileReused(link(0), 10);

            assertThat(heard).hasValue(1);
            progress[0].fileFinished(link(1), 10);
            assertThat(heard).hasValue(2);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static SignedLink link(int index) {
        return new SignedLink(ExportCategory.ACTIVITY, index, URI.create("https://files.example/" + index));
    }
}
