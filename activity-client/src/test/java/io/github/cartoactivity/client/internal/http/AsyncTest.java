package io.github.cartoactivity.client.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class AsyncTest {
    private final CancelScope scope = new CancelScope();
    private final CompletableFuture<String> one = new CompletableFuture<>();
    private final CompletableFuture<String> other = new CompletableFuture<>();

    @Test
    void all_givesTheValuesInOrder() {
        CompletableFuture<List<String>> all = Async.all(List.of(one, other), scope);
        other.complete("b");
        one.complete("a");
        assertThat(all.join()).containsExactly("a", "b");
        assertThat(scope.isCancelled()).isFalse();
    }

    @Test
    void all_failsWithTheReason_evenIfItComesAfterWhatWasCalledOff() {
        CompletableFuture<List<String>> all = Async.all(List.of(one, other), scope);
        other.completeExceptionally(new CancellationException());
        assertThat(scope.isCancelled()).isTrue();
        assertThat(all).isNotDone();
        one.completeExceptionally(new IllegalStateException("the reason"));
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(all::join)
                .withCauseExactlyInstanceOf(IllegalStateException.class);
    }
}
