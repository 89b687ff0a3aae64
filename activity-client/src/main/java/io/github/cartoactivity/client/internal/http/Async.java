package io.github.cartoactivity.client.internal.http;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What {@link CompletableFuture} lacks. */
public final class Async {
    private Async() {}

    /** Decides, from a value or the failure itself without its wrappings, how to go on. */
    @SuppressWarnings("FutureReturnValueIgnored") // the nested future is what thenCompose takes
    public static <T, R> CompletableFuture<R> settle(
            CompletableFuture<T> future, BiFunction<@Nullable T, @Nullable Throwable, CompletableFuture<R>> next) {
        return future.handle((value, thrown) -> next.apply(value, thrown == null ? null : unwrap(thrown)))
                .thenCompose(result -> result);
    }

    /** Begins something; what it throws at once fails its future instead. */
    public static <T> CompletableFuture<T> begin(Supplier<CompletableFuture<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The failure itself, out of the wrappings of futures. */
    public static Throwable unwrap(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /**
     * All values in order. The first failure calls off the scope in which they are made; once all have come to an end
     * the result fails with it. What fails only because it was called off is not taken for the reason.
     */
    public static <T> CompletableFuture<List<T>> all(List<CompletableFuture<T>> futures, CancelScope scope) {
        AtomicReference<@Nullable Throwable> first = new AtomicReference<>();
        // Of these, and not of the futures themselves: the last one's failure has to be noted before all count as
        // ended.
        CompletableFuture<?>[] noted = futures.stream()
                .map(future -> future.whenComplete((value, thrown) -> {
                    if (thrown != null) {
                        first.accumulateAndGet(unwrap(thrown), Async::reason);
                        scope.cancel();
                    }
                }))
                .toArray(CompletableFuture<?>[]::new);
        return settle(CompletableFuture.allOf(noted), (done, thrown) -> {
            Throwable failure = first.get();
            return failure != null
                    ? CompletableFuture.failedFuture(failure)
                    : CompletableFuture.completedFuture(
                            futures.stream().map(CompletableFuture::join).toList());
        });
    }

    private static Throwable reason(@Nullable Throwable known, Throwable another) {
        boolean better = known instanceof CancellationException && !(another instanceof CancellationException);
        return known == null || better ? another : known;
    }
}
