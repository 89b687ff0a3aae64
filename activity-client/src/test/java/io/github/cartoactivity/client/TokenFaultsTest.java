package io.github.cartoactivity.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.error.AccessDeniedException;
import io.github.cartoactivity.client.error.AuthenticationException;
import io.github.cartoactivity.client.error.ProtocolException;
import io.github.cartoactivity.client.error.RateLimitException;
import io.github.cartoactivity.client.error.ServiceException;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.Fault;
import io.github.cartoactivity.testing.Gate;
import io.github.cartoactivity.testing.Plan;
import io.github.cartoactivity.testing.RetryAfterStyle;
import io.github.cartoactivity.testing.TokenFault;
import io.github.cartoactivity.testing.WireFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Group A of the faults: tokens. */
class TokenFaultsTest {
    private static final JobRequest WEEK =
            new JobRequest(Rig.WEEK, EnumSet.allOf(ExportCategory.class), ExportFormat.CSV);

    @Test
    void f01_wrongSecret_isAuthenticationException_afterOneRequest() {
        try (Rig rig = new Rig(builder -> builder.credentials(Credentials.ofClient("id", "not-the-secret-at-all")))) {
            AuthenticationException error = rig.failure(AuthenticationException.class, rig.client.createJob(WEEK));
            assertThat(error.statusCode()).isBetween(401, 403);
            assertThat(error.isRetryable()).isFalse();
            assertThat(error).hasMessageContaining("Obtain token").hasMessageNotContaining("not-the-secret-at-all");
            assertThat(rig.carto.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 422})
    void f01_refusalByTheTokenEndpoint_isAboutTheCredentials(int status) {
        try (Rig rig = new Rig()) {
            rig.carto.on(Endpoint.TOKEN).always(new WireFault.Status(status));
            AuthenticationException error = rig.failure(AuthenticationException.class, rig.client.createJob(WEEK));
            assertThat(error.statusCode()).isEqualTo(status);
            assertThat(error.advice()).contains("client id and secret").contains("plan");
            assertThat(rig.carto.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = RetryAfterStyle.class,
            names = {"SECONDS", "HTTP_DATE"})
    void f02_retryAfter_isWaitedFor(RetryAfterStyle style) throws Throwable {
        try (Rig rig = new Rig()) {
            rig.carto.faults(Endpoint.TOKEN, new WireFault.RetryAfter(429, Duration.ofSeconds(42), style));
            rig.get(rig.client.createJob(WEEK));
            assertThat(rig.time.sleeps()).hasSize(1);
            assertThat(rig.time.sleeps().get(0)).isBetween(Duration.ofSeconds(41), Duration.ofSeconds(43));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 100})
    void f02_retryAfterBeyondTheDeadline_failsAtOnce(int seconds) {
        try (Rig rig = new Rig(b -> b.timeouts(Timeouts.defaults().withTotal(Duration.ofSeconds(20))))) {
            rig.carto
                    .on(Endpoint.TOKEN)
                    .always(new WireFault.RetryAfter(429, Duration.ofSeconds(seconds), RetryAfterStyle.SECONDS));
            RateLimitException error = rig.failure(RateLimitException.class, rig.client.createJob(WEEK));
            assertThat(error.retryAfter()).contains(Duration.ofSeconds(seconds));
            assertThat(error.isRetryable()).isTrue();
            assertThat(rig.time.sleeps()).isEmpty();
            assertThat(rig.carto.requests(Endpoint.TOKEN)).hasSize(1);
        }
    }

    @Test
    void f02_retryAfterWithinTheCallsTime_isWaitedForUpToThePolicysMaximum() throws Throwable {
        try (Rig rig = new Rig()) {
            rig.carto.faults(
                    Endpoint.TOKEN,
                    new WireFault.RetryAfter(429, Duration.ofSeconds(290), RetryAfterStyle.SECONDS),
                    new WireFault.RetryAfter(429, Duration.ofSeconds(310), RetryAfterStyle.SECONDS));
            RateLimitException error = rig.failure(RateLimitException.class, rig.client.createJob(WEEK));
            assertThat(error.retryAfter()).contains(Duration.ofSeconds(310));
            assertThat(rig.time.sleeps()).containsExactly(Duration.ofSeconds(290));
        }
    }

    @Test
    void f03_silence_isRepeatedLikeAnyOtherTrouble() throws Throwable {
        try (Rig rig = new Rig()) {
            rig.time.timesAsFast(20);
            rig.carto.faults(Endpoint.TOKEN, new WireFault.Stall(WireFault.Stall.BEFORE_HEADERS));
            rig.get(rig.client.createJob(WEEK));
            assertThat(rig.carto.requests(Endpoint.TOKEN)).hasSize(2);
        }
    }

    @Test
    void callThatGivesUpBeforeThereIsAToken_sendsNothing_andTheOthersGetTheirs() throws Throwable {
        try (Rig rig = new Rig()) {
            Gate gate = new Gate();
            rig.carto.faults(Endpoint.TOKEN, new WireFault.Held(gate));
            CompletableFuture<ActivityJob> first = rig.client.createJob(WEEK);
            assertThat(gate.awaitArrivals(1, Duration.ofSeconds(10))).isTrue();
            CompletableFuture<ActivityJob> second = rig.client.createJob(WEEK);
            rig.giveUp(first, false);
            gate.open();
            rig.get(second);
            assertThat(rig.carto.requests(Endpoint.TOKEN)).hasSize(1);
            assertThat(rig.carto.jobs()).hasSize(1);
        }
    }

    @Test
    void f03_passingTrouble_isRepeatedWithGrowingWaits() throws Throwable {
        try (Rig rig = new Rig()) {
            rig.carto.on(Endpoint.TOKEN).times(2, new WireFault.Status(503));
            rig.get(rig.client.createJob(WEEK));
            assertThat(rig.carto.requests(Endpoint.TOKEN)).hasSize(3);
            assertThat(rig.time.sleeps()).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
        }
    }

    @Test
    void f03_lastingTrouble_endsAfterTheAllowedAttempts() {
        try (Rig rig = new Rig()) {
            rig.carto.on(Endpoint.TOKEN).always(new WireFault.Status(500));
            ServiceException error = rig.failure(ServiceException.class, rig.client.createJob(WEEK));
            assertThat(error.statusCode()).isEqualTo(500);
            assertThat(error.getSuppressed()).hasSize(4);
            assertThat(rig.carto.requests(Endpoint.TOKEN)).hasSize(5);
        }
    }

    @Test
    void f04_aHundredColdStarts_takeOneToken() throws Throwable {
        try (Rig rig = new Rig()) {
            Gate gate = new Gate();
            rig.carto.faults(Endpoint.TOKEN, new WireFault.Held(gate));
            List<CompletableFuture<ActivityJob>> calls = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                calls.add(rig.client.createJob(WEEK));
            }
            assertThat(gate.awaitArrivals(1, Duration.ofSeconds(10))).isTrue();
            gate.open();
            for (CompletableFuture<ActivityJob> call : calls) {
                rig.get(call);
            }
            assertThat(rig.carto.requests(Endpoint.TOKEN)).hasSize(1);
        }
    }

    @Test
    void f04_aFailure_reachesAllWaiters_andIsNotKept() throws Throwable {
        ThreadPoolExecutor threads = (ThreadPoolExecutor) Executors.newCachedThreadPool();
        try (Rig rig = new Rig(b -> b.retryPolicy(RetryPolicy.never()).executor(threads))) {
            Gate gate = new Gate();
            rig.carto.faults(Endpoint.TOKEN, new Fault.Several(new WireFault.Held(gate), new WireFault.Status(500)));
            List<CompletableFuture<ActivityJob>> calls = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                calls.add(rig.client.createJob(WEEK));
            }
            assertThat(gate.awaitArrivals(1, Duration.ofSeconds(10))).isTrue();
            while (threads.getActiveCount() > 0) {
                Thread.onSpinWait(); // until all ten are waiting for the one request
            }
            gate.open();
            for (CompletableFuture<ActivityJob> call : calls) {
                rig.failure(ServiceException.class, call);
            }
            rig.get(rig.client.createJob(WEEK));
            assertThat(rig.carto.requests(Endpoint.TOKEN)).hasSize(2);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void f05_token_isRenewedBeforeItExpires() throws Throwable {
        try (Rig rig = new Rig(server -> server.tokenLifetime(Duration.ofHours(10)), b -> b)) {
            rig.get(rig.client.createJob(WEEK));
            rig.clock.advance(Duration.ofHours(9).minusMinutes(1));
            rig.get(rig.client.createJob(WEEK));
            assertThat(rig.carto.requests(Endpoint.TOKEN)).hasSize(1);
            rig.clock.advance(Duration.ofMinutes(2));
            rig.get(rig.client.createJob(WEEK));
            assertThat(rig.carto.requests(Endpoint.TOKEN)).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TokenFault.Quirk.class,
            names = {"EXPIRY_MISSING", "EXPIRY_TEXT", "EXPIRY_HUGE"})
    void f05_oddExpiry_isTakenAsADefault(TokenFault.Quirk quirk) throws Throwable {
        try (Rig rig = new Rig()) {
            rig.carto.faults(Endpoint.TOKEN, new TokenFault.OddAnswer(quirk));
            rig.get(rig.client.createJob(WEEK));
            rig.get(rig.client.createJob(WEEK));
            assertThat(rig.carto.requests(Endpoint.TOKEN)).hasSize(1);
            rig.clock.advance(Duration.ofHours(24));
            rig.get(rig.client.createJob(WEEK));
            assertThat(rig.carto.requests(Endpoint.TOKEN)).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TokenFault.Quirk.class,
            names = {"EXPIRY_ZERO", "EXPIRY_NEGATIVE"})
    void f05_tokenThatHasExpiredAlready_isProtocolException(TokenFault.Quirk quirk) {
        try (Rig rig = new Rig()) {
            rig.carto.faults(Endpoint.TOKEN, new TokenFault.OddAnswer(quirk));
            rig.failure(ProtocolException.class, rig.client.createJob(WEEK));
            assertThat(rig.carto.requests(Endpoint.TOKEN)).hasSize(1);
        }
    }

    @Test
    void f06_refusedToken_isReplacedOnceForAll() throws Throwable {
        try (Rig rig = new Rig()) {
            String id = rig.get(rig.client.createJob(WEEK)).id();
            rig.carto.revokeTokens();
            List<CompletableFuture<ActivityJob>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                calls.add(rig.client.job(id));
            }
            for (CompletableFuture<ActivityJob> call : calls) {
                assertThat(rig.get(call).id()).isEqualTo(id);
            }
            assertThat(rig.carto.requests(Endpoint.TOKEN)).hasSize(2);
            assertThat(rig.carto.requests(Endpoint.GET_JOB)).hasSizeBetween(50, 100);
        }
    }

    @Test
    void f06_secondRefusal_isAuthenticationException() {
        try (Rig rig = new Rig()) {
            rig.carto.on(Endpoint.CREATE_JOB).always(new WireFault.Status(401));
            rig.failure(AuthenticationException.class, rig.client.createJob(WEEK));
            assertThat(rig.carto.requests(Endpoint.CREATE_JOB)).hasSize(2);
            assertThat(rig.carto.requests(Endpoint.TOKEN)).hasSize(2);
        }
    }

    @Test
    void f06_readyToken_isNotReplaced() {
        try (Rig rig = new Rig(b -> b.credentials(Credentials.ofToken("ready.token")))) {
            rig.failure(AuthenticationException.class, rig.client.createJob(WEEK));
            assertThat(rig.carto.requests()).hasSize(1);
        }
    }

    @Test
    void f07_plan_isAccessDeniedException_withoutRepetitionOrANewToken() throws Throwable {
        try (Rig rig = new Rig()) {
            rig.get(rig.client.createJob(WEEK));
            rig.carto.plan(Plan.PROFESSIONAL);
            AccessDeniedException error = rig.failure(AccessDeniedException.class, rig.client.createJob(WEEK));
            assertThat(error).hasMessageContaining("Activity data is not available for your plan");
            assertThat(rig.carto.requests(Endpoint.CREATE_JOB)).hasSize(2);
            assertThat(rig.carto.requests(Endpoint.TOKEN)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TokenFault.Quirk.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"EXPIRY_MISSING", "EXPIRY_TEXT", "EXPIRY_HUGE", "EXPIRY_ZERO", "EXPIRY_NEGATIVE"})
    void f08_unusableToken_isProtocolException(TokenFault.Quirk quirk) {
        try (Rig rig = new Rig()) {
            rig.carto.faults(Endpoint.TOKEN, new TokenFault.OddAnswer(quirk));
            rig.failure(ProtocolException.class, rig.client.createJob(WEEK));
            assertThat(rig.carto.requests()).hasSize(1);
        }
    }

    @Test
    void f08_webPage_isProtocolException_withoutItsText() {
        try (Rig rig = new Rig()) {
            rig.carto.faults(Endpoint.TOKEN, new WireFault.HtmlPage());
            ProtocolException error = rig.failure(ProtocolException.class, rig.client.createJob(WEEK));
            assertThat(error).hasMessageNotContaining("<");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {70_000, 10_000_000})
    void f08_hugeAnswer_isCutOff(long bytes) {
        try (Rig rig = new Rig()) {
            rig.carto.faults(Endpoint.TOKEN, new WireFault.HugeBody(bytes));
            rig.failure(ProtocolException.class, rig.client.createJob(WEEK));
            assertThat(rig.carto.requests()).hasSize(1);
        }
    }
}
