package io.github.cartoactivity.client.internal.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BlockPoolTest {
    private static final int SIZE = 2 * BlockPool.ALIGNMENT;

    private final BlockPool pool = new BlockPool(1000, SIZE, 2);

    private ByteBuffer lend() {
        return Objects.requireNonNull(pool.lend(1000));
    }

    @Test
    void block_isAlignedAndEmpty() {
        ByteBuffer block = lend();
        assertThat(block.capacity()).isEqualTo(SIZE);
        assertThat(block.remaining()).isEqualTo(SIZE);
        assertThat(block.alignmentOffset(0, BlockPool.ALIGNMENT)).isZero();
    }

    @Test
    void smallFile_andFileOfUnknownSize_getNone() {
        assertThat(pool.lend(999)).isNull();
        assertThat(pool.lend(-1)).isNull();
    }

    @Test
    void noMoreThanAllowed_areLent() {
        ByteBuffer first = lend();
        lend();
        assertThat(pool.lend(1000)).isNull();
        pool.takeBack(first.position(5));
        ByteBuffer again = lend();
        assertThat(again).isSameAs(first);
        assertThat(again.remaining()).isEqualTo(SIZE);
    }

    @Test
    void whenAllAreBack_memoryIsGivenUp() {
        ByteBuffer only = lend();
        pool.takeBack(only);
        assertThat(lend()).isNotSameAs(only);
    }

    @Test
    void whereMemoryIsShort_noneIsLent() {
        BlockPool greedy = new BlockPool(1000, Integer.MAX_VALUE - SIZE, Integer.MAX_VALUE);
        int lent = 0;
        while (lent < 100 && greedy.lend(1000) != null) {
            lent++;
        }
        assertThat(lent).isLessThan(100);
        assertThat(greedy.lend(1000)).isNull();
    }
}
