package io.github.cartoactivity.client.internal.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ArrivingCrc32cTest {
    private static final int SIZE = 300_000;

    private final byte[] file = new byte[SIZE];
    private final ArrivingCrc32c arriving = new ArrivingCrc32c();

    @BeforeEach
    void fill() {
        new Random(42).nextBytes(file);
    }

    private void add(int from, int end) {
        arriving.add(from, ByteBuffer.wrap(file, from, end - from));
    }

    private int truth() {
        CRC32C crc = new CRC32C();
        crc.update(file);
        return (int) crc.getValue();
    }

    @RepeatedTest(20)
    void pieces_inAnyOrder_haveTheChecksumOfTheWhole(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<int[]> pieces = new ArrayList<>();
        for (int from = 0; from < SIZE; ) {
            int end = Math.min(SIZE, from + 1 + random.nextInt(random.nextBoolean() ? 10 : 40_000));
            pieces.add(new int[] {from, end});
            from = end;
        }
        Collections.shuffle(pieces, random);
        for (int[] piece : pieces) {
            assertThat(arriving.of(SIZE)).isEmpty();
            add(piece[0], piece[1]);
        }
        assertThat(arriving.of(SIZE)).hasValue(truth());
    }

    @Test
    void readOnlyBytesOutsideTheHeap_areTakenAsWell() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(SIZE).put(file).flip().asReadOnlyBuffer();
        arriving.add(0, bytes);
        assertThat(arriving.of(SIZE)).hasValue(truth());
    }

    @Test
    void fileThatIsLongerOrShorter_hasNone() {
        add(0, SIZE);
        assertThat(arriving.of(SIZE + 1)).isEmpty();
        assertThat(arriving.of(SIZE - 1)).isEmpty();
    }

    @Test
    void beginningThatNeverCame_leavesNone() {
        add(1, SIZE);
        assertThat(arriving.of(SIZE)).isEmpty();
    }

    @Test
    void bytesThatCameTwice_leaveNone() {
        add(0, 2000);
        add(1999, SIZE);
        add(2000, SIZE);
        assertThat(arriving.of(SIZE)).isEmpty();
    }
}
