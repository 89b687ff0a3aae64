package io.github.cartoactivity.client.internal.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cartoactivity.client.error.DownloadException;
import io.github.cartoactivity.client.internal.http.AttemptFailure;
import io.github.cartoactivity.client.internal.http.Operation;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkGuardTest {
    private static final Operation DOWNLOAD = Operation.of("Download file");

    private static void check(LinkGuard guard, String address) {
        guard.check(DOWNLOAD, URI.create(address));
    }

    private static void assertRefused(LinkGuard guard, String address) {
        AttemptFailure failure = assertThatExceptionOfType(AttemptFailure.class)
                .isThrownBy(() -> check(guard, address))
                .actual();
        assertThat(failure.again()).isEqualTo(AttemptFailure.Again.USELESS);
        assertThat(failure.error()).isInstanceOf(DownloadException.class).hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/f?secret",
                "https://127.1.2.3/f",
                "https://localhost/f",
                "https://[::1]/f",
                "https://[::ffff:127.0.0.1]/f",
                "https://169.254.169.254/latest/meta-data?secret",
                "https://[fe80::1]/f",
                "https://[fd00:ec2::254]/f",
                "https://10.1.2.3/f",
                "https://172.16.0.1/f",
                "https://192.168.0.1/f",
                "https://100.100.100.200/f",
                "https://0.0.0.0/f",
                "https://0.1.2.3/f",
                "https://224.0.0.1/f",
                "https://2130706433/f",
                "http://8.8.8.8/f?secret",
                "ftp://8.8.8.8/f",
                "https://user:secret@8.8.8.8/f",
                "https:///f",
                "mailto:secret@example.com"
            })
    void f75_addressesThatAreNotPublicHttps_areRefused(String address) {
        assertRefused(new LinkGuard(false, Set.of()), address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://8.8.8.8/f?x", "https://[2001:4860:4860::8888]/f", "https://no-such-host.invalid/f"})
    void f75_publicAddresses_areAllowed(String address) {
        assertThatCode(() -> check(new LinkGuard(false, Set.of()), address)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:81/f", "https://10.1.2.3/f", "https://8.8.8.8/f"})
    void f75_whereTheApiIsOnThisMachine_filesMayBeToo(String address) {
        assertThatCode(() -> check(new LinkGuard(true, Set.of()), address)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com/f",
                "https://storage.googleapis.com.example.com/f",
                "https://evilamazonaws.com/f",
                "https://amazonaws.com/f"
            })
    void f75_hostsThatTheUserHasNotNamed_areRefused(String address) {
        assertRefused(new LinkGuard(true, Set.of("storage.googleapis.com", ".amazonaws.com")), address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://Storage.GoogleApis.com/f", "https://b.s3.eu-west-1.amazonaws.com/f"})
    void f75_hostsThatTheUserHasNamed_areAllowed(String address) {
        LinkGuard guard = new LinkGuard(true, Set.of("storage.GOOGLEAPIS.com", ".amazonaws.com"));
        assertThatCode(() -> check(guard, address)).doesNotThrowAnyException();
    }
}
