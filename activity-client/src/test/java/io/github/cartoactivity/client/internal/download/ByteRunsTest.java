package io.github.cartoactivity.client.internal.download;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cartoactivity.client.internal.download.ByteRuns.Run;
import io.github.cartoactivity.client.internal.download.Segments.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRunsTest {
    private static final int SIZE = 400;

    private static List<Run> runs(BitSet bytes) {
        List<Run> runs = new ArrayList<>();
        for (int from = bytes.nextSetBit(0); from >= 0; from = bytes.nextSetBit(bytes.nextClearBit(from))) {
            runs.add(new Run(from, bytes.nextClearBit(from)));
        }
        return runs;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anyWrites_giveTheRunsTheyForm(long seed) {
        Random random = new Random(seed);
        ByteRuns written = new ByteRuns();
        BitSet expected = new BitSet();
        for (int i = 0; i < 60; i++) {
            int from = random.nextInt(SIZE - 20);
            int end = from + 1 + random.nextInt(20);
            written.add(from, end);
            expected.set(from, end);
            assertThat(written.list()).isEqualTo(runs(expected));
        }
        written.clear();
        assertThat(written.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void segmentsOfAFileThatIsPartlyHere_bringWhatIsMissing_andNothingElse(long seed) {
        Random random = new Random(seed);
        ByteRuns written = new ByteRuns();
        BitSet here = new BitSet();
        for (int i = 0; i < 5; i++) {
            int from = random.nextInt(SIZE - 20);
            int end = from + 1 + random.nextInt(20);
            written.add(from, end);
            here.set(from, end);
        }
        Segments segments = new Segments(SIZE, written.list(), new SegmentRules(10, 5, 40, Duration.ZERO));
        assertThat(segments.received()).isEqualTo(here.cardinality());
        while (!segments.isWhole()) {
            Optional<Span> helped = random.nextBoolean() ? segments.claim() : Optional.empty();
            helped.ifPresent(span -> {
                take(span, here, 1 + random.nextInt(40));
                segments.helped(span);
            });
            segments.next().ifPresent(span -> {
                take(span, here, 1 + random.nextInt(40));
                segments.leave(span);
            });
        }
        assertThat(here.cardinality()).isEqualTo(SIZE);
        assertThat(segments.received()).isEqualTo(SIZE);
    }

    private static void take(Span span, BitSet here, int offered) {
        int position = (int) span.position();
        int taken = span.take(offered);
        assertThat(here.get(position, position + taken).isEmpty()).isTrue();
        here.set(position, position + taken);
    }
}
