package io.github.cartoactivity.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static io.github.cartoactivity.client.Downloads.activity;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.cartoactivity.client.error.DownloadException;
import io.github.cartoactivity.client.error.TransportException;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.Hangup;
import io.github.cartoactivity.testing.JobFault;
import io.github.cartoactivity.testing.WireFault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fault 35: connections that do not come about; and hosts that send elsewhere. */
class TransportFaultsTest {
    @TempDir
    Path directory;

    @TempDir
    Path elsewhere;

    private final AtomicInteger retries = new AtomicInteger();

    private CartoActivityClientBuilder counting(CartoActivityClientBuilder builder) {
        return builder.retryPolicy(RetryPolicy.defaults().withMaxAttempts(3)).progressListener(new ProgressListener() {
            @Override
            public void retrying(String what, int attempt, Duration wait) {
                retries.incrementAndGet();
            }
        });
    }

    private TransportException failure(Rig rig, URI files) throws IOException {
        rig.carto.on(Endpoint.GET_JOB).always(new JobFault.LinksElsewhere(files));
        TransportException error = rig.failure(TransportException.class, rig.client.export(activity(directory)));
        assertThat(error.context()).containsEntry("host", files.getHost());
        assertThat(error).hasMessageNotContaining("?").hasMessageNotContaining("/files/");
        assertThat(DiskTree.names(directory)).noneMatch(name -> name.contains(".csv") || name.endsWith(".part"));
        return error;
    }

    private static WireMockServer wireMock() {
        WireMockServer server = new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .gzipDisabled(true)
                .dynamicPort()
                .dynamicHttpsPort());
        server.start();
        return server;
    }

    @Test
    void f35_refusedConnection_isRetried() throws Throwable {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        try (Rig rig = new Rig(this::counting)) {
            TransportException error = failure(rig, URI.create("http://127.0.0.1:" + port));
            assertThat(error.isRetryable()).isTrue();
            assertThat(retries).hasValue(2);
        }
    }

    @Test
    void f35_unknownHost_isRetried() throws Throwable {
        try (Rig rig = new Rig(this::counting)) {
            assertThat(failure(rig, URI.create("http://no-such-host.invalid")))
                    .hasMessageContaining("no address is known");
            assertThat(retries).hasValue(2);
        }
    }

    @Test
    void f35_handshakeCutShort_isRetried() throws Throwable {
        AtomicInteger connections = new AtomicInteger();
        try (Rig rig = new Rig(this::counting);
                ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread accepting = new Thread(() -> hangUp(server, connections));
            accepting.start();
            failure(rig, URI.create("https://127.0.0.1:" + server.getLocalPort()));
            assertThat(retries).hasValue(2);
            assertThat(connections.get()).isGreaterThanOrEqualTo(3);
            server.close();
            accepting.join();
        }
    }

    private static void hangUp(ServerSocket server, AtomicInteger connections) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                connections.incrementAndGet();
                socket.setSoLinger(true, 0);
            } catch (IOException e) {
                // Closed by the test.
            }
        }
    }

    @Test
    void f35_untrustedCertificate_isNotRetried() throws Throwable {
        WireMockServer server = wireMock();
        try (Rig rig = new Rig(this::counting)) {
            TransportException error = failure(rig, URI.create("https://127.0.0.1:" + server.httpsPort()));
            assertThat(error).hasMessageContaining("certificate");
            assertThat(error.isRetryable()).isFalse();
            assertThat(retries).hasValue(0);
        } finally {
            server.stop();
        }
    }

    @Test
    void f35_certificateOfAnotherHost_isNotRetried() throws Throwable {
        WireMockServer server = wireMock();
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new TrustEverybody()}, null);
        HttpClient http = HttpClient.newBuilder().sslContext(trusting).build();
        try (Rig rig = new Rig(builder -> counting(builder).httpClient(http))) {
            TransportException error = failure(rig, URI.create("https://127.0.0.1:" + server.httpsPort()));
            assertThat(error).hasMessageContaining("certificate");
            assertThat(retries).hasValue(0);
        } finally {
            server.stop();
        }
    }

    private static final class TrustEverybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @ParameterizedTest
    @EnumSource(Hangup.class)
    void f35_requestLost_isSentAgain(Hangup how) throws Throwable {
        try (Rig rig = new Rig()) {
            Map<String, String> truth = Downloads.truth(rig, elsewhere);
            rig.carto.on(Endpoint.FILE).times(2, new WireFault.LoseRequest(how));
            rig.get(rig.client.export(activity(directory)));
            assertThat(DiskTree.hashes(directory)).isEqualTo(truth);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void hostThatSendsElsewhere_isFollowed_withNothingOfOurs(int status) throws Throwable {
        WireMockServer other = wireMock();
        other.stubFor(get(anyUrl()).willReturn(aResponse().withBody("type,ts,data\n")));
        try (Rig rig = new Rig()) {
            rig.carto
                    .on(Endpoint.FILE)
                    .always(new WireFault.Redirect(status, "http://127.0.0.1:" + other.port() + "/there"));
            Export export = rig.get(rig.client.export(activity(directory)));
            assertThat(export.files().get(0).path()).hasContent("type,ts,data");
            other.verify(
                    1, getRequestedFor(anyUrl()).withoutHeader("Authorization").withoutHeader("Cookie"));
        } finally {
            other.stop();
        }
    }

    @Test
    void hostThatSendsInCircles_isGivenUp() throws Throwable {
        try (Rig rig = new Rig(this::counting)) {
            rig.carto.on(Endpoint.FILE).always(new WireFault.Redirect(302, "?again"));
            DownloadException error = rig.failure(DownloadException.class, rig.client.export(activity(directory)));
            assertThat(error).hasMessageContaining("elsewhere");
            assertThat(retries).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1/x", "file:///etc/passwd", "http://user:pw@127.0.0.1/", "ht!tp://", ""})
    void hostThatSendsToNoPlaceForFiles_isNotFollowed(String location) throws Throwable {
        try (Rig rig = new Rig(this::counting)) {
            rig.carto.on(Endpoint.FILE).always(new WireFault.Redirect(302, location));
            rig.failure(DownloadException.class, rig.client.export(activity(directory)));
            assertThat(retries).hasValue(0);
        }
    }
}
