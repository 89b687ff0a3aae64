package io.github.cartoactivity.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorDetailsTest {
    private static final ErrorDetails DETAILS =
            ErrorDetails.of("The job failed", "Ask again").with("jobId", "j-1").with("attempt", 3);

    @Test
    void message_hasProblemCircumstancesAndAdvice() {
        assertThat(DETAILS.message()).isEqualTo("The job failed [jobId=j-1, attempt=3]. Ask again");
        assertThat(ErrorDetails.of("The job failed", "").message()).isEqualTo("The job failed");
        assertThat(ErrorDetails.of("The job failed", "").with("a", 1).message()).isEqualTo("The job failed [a=1]");
    }

    @Test
    void message_leavesValuesAsTheyAre() {
        assertThat(ErrorDetails.of("Bad path", "").with("path", "/{a}=[b], c").message())
                .isEqualTo("Bad path [path=/{a}=[b], c]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\u0085", "\u2028", "\u2029", "\0", "\u001b", "\t"})
    void message_isOneLine(String breaking) {
        assertThat(ErrorDetails.of("The server said no" + breaking + "2025-10-01 FAKED", "Ask" + breaking + "again")
                        .with("body", "a" + breaking + "b")
                        .message())
                .isEqualTo("The server said no 2025-10-01 FAKED [body=a b]. Ask again");
    }

    @Test
    void with_keepsTheOrderAndTheOriginal() {
        ErrorDetails more = DETAILS.with("row", 7L).with("jobId", "j-2");

        assertThat(more.context())
                .isUnmodifiable()
                .containsExactly(Map.entry("jobId", "j-2"), Map.entry("attempt", "3"), Map.entry("row", "7"));
        assertThat(DETAILS.context()).containsOnlyKeys("jobId", "attempt");
    }

    @Test
    void context_isCopied() {
        Map<String, String> context = new LinkedHashMap<>(Map.of("a", "1"));
        ErrorDetails details = new ErrorDetails("p", "a", false, context);
        context.put("b", "2");

        assertThat(details.context()).containsOnlyKeys("a");
    }

    @Test
    void asRetryable_changesNothingElse() {
        assertThat(DETAILS.retryable()).isFalse();
        assertThat(DETAILS.asRetryable())
                .isEqualTo(new ErrorDetails(DETAILS.problem(), DETAILS.advice(), true, DETAILS.context()));
    }

    @Test
    void exception_showsItsDetails() {
        IOException cause = new IOException("reset");
        CartoActivityException e = new Failure(DETAILS.asRetryable(), cause);

        assertThat(e).hasMessage(DETAILS.message()).hasCause(cause);
        assertThat(e.advice()).isEqualTo("Ask again");
        assertThat(e.isRetryable()).isTrue();
        assertThat(e.context()).containsEntry("attempt", "3");
    }

    @Test
    void exception_survivesSerialization() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(new Failure(DETAILS, null));
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject())
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(CartoActivityException.class))
                    .returns(DETAILS.message(), Throwable::getMessage)
                    .returns(DETAILS.context(), CartoActivityException::context);
        }
    }

    private static final class Failure extends CartoActivityException {
        private static final long serialVersionUID = 1L;

        Failure(ErrorDetails details, Throwable cause) {
            super(details, cause);
        }
    }
}
