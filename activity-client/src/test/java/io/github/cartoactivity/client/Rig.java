package io.github.cartoactivity.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.testing.FakeCarto;
import io.github.cartoactivity.testing.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A CARTO on loopback, a client that talks to it, and a time in which waits pass at once. */
final class Rig implements AutoCloseable {
    static final DateRange WEEK = DateRange.ofDays(LocalDate.parse("2025-10-01"), LocalDate.parse("2025-10-07"));

    final ManualClock clock = ManualClock.at(Instant.parse("2025-12-01T12:00:00Z"));
    final VirtualTime time = new VirtualTime(clock);
    final FakeCarto carto;
    final CartoActivityClient client;
    final CanarySweep sweep;
    private final List<CartoActivityClient> clients = new ArrayList<>();

    Rig() {
        this(UnaryOperator.identity(), UnaryOperator.identity());
    }

    Rig(UnaryOperator<CartoActivityClientBuilder> adapt) {
        this(UnaryOperator.identity(), adapt);
    }

    Rig(UnaryOperator<FakeCarto.Builder> server, UnaryOperator<CartoActivityClientBuilder> adapt) {
        carto = server.apply(FakeCarto.builder().clock(clock)).start();
        sweep = new CanarySweep(carto);
        client = another(adapt);
    }

    /** One more client of the same CARTO; it is closed with the rig. */
    CartoActivityClient another(UnaryOperator<CartoActivityClientBuilder> adapt) {
        CartoActivityClient another = adapt.apply(CartoActivityClient.builder()
                        .credentials(Credentials.ofClient(carto.clientId(), carto.clientSecret()))
                        .endpoints(new Endpoints(carto.authUrl(), carto.accountsUrl()))
                        .random(() -> 0.5)
                        .time(time))
                .build();
        clients.add(another);
        return another;
    }

    CompletableFuture<Export> export(Path directory) {
        return client.export(ExportRequest.of(WEEK, directory));
    }

    /** The result, or the failure itself; either is looked through for secrets. */
    <T> T get(CompletableFuture<T> future) throws Throwable {
        try {
            T result = future.get(30, TimeUnit.SECONDS);
            sweep.heard(result);
            return result;
        } catch (ExecutionException e) {
            sweep.heard(e.getCause());
            throw e.getCause();
        }
    }

    /** The failure, which has to be of this type. */
    <X extends Throwable> X failure(Class<X> type, CompletableFuture<?> future) {
        return assertThatExceptionOfType(type).isThrownBy(() -> get(future)).actual();
    }

    /** Cancels a call or closes the client, and sees that neither takes long. */
    void giveUp(CompletableFuture<?> call, boolean closing) {
        giveUp(client, call, closing);
    }

    void giveUp(CartoActivityClient caller, CompletableFuture<?> call, boolean closing) {
        long start = System.nanoTime();
        if (closing) {
            caller.close();
        } else {
            call.cancel(true);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(call).isCompletedExceptionally();
    }

    @Override
    public void close() {
        clients.forEach(CartoActivityClient::close);
        carto.close();
        time.close();
        sweep.close();
    }
}
