package io.github.cartoactivity.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cartoactivity.client.error.CredentialsException;
import io.github.cartoactivity.client.error.ProtocolException;
import io.github.cartoactivity.client.error.TransportException;
import io.github.cartoactivity.client.internal.api.CredentialSources;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.FakeCarto;
import io.github.cartoactivity.testing.JobFault;
import io.github.cartoactivity.testing.RecordedRequest;
import io.github.cartoactivity.testing.WireFault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Group K of the faults as it concerns requests to the API, and everything that could show a secret. */
class SecretsTest {
    private static final JobRequest WEEK =
            new JobRequest(Rig.WEEK, EnumSet.allOf(ExportCategory.class), ExportFormat.CSV);

    @ParameterizedTest
    @EnumSource(
            value = Endpoint.class,
            names = {"TOKEN", "CREATE_JOB", "GET_JOB", "CANCEL_JOB"})
    void f74_redirectToAnotherHost_isNotFollowed(Endpoint endpoint) throws Throwable {
        for (int code : List.of(301, 302, 303, 307, 308)) {
            try (Rig rig = new Rig();
                    FakeCarto elsewhere = FakeCarto.start()) {
                String location = elsewhere.accountsUrl() + "/activity-data-jobs";
                rig.failure(ProtocolException.class, callSentElsewhere(rig, endpoint, code, location));
                assertThat(elsewhere.requests()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Endpoint.class,
            names = {"TOKEN", "CREATE_JOB", "GET_JOB", "CANCEL_JOB"})
    void f74_redirectWithinTheHost_isNotFollowedEither(Endpoint endpoint) throws Throwable {
        try (Rig rig = new Rig()) {
            CompletableFuture<?> call = callSentElsewhere(rig, endpoint, 307, rig.carto.accountsUrl() + "/elsewhere");
            rig.failure(ProtocolException.class, call);
            assertThat(rig.carto.requests()).noneMatch(request -> request.path().contains("elsewhere"));
        }
    }

    private static CompletableFuture<?> callSentElsewhere(Rig rig, Endpoint endpoint, int code, String location)
            throws Throwable {
        boolean ofAJob = endpoint == Endpoint.GET_JOB || endpoint == Endpoint.CANCEL_JOB;
        String id = ofAJob ? rig.get(rig.client.createJob(WEEK)).id() : "";
        rig.carto.faults(endpoint, new WireFault.Redirect(code, location));
        return switch (endpoint) {
            case GET_JOB -> rig.client.job(id);
            case CANCEL_JOB -> rig.client.cancelJob(id);
            default -> rig.client.createJob(WEEK);
        };
    }

    /** The JDK quotes a first line that is no HTTP in its exception, which becomes a cause of ours. */
    @Test
    void f76_peerThatEchoesTheRequest_showsNothingOfIt_alsoNotInCauses(@TempDir Path directory) throws Throwable {
        try (Rig rig = new Rig(b -> b.retryPolicy(RetryPolicy.never()));
                EchoServer echo = new EchoServer()) {
            Endpoints where = new Endpoints(rig.carto.authUrl(), echo.uri());
            CartoActivityClient client = rig.another(b -> b.endpoints(where).retryPolicy(RetryPolicy.never()));
            assertThat(rig.failure(TransportException.class, client.createJob(WEEK)))
                    .hasCauseInstanceOf(IOException.class);
            rig.carto.on(Endpoint.GET_JOB).always(new JobFault.LinksElsewhere(echo.uri()));
            assertThat(rig.failure(TransportException.class, rig.export(directory)))
                    .hasCauseInstanceOf(IOException.class);
            assertThat(echo.echoed())
                    .anyMatch(line -> line.startsWith("Authorization: Bearer "))
                    .anyMatch(line -> line.contains("Signature="));
        }
    }

    /** Answers each request with one of its own lines: the one with the token, or else the first. */
    private static final class EchoServer implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final List<String> echoed = new CopyOnWriteArrayList<>();
        private final Thread accepting = new Thread(this::accept);

        EchoServer() throws IOException {
            accepting.start();
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + server.getLocalPort());
        }

        List<String> echoed() {
            return echoed;
        }

        private void accept() {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    answer(socket);
                } catch (IOException e) {
                    // Closed by the test, or by the client.
                }
            }
        }

        private void answer(Socket socket) throws IOException {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            List<String> lines = new ArrayList<>();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                lines.add(line);
            }
            String echo = lines.stream()
                    .filter(line -> line.startsWith("Authorization"))
                    .findFirst()
                    .orElse(lines.get(0));
            echoed.add(echo);
            socket.getOutputStream().write((echo + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void close() throws Exception {
            server.close();
            accepting.join();
        }
    }

    @Test
    void f75_filesAreFetchedWithoutTheToken(@TempDir Path directory) throws Throwable {
        try (Rig rig = new Rig()) {
            rig.get(rig.export(directory));
            assertThat(rig.carto.requests(Endpoint.FILE)).isNotEmpty().allSatisfy(request -> {
                assertThat(request.header("Authorization")).isEmpty();
                assertThat(request.header("Cookie")).isEmpty();
            });
            assertThat(rig.carto.requests(Endpoint.GET_JOB))
                    .allSatisfy(request ->
                            assertThat(request.header("Authorization")).isPresent());
        }
    }

    @Test
    void f76_textFormsOfWhatHoldsSecrets_doNotShowThem() throws Throwable {
        try (Rig rig = new Rig()) {
            ActivityJob job = rig.get(
                    rig.client.awaitJob(rig.get(rig.client.createJob(WEEK)).id()));
            rig.sweep.heard(job);
            rig.sweep.heard(job.links());
            rig.sweep.heard(job.links().get(0));
            rig.sweep.heard(Credentials.ofClient(rig.carto.clientId(), rig.carto.clientSecret()));
            rig.sweep.heard(Credentials.ofToken(rig.carto.issueToken()));
            rig.sweep.heard(rig.client);
            assertThat(job.links().get(0).uri().getRawQuery()).contains("Signature");
        }
    }

    @Test
    void requestsTellWhoIsAsking() throws Throwable {
        try (Rig rig = new Rig()) {
            rig.get(rig.client.createJob(WEEK));
            assertThat(rig.carto.requests())
                    .extracting(request -> request.header("User-Agent").orElse(""))
                    .allMatch(agent -> agent.startsWith("carto-activity-java/"));
        }
    }

    @Test
    void requestMapper_adaptsTheBody() throws Throwable {
        try (Rig rig = new Rig(b -> b.requestMapper((request, body) -> {
            body.put("note", Map.of("days", request.range().days()));
            return body;
        }))) {
            rig.get(rig.client.createJob(WEEK));
            RecordedRequest request = rig.carto.requests(Endpoint.CREATE_JOB).get(0);
            assertThat(request.body()).contains("\"note\":{\"days\":7}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://accounts.app.carto.com",
                "https://user:secret-word@accounts.app.carto.com",
                "https://accounts.app.carto.com/?token=secret-word",
                "ftp://accounts.app.carto.com",
                "accounts.app.carto.com",
                "http://127.0.0.1.secret-word.example"
            })
    void endpointsThatAreNotPlainHttps_areRefused(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Endpoints(Endpoints.cloud().tokenUrl(), URI.create(url)))
                .withMessageNotContaining("token=");
    }

    @Test
    void endpoints_comeFromTheEnvironment() {
        Endpoints endpoints = Endpoints.fromEnvironment(Map.of(
                "CARTO_AUTH_URL", " https://auth.acme.example/oauth/token ",
                "CARTO_ACCOUNTS_URL", "http://127.0.0.1:8080"));
        assertThat(endpoints.tokenUrl()).hasToString("https://auth.acme.example/oauth/token");
        assertThat(endpoints.accountsUrl()).hasToString("http://127.0.0.1:8080");
        assertThat(Endpoints.fromEnvironment(Map.of())).isEqualTo(Endpoints.cloud());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoints.fromEnvironment(Map.of("CARTO_AUTH_URL", "nonsense")))
                .withMessageContaining("CARTO_AUTH_URL");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoints.fromEnvironment(Map.of("CARTO_AUTH_URL", "https://a b/secret-word")))
                .withMessageContaining("CARTO_AUTH_URL")
                .withMessageNotContaining("secret-word");
    }

    @Test
    void httpClientThatFollowsRedirects_isRefused() {
        HttpClient follows = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CartoActivityClient.builder().httpClient(follows));
    }

    @Test
    void credentials_areFoundInTheDocumentedOrder(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(
                directory.resolve("carto_credentials.json"),
                "{\"api_base_url\":\"https://x\",\"client_id\":\"from-file\",\"client_secret\":\"s\"}");
        Path other = Files.writeString(
                directory.resolve("other.json"), "{\"client_id\":\"from-named-file\",\"client_secret\":\"s\"}");
        Map<String, String> all = Map.of(
                "CARTO_CLIENT_ID", "from-variables",
                "CARTO_CLIENT_SECRET", "s",
                "CARTO_API_TOKEN", "t",
                "CARTO_CREDENTIALS_FILE", other.toString());
        assertThat(CredentialSources.find(all, directory)).isEqualTo(Credentials.ofClient("from-variables", "s"));
        assertThat(CredentialSources.find(Map.of("CARTO_API_TOKEN", "t"), directory))
                .isEqualTo(Credentials.ofToken("t"));
        assertThat(CredentialSources.find(Map.of("CARTO_CREDENTIALS_FILE", other.toString()), directory))
                .isEqualTo(Credentials.ofClient("from-named-file", "s"));
        assertThat(CredentialSources.find(Map.of(), directory)).isEqualTo(Credentials.ofClient("from-file", "s"));
        assertThat(Credentials.fromFile(file)).isEqualTo(Credentials.ofClient("from-file", "s"));
    }

    @Test
    void credentialsThatAreMissingOrHalf_areNamed(@TempDir Path directory) throws Exception {
        assertThatExceptionOfType(CredentialsException.class)
                .isThrownBy(() -> CredentialSources.find(Map.of(), directory))
                .withMessageContaining("CARTO_CLIENT_ID");
        assertThatExceptionOfType(CredentialsException.class)
                .isThrownBy(() -> CredentialSources.find(Map.of("CARTO_CLIENT_SECRET", "canary"), directory))
                .withMessageContaining("CARTO_CLIENT_ID is not set")
                .withMessageNotContaining("canary");
        Path half = Files.writeString(directory.resolve("half.json"), "{\"client_id\":\"x\", \"secret\":\"canary\"}");
        assertThatExceptionOfType(CredentialsException.class)
                .isThrownBy(() -> Credentials.fromFile(half))
                .withMessageContaining("\"client_secret\"")
                .withMessageNotContaining("canary");
        Path broken = Files.writeString(directory.resolve("broken.json"), "{\"client_secret\":canary");
        assertThatExceptionOfType(CredentialsException.class)
                .isThrownBy(() -> Credentials.fromFile(broken))
                .satisfies(
                        error -> assertThat(error.toString() + error.getCause()).doesNotContain("canary"));
        for (String variable : List.of("CARTO_API_TOKEN", "CARTO_CREDENTIALS_FILE")) {
            assertThatExceptionOfType(CredentialsException.class)
                    .isThrownBy(() -> CredentialSources.find(Map.of(variable, "canary \n\u0000 x"), directory))
                    .withMessageContaining(variable)
                    .withMessageNotContaining("canary");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Credentials.ofToken("canary\nX-Header: 1"))
                .withMessageNotContaining("canary");
    }
}
