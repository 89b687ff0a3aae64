package io.github.cartoactivity.client.internal.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cartoactivity.client.error.DownloadException;
import io.github.cartoactivity.client.internal.http.AttemptFailure;
import io.github.cartoactivity.client.internal.http.Operation;
import java.net.InetAddress;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
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
                "https://[::ffff:10.0.0.1]/f",
                "https://[::ffff:169.254.169.254]/f",
                "https://[::7f00:1]/f",
                "https://[64:ff9b::7f00:1]/f",
                "https://[64:ff9b::a9fe:a9fe]/f",
                "https://[64:ff9b:1::1]/f",
                "https://[2002:7f00:1::]/f",
                "https://[2002:a00:1::1]/f",
                "https://[fc00::1]/f",
                "https://[fec0::1]/f",
                "https://[ff02::1]/f",
                "https://[::]/f",
                "https://192.0.0.192/f",
                "https://198.18.0.1/f",
                "https://240.0.0.1/f",
                "https://255.255.255.255/f",
                "https://168.63.129.16/f",
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
            strings = {
                "https://8.8.8.8/f?x",
                "https://172.32.0.1/f",
                "https://100.63.255.255/f",
                "https://100.128.0.1/f",
                "https://[2001:4860:4860::8888]/f",
                "https://[::ffff:8.8.8.8]/f",
                "https://[64:ff9b::808:808]/f",
                "https://[2002:808:808::1]/f",
                "https://no-such-host.invalid/f"
            })
    void f75_publicAddresses_areAllowed(String address) {
        assertThatCode(() -> check(new LinkGuard(false, Set.of()), address)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.7", "169.254.169.254", "::1", "fd00::1", "64:ff9b::7f00:1"})
    void f75_nameThatResolvesIntoAPrivateNetwork_isRefused_evenWithAPublicAddressBesideIt(String inside) {
        LinkGuard guard = new LinkGuard(false, Set.of("files.example.com"), host -> {
            assertThat(host).isEqualTo("files.example.com");
            return new InetAddress[] {InetAddress.getByName("8.8.8.8"), InetAddress.getByName(inside)};
        });
        assertRefused(guard, "https://files.example.com/f?secret");
    }

    @Test
    void f75_nameThatResolvesIntoThePublicNetwork_isAllowed() {
        LinkGuard guard = new LinkGuard(false, Set.of(), host -> new InetAddress[] {InetAddress.getByName("8.8.8.8")});
        assertThatCode(() -> check(guard, "https://files.example.com/f")).doesNotThrowAnyException();
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
