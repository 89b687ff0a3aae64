package io.github.cartoactivity.client.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {
    private final Redaction redaction = new Redaction();

    @Test
    void f76_credentials_areNeverForgotten_howeverManyTokensFollow() {
        redaction.protect("short one");
        for (int i = 0; i < 1000; i++) {
            redaction.protectToken("token number " + i);
        }
        assertThat(redaction.clean("said short one and token number 999")).isEqualTo("said *** and ***");
    }

    /** Words that are hidden make room, and what was beyond the end comes into sight. */
    @Test
    void f76_secretAtTheEndOfALongText_doesNotPassInPart() {
        redaction.protect("known-to-the-client");
        for (String secret : List.of("known-to-the-client", "unknown." + "k".repeat(60))) {
            for (int length = 1100; length < 1300; length++) {
                String text = "x".repeat(1000) + " " + "y".repeat(length - 1001) + " " + secret;
                assertThat(redaction.clean(text)).matches("[* ]*");
            }
        }
    }

    @Test
    void f76_secretInTheSpellingOfAForm_doesNotPass() {
        redaction.protect("s3+cr/t & more");
        assertThat(redaction.clean("got s3%2Bcr%2Ft+%26+more back")).isEqualTo("got *** back");
    }

    @Test
    void f76_causeWithASecret_isShownWithoutIt() {
        redaction.protect("known-to-the-client");
        Throwable original = new IOException("broken", new ProtocolException("Invalid \"known-to-the-client\""));
        original.addSuppressed(new SocketException("Authorization: Bearer abc.def"));
        StringWriter trace = new StringWriter();
        Throwable cleaned = redaction.clean(original);
        cleaned.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString())
                .contains(
                        "java.io.IOException: broken", "java.net.ProtocolException: Invalid \"***\"", "SocketException")
                .doesNotContain("known-to-the-client", "abc");
        assertThat(cleaned.getStackTrace()).isEqualTo(original.getStackTrace());
    }

    @Test
    void f76_causeWithoutASecret_isShownItself() {
        Throwable original = new ConnectException("Connection refused");
        original.initCause(new ClosedChannelException());
        assertThat(redaction.clean(original)).isSameAs(original);
        Throwable deep = new IOException("0");
        for (int depth = 1; depth < 1000; depth++) {
            deep = new IOException("" + depth, deep);
        }
        assertThat(redaction.clean(deep)).hasMessage("java.io.IOException: 999");
    }

    @Test
    void f76_harmlessWords_pass_andNothingElse() {
        assertThat(redaction.clean("job 0f8fad5b-d9cb-469f-a165-70867728950e at https://user:pw@h/p?sig=abc#f is late"))
                .isEqualTo("job 0f8fad5b-d9cb-469f-a165-70867728950e at https://h/p is late");
        assertThat(redaction.clean("Authorization: Bearer abc.def")).doesNotContain("abc");
        assertThat(redaction.clean("client_secret=abc&x=1")).doesNotContain("abc");
        assertThat(redaction.clean("x".repeat(40))).isEqualTo("***");
    }
}
