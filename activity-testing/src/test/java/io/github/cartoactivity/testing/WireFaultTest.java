package io.github.cartoactivity.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.testing.RawCall.End;
import io.github.cartoactivity.testing.RawCall.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each fault of the wire looks like on a socket, at the token endpoint; none has more effect than it says. */
class WireFaultTest {
    private static final ManualClock CLOCK = ManualClock.at("2025-10-08T05:00:00Z");

    private final FakeCarto carto =
            FakeCarto.builder().clock(CLOCK).clientId("me").start();

    @AfterEach
    void close() {
        carto.close();
    }

    /** Faults that refuse a request, which then has no effect. */
    static Stream<Arguments> refusals() {
        Duration pause = Duration.ofSeconds(7);
        return Stream.of(
                refusal(new WireFault.Status(418, Map.of("X-Kind", "tea"), "pot"), reply -> {
                    assertThat(reply.status()).isEqualTo(418);
                    assertThat(reply.header("x-kind")).contains("tea");
                    assertThat(reply.body()).isEqualTo("pot");
                }),
                refusal(
                        new WireFault.Status(503),
                        reply -> assertThat(reply.body()).isEqualTo("{\"error\":\"Scripted refusal\",\"status\":503}")),
                refusal(
                        new WireFault.RetryAfter(429, pause, RetryAfterStyle.SECONDS),
                        reply -> assertThat(reply.header("Retry-After")).contains("7")),
                refusal(
                        new WireFault.RetryAfter(429, pause, RetryAfterStyle.HTTP_DATE),
                        reply -> assertThat(reply.header("Retry-After")).contains("Wed, 08 Oct 2025 05:00:07 GMT")),
                refusal(
                        new WireFault.RetryAfter(503, pause, RetryAfterStyle.HIDDEN),
                        reply -> assertThat(reply.header("Retry-After")).isEmpty()),
                refusal(
                        new WireFault.Wall(503, Duration.ZERO, RetryAfterStyle.SECONDS),
                        reply -> assertThat(reply.header("Retry-After")).contains("0")),
                refusal(
                        new WireFault.TooManyAtOnce(0),
                        reply -> assertThat(reply.body()).contains("SlowDown")),
                refusal(
                        new WireFault.Redirect(307, "https://elsewhere.example/"),
                        reply -> assertThat(reply.header("Location")).contains("https://elsewhere.example/")),
                refusal(new WireFault.HtmlPage(), reply -> {
                    assertThat(reply.status()).isEqualTo(200);
                    assertThat(reply.header("Content-Type")).contains("text/html; charset=utf-8");
                }),
                refusal(
                        new WireFault.NotHttp(),
                        reply -> assertThat(reply.text()).isNotEmpty().doesNotStartWith("HTTP/")),
                refusal(new WireFault.LoseRequest(), reply -> assertThat(reply).isEqualTo(new Reply("", End.CLOSED))),
                refusal(
                        new WireFault.LoseRequest(Hangup.RESET),
                        reply -> assertThat(reply).isEqualTo(new Reply("", End.RESET))));
    }

    /** Faults that spoil the reply to a request that was carried out. */
    static Stream<Arguments> deliveries() {
        return Stream.of(
                delivery(new WireFault.LoseReply(), reply -> assertThat(reply).isEqualTo(new Reply("", End.CLOSED))),
                delivery(
                        new WireFault.LoseReply(Hangup.RESET),
                        reply -> assertThat(reply).isEqualTo(new Reply("", End.RESET))),
                delivery(new WireFault.CutBody(10), reply -> {
                    assertThat(announced(reply)).isGreaterThan(10);
                    assertThat(reply.body()).hasSize(10);
                    assertThat(reply.end()).isEqualTo(End.CLOSED);
                }),
                delivery(
                        new WireFault.CutBody(10, Hangup.RESET),
                        reply -> assertThat(reply.end()).isEqualTo(End.RESET)),
                delivery(new WireFault.ChunkedWithoutEnd(10), reply -> {
                    assertThat(reply.header("Transfer-Encoding")).contains("chunked");
                    assertThat(reply.body()).startsWith("a\r\n").hasSize("a\r\n0123456789\r\n".length());
                }),
                delivery(new WireFault.CloseDelimitedCut(10), reply -> {
                    assertThat(reply.header("Content-Length")).isEmpty();
                    assertThat(reply.header("Transfer-Encoding")).isEmpty();
                    assertThat(reply.body()).hasSize(10);
                }),
                delivery(new WireFault.ShortBody(10), reply -> {
                    assertThat(announced(reply)).isEqualTo(10);
                    assertThat(reply.body()).hasSize(10);
                }),
                delivery(
                        new WireFault.Stall(WireFault.Stall.BEFORE_HEADERS),
                        reply -> assertThat(reply).isEqualTo(new Reply("", End.SILENT))),
                delivery(new WireFault.Stall(5), reply -> {
                    assertThat(reply.body()).hasSize(5);
                    assertThat(reply.end()).isEqualTo(End.SILENT);
                }),
                delivery(
                        new WireFault.Stall(5, Duration.ofMillis(1)),
                        reply -> assertThat(reply.body()).hasSize(announced(reply))),
                delivery(
                        new WireFault.Stall(5, Duration.ofNanos(1_000)),
                        reply -> assertThat(reply.body()).hasSize(announced(reply))),
                delivery(
                        new WireFault.SlowBody(2_000),
                        reply -> assertThat(reply.body()).hasSize(announced(reply))),
                delivery(new WireFault.HugeBody(1_000), reply -> {
                    assertThat(reply.body()).startsWith(" ".repeat(1_000) + "{");
                    assertThat(reply.body()).hasSize(announced(reply));
                }));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusal_hasNoEffect(WireFault fault, Consumer<Reply> check) throws IOException {
        carto.faults(Endpoint.TOKEN, fault);
        check.accept(RawCall.token(carto));
        assertThat(carto.tokensIssued()).isZero();
        assertThat(RawCall.token(carto).status()).as("the request after it").isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void spoiltReply_isOfARequestThatWasCarriedOut(WireFault fault, Consumer<Reply> check) throws IOException {
        carto.faults(Endpoint.TOKEN, fault);
        check.accept(RawCall.token(carto));
        assertThat(carto.tokensIssued()).isEqualTo(1);
        assertThat(RawCall.token(carto).status()).as("the request after it").isEqualTo(200);
    }

    @Test
    void slowBody_takesItsTime() throws IOException {
        carto.faults(Endpoint.TOKEN, new WireFault.SlowBody(500));
        long start = System.nanoTime();
        Reply reply = RawCall.token(carto);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertThat(millis).isGreaterThanOrEqualTo(reply.body().length() * 2L - 100);
    }

    @Test
    void wall_refusesAllUntilItsTimeIsOver_andCountsTheImpatient() throws IOException {
        carto.faults(Endpoint.TOKEN, new WireFault.Wall(503, Duration.ofSeconds(7), RetryAfterStyle.SECONDS));
        assertThat(RawCall.token(carto).status()).isEqualTo(503);
        CLOCK.advance(Duration.ofSeconds(6));
        Reply early = RawCall.token(carto);
        assertThat(early.status()).isEqualTo(503);
        assertThat(early.header("Retry-After")).contains("1");
        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(RawCall.token(carto).status()).isEqualTo(200);
        assertThat(carto.impatientRequests()).isEqualTo(1);
    }

    @Test
    void heldReply_waitsForItsGate_whileTooManyAreRefused() throws Exception {
        Gate gate = new Gate();
        carto.faults(Endpoint.TOKEN, new WireFault.Held(gate), new WireFault.TooManyAtOnce(1));
        carto.on(Endpoint.TOKEN).always(new WireFault.TooManyAtOnce(2));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            CompletableFuture<Integer> held = CompletableFuture.supplyAsync(this::tokenOverHttp, other);
            assertThat(gate.awaitArrivals(1, Duration.ofSeconds(20))).isTrue();
            assertThat(RawCall.token(carto).status()).isEqualTo(503);
            assertThat(RawCall.token(carto).status()).isEqualTo(200);
            assertThat(held).isNotDone();
            gate.open();
            assertThat(held.get(20, TimeUnit.SECONDS)).isEqualTo(200);
            assertThat(carto.mostInFlight(Endpoint.TOKEN)).isEqualTo(2);
        } finally {
            gate.open();
            other.shutdownNow();
        }
    }

    @Test
    void everyFault_isShownHere() {
        Set<Class<?>> shown = Stream.concat(refusals(), deliveries())
                .map(arguments -> arguments.get()[0].getClass())
                .collect(Collectors.toSet());
        shown.add(WireFault.Held.class);
        assertThat(shown).containsExactlyInAnyOrder(WireFault.class.getPermittedSubclasses());
    }

    @Test
    void severalFaults_happenInOneExchange() throws IOException {
        carto.faults(
                Endpoint.TOKEN,
                new Fault.Several(new WireFault.HugeBody(100), new WireFault.CutBody(40)),
                Fault.none());
        Reply reply = RawCall.token(carto);
        assertThat(reply.body()).isEqualTo(" ".repeat(40));
        assertThat(announced(reply)).isGreaterThan(140);
        assertThat(RawCall.token(carto).status()).isEqualTo(200);
    }

    private int tokenOverHttp() {
        try {
            return new Caller(carto).token().statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int announced(Reply reply) {
        return Integer.parseInt(reply.header("Content-Length").orElseThrow());
    }

    private static Arguments refusal(WireFault fault, Consumer<Reply> check) {
        return Arguments.of(fault, check);
    }

    private static Arguments delivery(WireFault fault, Consumer<Reply> check) {
        return Arguments.of(fault, check);
    }
}
