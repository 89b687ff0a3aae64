package io.github.cartoactivity.client.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.PollSchedule;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JobPollerTest {

    @Test
    void waits_growUpToTheCap() {
        PollSchedule schedule = PollSchedule.defaults();
        assertThat(JobPoller.delay(schedule, 0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(JobPoller.delay(schedule, 1)).isEqualTo(Duration.ofMillis(1500));
        assertThat(JobPoller.delay(schedule, 100)).isEqualTo(schedule.cap());
        assertThat(JobPoller.delay(schedule, Integer.MAX_VALUE)).isEqualTo(schedule.cap());
    }

    @Test
    void scheduleWithoutWaits_asksAtOnceOnlyOnce() {
        PollSchedule eager = new PollSchedule(Duration.ZERO, 1, Duration.ofSeconds(1), Duration.ZERO);
        assertThat(JobPoller.delay(eager, 0)).isZero();
        assertThat(JobPoller.delay(eager, 1)).isEqualTo(Duration.ofMillis(1));
    }
}
