package io.github.cartoactivity.client.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cartoactivity.client.Credentials;
import io.github.cartoactivity.client.Endpoints;
import io.github.cartoactivity.client.ProgressListener;
import io.github.cartoactivity.client.RetryPolicy;
import io.github.cartoactivity.client.error.DeadlineException;
import io.github.cartoactivity.client.error.RateLimitException;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.internal.http.CancelScope;
import io.github.cartoactivity.client.internal.http.Deadline;
import io.github.cartoactivity.client.internal.http.ErrorMapping;
import io.github.cartoactivity.client.internal.http.HttpExchange;
import io.github.cartoactivity.client.internal.http.HttpSender;
import io.github.cartoactivity.client.internal.http.Operation;
import io.github.cartoactivity.client.internal.http.Redaction;
import io.github.cartoactivity.client.internal.http.RetryLoop;
import io.github.cartoactivity.client.internal.http.Time;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.FakeCarto;
import io.github.cartoactivity.testing.Gate;
import io.github.cartoactivity.testing.RetryAfterStyle;
import io.github.cartoactivity.testing.WireFault;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls with different times left that wait for the same token. */
class TokenProviderTest {
    private static final Duration LONG = Duration.ofHours(4);
    private static final Duration SHORT = Duration.ofSeconds(20);

    private final FakeCarto carto = FakeCarto.builder().start();
    private final StandingTime time = new StandingTime();
    private final HttpClient http = HttpClient.newHttpClient();
    private final CancelScope scope = new CancelScope();

    /** Time that stands still but for the alarms and the ends of waits that the test lets come. */
    private static final class StandingTime implements Time {
        final BlockingQueue<CompletableFuture<Void>> sleeps = new LinkedBlockingQueue<>();
        final Map<Runnable, Duration> alarms = new ConcurrentHashMap<>();

        @Override
        public Instant now() {
            return Instant.parse("2025-12-01T12:00:00Z");
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public CompletableFuture<Void> sleep(Duration duration) {
            CompletableFuture<Void> sleep = new CompletableFuture<>();
            sleeps.add(sleep);
            return sleep;
        }

        @Override
        public Alarm alarm(Duration duration, Runnable action) {
            if (duration.isZero()) {
                action.run();
                return () -> {};
            }
            alarms.put(action, duration);
            return () -> alarms.remove(action);
        }

        void ring(Duration duration) {
            alarms.forEach((action, after) -> {
                if (after.equals(duration)) {
                    action.run();
                }
            });
        }
    }

    @AfterEach
    void close() {
        scope.cancel();
        carto.close();
    }

    private TokenProvider provider(Supplier<HttpClient> client, @Nullable Path file) {
        Redaction redaction = new Redaction();
        ErrorMapping errors = new ErrorMapping(redaction, time);
        Credentials.Client who = new Credentials.Client(carto.clientId(), carto.clientSecret());
        RetryLoop retry = new RetryLoop(RetryPolicy.defaults(), time, () -> 0.5);
        HttpExchange exchange = new HttpExchange(new HttpSender(client, time, errors), retry, errors, LONG);
        Endpoints where = new Endpoints(carto.authUrl(), carto.accountsUrl());
        TokenFile tokens = file == null ? null : new TokenFile(file, where.tokenUrl(), who);
        return new TokenProvider(where.tokenUrl(), who, exchange, redaction, time, scope, tokens);
    }

    private CompletableFuture<String> ask(TokenProvider provider, Duration allowed) {
        return provider.token(call(allowed, new CancelScope()));
    }

    private Call call(Duration allowed, CancelScope caller) {
        return new Call(Operation.of("Test"), Deadline.after(time, allowed), caller, new ProgressListener() {});
    }

    private static <T extends Throwable> T failure(Class<T> type, CompletableFuture<?> future) {
        ExecutionException thrown = assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> future.get(10, TimeUnit.SECONDS))
                .actual();
        assertThat(thrown.getCause()).isInstanceOf(type);
        return type.cast(thrown.getCause());
    }

    @Test
    void f02_retryAfterBeyondOneCallsTime_failsThatOneAtOnce_andNotTheOthers() throws Exception {
        carto.faults(Endpoint.TOKEN, new WireFault.RetryAfter(429, Duration.ofSeconds(30), RetryAfterStyle.SECONDS));
        TokenProvider provider = provider(() -> http, null);
        CompletableFuture<String> hurried = ask(provider, SHORT);
        CompletableFuture<String> patient = ask(provider, LONG);
        assertThat(failure(RateLimitException.class, hurried).retryAfter()).contains(Duration.ofSeconds(30));
        CompletableFuture<Void> sleep = Objects.requireNonNull(time.sleeps.poll(10, TimeUnit.SECONDS));
        CompletableFuture<String> hurriedAndLate = ask(provider, SHORT);
        assertThat(failure(RateLimitException.class, hurriedAndLate).retryAfter())
                .contains(Duration.ofSeconds(30));
        assertThat(patient).isNotDone();
        sleep.complete(null);
        assertThat(patient.get(10, TimeUnit.SECONDS)).isNotEmpty();
        assertThat(carto.requests(Endpoint.TOKEN)).hasSize(2);
    }

    @Test
    void f03_silence_isWaitedForByEachCallAsLongAsItHasTime() throws Exception {
        Gate gate = new Gate();
        carto.faults(Endpoint.TOKEN, new WireFault.Held(gate));
        TokenProvider provider = provider(() -> http, null);
        CompletableFuture<String> patient = ask(provider, LONG);
        CompletableFuture<String> hurried = ask(provider, SHORT);
        assertThat(gate.awaitArrivals(1, Duration.ofSeconds(10))).isTrue();
        time.ring(SHORT);
        assertThat(failure(DeadlineException.class, hurried)).hasMessageContaining("PT20S");
        assertThat(patient).isNotDone();
        gate.open();
        assertThat(patient.get(10, TimeUnit.SECONDS)).isNotEmpty();
        assertThat(carto.requests(Endpoint.TOKEN)).hasSize(1);
    }

    @Test
    void f04_callThatIsCalledOff_doesNotTakeTheTokenFromTheOthers() throws Exception {
        Gate gate = new Gate();
        carto.faults(Endpoint.TOKEN, new WireFault.Held(gate));
        TokenProvider provider = provider(() -> http, null);
        CancelScope caller = new CancelScope();
        CompletableFuture<String> first = provider.token(call(LONG, caller));
        CompletableFuture<String> second = ask(provider, LONG);
        assertThat(gate.awaitArrivals(1, Duration.ofSeconds(10))).isTrue();
        caller.cancel();
        assertThat(first).isCancelled();
        gate.open();
        assertThat(second.get(10, TimeUnit.SECONDS)).isNotEmpty();
        assertThat(carto.requests(Endpoint.TOKEN)).hasSize(1);
    }

    @Test
    void f04_requestThatCannotEvenBeMade_letsTheTokenFileGo(@TempDir Path directory) throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        Supplier<HttpClient> client = () -> {
            if (broken.getAndSet(false)) {
                throw new IllegalStateException("no client yet");
            }
            return http;
        };
        TokenProvider provider = provider(client, directory.resolve("tokens"));
        failure(IllegalStateException.class, ask(provider, LONG));
        assertThat(ask(provider, LONG).get(10, TimeUnit.SECONDS)).isNotEmpty();
    }
}
