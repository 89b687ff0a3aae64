package io.github.cartoactivity.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Nothing is left of a server that was closed: no thread, no connection, no port, no file. */
class ClosingTest {
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    @Test
    void close_leavesNoThreadConnectionPortOrFile() throws Exception {
        Set<Path> before = temporaryFiles();
        FakeCarto carto = FakeCarto.start();
        Caller caller = new Caller(carto);
        caller.file(caller.link(DateRange.ofDay(LocalDate.parse("2025-10-01")), ExportCategory.USER_LIST));
        assertThat(threads()).isNotEmpty();
        assertThat(carto.openConnections()).isPositive();
        List<URI> servers = List.of(carto.authUrl(), carto.accountsUrl(), carto.filesUrl());
        carto.close();
        carto.close();
        assertThat(threads()).isEmpty();
        assertThat(carto.openConnections()).isZero();
        assertThat(temporaryFiles()).isEqualTo(before);
        for (URI server : servers) {
            assertThatThrownBy(() -> connect(server).close()).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void close_endsRepliesThatWaitOrStall() throws Exception {
        FakeCarto carto = FakeCarto.start();
        Gate gate = new Gate();
        carto.faults(Endpoint.TOKEN, new WireFault.Held(gate), new WireFault.Stall(WireFault.Stall.BEFORE_HEADERS));
        List<CompletableFuture<RawCall.Reply>> calls = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            calls.add(CompletableFuture.supplyAsync(() -> call(carto)));
        }
        assertThat(gate.awaitArrivals(1, Duration.ofSeconds(20))).isTrue();
        carto.close();
        assertThat(threads()).isEmpty();
        calls.forEach(CompletableFuture::join);
    }

    @RepeatedTest(20)
    void close_whileClientsCome_leavesNoThread() throws Exception {
        FakeCarto carto = FakeCarto.start();
        List<Socket> clients = new ArrayList<>();
        CompletableFuture<Void> visitors = CompletableFuture.runAsync(() -> {
            try {
                while (clients.size() < 1000) {
                    clients.add(connect(carto.authUrl()));
                }
            } catch (IOException e) {
                // It is closed.
            }
        });
        carto.close();
        assertThat(threads()).isEmpty();
        visitors.join();
        for (Socket client : clients) {
            client.close();
        }
    }

    private static RawCall.Reply call(FakeCarto carto) {
        try {
            return RawCall.token(carto);
        } catch (IOException e) {
            return new RawCall.Reply("", RawCall.End.RESET);
        }
    }

    private static Socket connect(URI server) throws IOException {
        return new Socket(InetAddress.getByName(server.getHost()), server.getPort());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("FakeCarto"))
                .toList();
    }

    private static Set<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(TEMPORARY)) {
            return files.filter(file -> file.getFileName().toString().startsWith("fake-carto"))
                    .collect(Collectors.toSet());
        }
    }
}
