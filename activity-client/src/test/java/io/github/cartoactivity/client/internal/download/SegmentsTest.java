package io.github.cartoactivity.client.internal.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.internal.download.Segments.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentsTest {
    private static final SegmentRules RULES = new SegmentRules(100, 10, 40, Duration.ZERO);

    @Test
    void alone_theMainTransferBringsEverythingInOneGo() {
        Segments segments = new Segments(1000, RULES);
        Span span = segments.next().orElseThrow();
        assertThat(span.position()).isZero();
        assertThat(span.end()).isEqualTo(1000);
        assertThat(span.take(2000)).isEqualTo(1000);
        assertThat(segments.next()).isEmpty();
        assertThat(segments.isWhole()).isTrue();
    }

    @Test
    void helpers_takePiecesOffTheEnd_ofASizeBetweenTheBounds() {
        Segments segments = new Segments(200, RULES);
        List<Long> sizes = new ArrayList<>();
        for (Optional<Span> piece = segments.claim(); piece.isPresent(); piece = segments.claim()) {
            sizes.add(piece.get().missing());
        }
        assertThat(sizes).allMatch(size -> size >= 10 && size <= 40).hasSizeGreaterThan(4);
        assertThat(segments.head().missing())
                .isLessThan(20)
                .isEqualTo(200 - sizes.stream().mapToLong(size -> size).sum());
    }

    @Test
    void whatAHelperLeaves_goesToTheNextOne_fromTheExactByte() {
        Segments segments = new Segments(100, RULES);
        Span first = segments.claim().orElseThrow();
        long position = first.position();
        first.take(7);
        segments.helped(first);
        Span second = segments.claim().orElseThrow();
        assertThat(second.position()).isEqualTo(position + 7);
        assertThat(second.end()).isEqualTo(100);
    }

    @Test
    void mainTransfer_waitsForHelpers_andBringsWhatTheyLeave() {
        Segments segments = new Segments(100, RULES);
        Span piece = segments.claim().orElseThrow();
        segments.head().take(1000);
        assertThat(segments.next()).isEmpty();
        assertThat(segments.isWhole()).isFalse();
        CompletableFuture<Void> done = segments.anyHelperDone();
        assertThat(done).isNotDone();
        segments.helped(piece);
        assertThat(done).isCompleted();
        assertThat(segments.next()).containsSame(piece);
    }

    @Test
    void bytesThatAreStillBeingWritten_doNotCountAsWhole() {
        Segments segments = new Segments(100, RULES);
        Span piece = segments.claim().orElseThrow();
        segments.head().take(1000);
        piece.take(1000);
        assertThat(segments.received()).isEqualTo(100);
        assertThat(segments.isWhole()).isFalse();
        segments.helped(piece);
        assertThat(segments.isWhole()).isTrue();
    }

    @Test
    void unknownSize_takesNoHelp_untilItIsKnown() {
        Segments segments = new Segments(-1, RULES);
        assertThat(segments.claim()).isEmpty();
        segments.head().take(500);
        assertThat(segments.isWhole()).isFalse();
        segments.sized(500);
        assertThat(segments.isWhole()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void anyInterleaving_bringsEveryByteExactlyOnce(long seed) {
        Random random = new Random(seed);
        int size = 500 + random.nextInt(2000);
        int[] brought = new int[size];
        Segments segments = new Segments(size, RULES);
        List<Span> helpers = new ArrayList<>();
        for (int step = 0; step < 100_000 && !segments.isWhole(); step++) {
            switch (random.nextInt(5)) {
                case 0 -> segments.claim().ifPresent(helpers::add);
                case 1, 2 -> bring(segments.next(), random, brought).ifPresent(segments::leave);
                case 3 -> bring(any(helpers, random), random, brought);
                default ->
                    any(helpers, random).ifPresent(helper -> {
                        helpers.remove(helper);
                        segments.helped(helper);
                    });
            }
        }
        assertThat(segments.isWhole()).isTrue();
        assertThat(brought).containsOnly(1);
    }

    private static Optional<Span> any(List<Span> spans, Random random) {
        return spans.isEmpty() ? Optional.empty() : Optional.of(spans.get(random.nextInt(spans.size())));
    }

    private static Optional<Span> bring(Optional<Span> span, Random random, int[] brought) {
        span.ifPresent(taken -> {
            int from = (int) taken.position();
            int count = taken.take(random.nextInt(30));
            if (random.nextInt(10) == 0) {
                taken.untake(count);
                return;
            }
            for (int i = 0; i < count; i++) {
                brought[from + i]++;
            }
        });
        return span;
    }
}
