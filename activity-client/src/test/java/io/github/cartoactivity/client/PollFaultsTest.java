package io.github.cartoactivity.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.error.DeadlineException;
import io.github.cartoactivity.client.error.JobCancelledException;
import io.github.cartoactivity.client.error.JobFailedException;
import io.github.cartoactivity.client.error.JobNotFoundException;
import io.github.cartoactivity.client.error.RateLimitException;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.Fault;
import io.github.cartoactivity.testing.Hangup;
import io.github.cartoactivity.testing.JobFault;
import io.github.cartoactivity.testing.ManualClock;
import io.github.cartoactivity.testing.RetryAfterStyle;
import io.github.cartoactivity.testing.WireFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Group C of the faults: waiting for a job. */
class PollFaultsTest {
    private static final JobRequest WEEK =
            new JobRequest(Rig.WEEK, EnumSet.allOf(ExportCategory.class), ExportFormat.CSV);

    private static String created(Rig rig) throws Throwable {
        return rig.get(rig.client.createJob(WEEK)).id();
    }

    @Test
    void f15_questionsComeAsTheScheduleSays() throws Throwable {
        try (Rig rig = new Rig(server -> server.pollsUntilDone(12), b -> b)) {
            ActivityJob job = rig.get(rig.client.awaitJob(created(rig)));
            assertThat(job.status()).isEqualTo(JobStatus.SUCCESS);
            assertThat(job.links()).isNotEmpty();
            assertThat(rig.time.sleeps()).hasSameSizeAs(rig.carto.requests(Endpoint.GET_JOB));
            for (int poll = 0; poll < rig.time.sleeps().size(); poll++) {
                // The rig's random number is 0.5, and a fifth of the wait is up to chance.
                Duration expected = Duration.ofMillis((long) Math.min(30_000, 1_000 * Math.pow(1.5, poll)))
                        .multipliedBy(9)
                        .dividedBy(10);
                assertThat(rig.time.sleeps().get(poll)).isBetween(expected.minusMillis(1), expected.plusMillis(1));
            }
        }
    }

    @Test
    void f15_retryAfterOfAQuestion_isObeyed() throws Throwable {
        try (Rig rig = new Rig()) {
            String id = created(rig);
            rig.carto.faults(
                    Endpoint.GET_JOB, new WireFault.RetryAfter(429, Duration.ofSeconds(77), RetryAfterStyle.SECONDS));
            rig.get(rig.client.awaitJob(id));
            assertThat(rig.time.sleeps()).contains(Duration.ofSeconds(77));
        }
    }

    @Test
    void f15_retryAfterBeyondWhatARequestMayWaitFor_isObeyedByTheNextQuestion() throws Throwable {
        try (Rig rig = new Rig()) {
            String id = created(rig);
            rig.carto.faults(
                    Endpoint.GET_JOB, new WireFault.Wall(429, Duration.ofMinutes(10), RetryAfterStyle.SECONDS));
            rig.get(rig.client.awaitJob(id));
            assertThat(rig.carto.impatientRequests()).isZero();
            assertThat(rig.time.sleeps()).contains(Duration.ofMinutes(10));
        }
    }

    @Test
    void f15_retryAfterBeyondTheDeadline_endsTheWaitAtOnce() throws Throwable {
        try (Rig rig = new Rig(b -> b.timeouts(Timeouts.defaults().withTotal(Duration.ofMinutes(9))))) {
            String id = created(rig);
            rig.carto.faults(
                    Endpoint.GET_JOB, new WireFault.RetryAfter(429, Duration.ofMinutes(10), RetryAfterStyle.SECONDS));
            DeadlineException error = rig.failure(DeadlineException.class, rig.client.awaitJob(id));
            assertThat(error).hasMessageContaining("PT10M").hasCauseInstanceOf(RateLimitException.class);
            assertThat(error.jobId()).contains(id);
            assertThat(rig.carto.requests(Endpoint.GET_JOB)).hasSize(1);
            assertThat(rig.time.sleeps()).hasSize(1);
        }
    }

    @Test
    void f15_retryAfterOfARequestThatIsNotRepeated_isObeyedByTheNextQuestion() throws Throwable {
        try (Rig rig = new Rig(b -> b.retryPolicy(RetryPolicy.never()))) {
            String id = created(rig);
            rig.carto.faults(Endpoint.GET_JOB, new WireFault.Wall(503, Duration.ofMinutes(2), RetryAfterStyle.SECONDS));
            rig.get(rig.client.awaitJob(id));
            assertThat(rig.carto.impatientRequests()).isZero();
        }
    }

    @Test
    void f16_failure_isJobFailedException_withTheReason() throws Throwable {
        try (Rig rig = new Rig()) {
            rig.carto.faults(Endpoint.CREATE_JOB, new JobFault.Fails("warehouse out of slots"));
            String id = created(rig);
            JobFailedException error = rig.failure(JobFailedException.class, rig.client.awaitJob(id));
            assertThat(error.jobId()).isEqualTo(id);
            assertThat(error).hasMessageContaining("warehouse out of slots").hasMessageContaining(id);
            int asked = rig.carto.requests(Endpoint.GET_JOB).size();
            assertThat(rig.time.sleeps()).hasSize(asked);
        }
    }

    @Test
    void f16_cancelledJob_isJobCancelledException() throws Throwable {
        try (Rig rig = new Rig()) {
            rig.carto.faults(Endpoint.CREATE_JOB, new JobFault.CancelledByServer());
            String id = created(rig);
            assertThat(rig.failure(JobCancelledException.class, rig.client.awaitJob(id))
                            .jobId())
                    .isEqualTo(id);
        }
    }

    @Test
    void f16_successWithoutFiles_isAnEmptyExport(@TempDir Path directory) throws Throwable {
        try (Rig rig = new Rig()) {
            rig.carto.on(Endpoint.GET_JOB).always(new JobFault.NoLinks());
            assertThat(rig.get(rig.export(directory)).files()).isEmpty();
            assertThat(directory).isEmptyDirectory();
        }
    }

    static List<Fault> passingTrouble() {
        return List.of(
                new WireFault.Status(500),
                new WireFault.Status(502),
                new WireFault.Status(503),
                new WireFault.Status(504),
                new WireFault.LoseReply(Hangup.RESET),
                new WireFault.CutBody(5));
    }

    @ParameterizedTest
    @MethodSource("passingTrouble")
    void f17_passingTrouble_doesNotFailTheJob(Fault fault) throws Throwable {
        try (Rig rig = new Rig()) {
            String id = created(rig);
            rig.carto.on(Endpoint.GET_JOB).times(12, fault);
            assertThat(rig.get(rig.client.awaitJob(id)).status()).isEqualTo(JobStatus.SUCCESS);
        }
    }

    @Test
    void f17_silence_doesNotFailTheJob() throws Throwable {
        try (Rig rig = new Rig(b -> b.retryPolicy(RetryPolicy.never()))) {
            String id = created(rig);
            rig.time.timesAsFast(20);
            rig.carto.faults(Endpoint.GET_JOB, new WireFault.Stall(WireFault.Stall.BEFORE_HEADERS));
            assertThat(rig.get(rig.client.awaitJob(id)).status()).isEqualTo(JobStatus.SUCCESS);
            assertThat(rig.carto.requests(Endpoint.GET_JOB)).hasSizeGreaterThan(1);
        }
    }

    @Test
    void f17_deadline_namesTheJob_whichCanBeAwaitedAgainWithoutANewOne() throws Throwable {
        try (Rig rig = new Rig()) {
            String id = created(rig);
            rig.carto.on(Endpoint.GET_JOB).always(new WireFault.Status(503));
            DeadlineException error = rig.failure(DeadlineException.class, rig.client.awaitJob(id));
            assertThat(error.jobId()).contains(id);
            assertThat(error.isRetryable()).isTrue();
            rig.carto.on(Endpoint.GET_JOB).clear();
            assertThat(rig.get(rig.client.awaitJob(id)).status()).isEqualTo(JobStatus.SUCCESS);
            assertThat(rig.carto.requests(Endpoint.CREATE_JOB)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RUNNING", "Running", "queued", "paused?access_token=abc", ""})
    void f18_unknownStatus_countsAsNotFinished(String text) throws Throwable {
        try (Rig rig = new Rig()) {
            String id = created(rig);
            rig.carto.on(Endpoint.GET_JOB).times(4, new JobFault.UnknownStatus(text));
            assertThat(rig.get(rig.client.awaitJob(id)).status()).isEqualTo(JobStatus.SUCCESS);
            long warnings = rig.sweep.texts().stream()
                    .filter(line -> line.contains("does not know; waiting on"))
                    .count();
            assertThat(warnings).isEqualTo(text.equalsIgnoreCase("running") ? 0 : 1);
        }
    }

    @Test
    void f18_statusThatNeverEnds_isNamedAtTheDeadline() throws Throwable {
        try (Rig rig = new Rig()) {
            String id = created(rig);
            rig.carto.on(Endpoint.GET_JOB).always(new JobFault.UnknownStatus("hibernating"));
            assertThat(rig.failure(DeadlineException.class, rig.client.awaitJob(id)))
                    .hasMessageContaining("\"hibernating\"");
        }
    }

    @Test
    void f19_jobThatIsNotKnownYet_isGivenTime() throws Throwable {
        try (Rig rig = new Rig()) {
            rig.carto.faults(Endpoint.CREATE_JOB, new JobFault.NotFoundYet(3));
            assertThat(rig.get(rig.client.awaitJob(created(rig))).status()).isEqualTo(JobStatus.SUCCESS);
        }
    }

    @Test
    void f19_jobThatIsNeverKnown_isJobNotFoundException_afterTheGrace() {
        try (Rig rig = new Rig()) {
            rig.failure(JobNotFoundException.class, rig.client.awaitJob("no-such-job"));
            Duration waited = rig.time.sleeps().stream().reduce(Duration.ZERO, Duration::plus);
            assertThat(waited).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(30));
        }
    }

    @Test
    void f19_otherTroubleInBetween_doesNotLengthenTheGrace() throws Throwable {
        PollSchedule slow =
                new PollSchedule(Duration.ofSeconds(10), 2, Duration.ofSeconds(100), Duration.ofSeconds(30));
        try (Rig rig = new Rig(server -> server, builder -> builder.pollSchedule(slow))) {
            for (int request = 2; request < 8; request++) {
                rig.carto.on(Endpoint.GET_JOB).request(request, new WireFault.Status(503));
            }
            rig.failure(JobNotFoundException.class, rig.client.awaitJob("no-such-job"));
            Duration waited = rig.time.sleeps().stream().reduce(Duration.ZERO, Duration::plus);
            assertThat(waited).isLessThan(Duration.ofSeconds(50));
        }
    }

    @Test
    void f20_longWait_survivesTheTokenAndAJumpingClock() throws Throwable {
        ManualClock[] clock = new ManualClock[1];
        AtomicInteger polls = new AtomicInteger();
        ProgressListener jumps = new ProgressListener() {
            @Override
            public void jobPolled(ActivityJob job) {
                switch (polls.incrementAndGet()) {
                    case 100 -> clock[0].advance(Duration.ofDays(1));
                    case 200 -> clock[0].advance(Duration.ofDays(-1));
                    default -> {}
                }
            }
        };
        try (Rig rig = new Rig(
                server -> server.pollsUntilDone(25 * 60 * 2).tokenLifetime(Duration.ofHours(48)),
                b -> b.progressListener(jumps).timeouts(Timeouts.defaults().withTotal(Duration.ofHours(30))))) {
            clock[0] = rig.clock;
            assertThat(rig.get(rig.client.awaitJob(created(rig))).status()).isEqualTo(JobStatus.SUCCESS);
            Duration waited = rig.time.sleeps().stream().reduce(Duration.ZERO, Duration::plus);
            assertThat(waited).isGreaterThan(Duration.ofHours(20));
            assertThat(rig.carto.requests(Endpoint.TOKEN)).hasSizeBetween(2, 3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "a/b", "%2e%2e", "x?y=z", "ä ö"})
    void f77_jobIds_cannotLeaveTheirPath(String id) {
        try (Rig rig =
                new Rig(b -> b.pollSchedule(new PollSchedule(Duration.ZERO, 1, Duration.ofMillis(1), Duration.ZERO)))) {
            rig.failure(JobNotFoundException.class, rig.client.job(id));
            assertThat(rig.carto.requests(Endpoint.GET_JOB)).hasSize(1);
            assertThat(rig.carto.requests(Endpoint.GET_JOB).get(0).path().split("/"))
                    .hasSize(3);
        }
    }
}
