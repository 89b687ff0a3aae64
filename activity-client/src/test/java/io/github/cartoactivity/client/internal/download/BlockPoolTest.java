package io.github.cartoactivity.client.internal.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        AtomicInteger asked = new AtomicInteger();
        BlockPool poor = new BlockPool(1000, SIZE, 5, bytes -> {
            if (asked.incrementAndGet() > 1) {
                throw new OutOfMemoryError("Cannot reserve " + bytes + " bytes of direct buffer memory");
            }
            return ByteBuffer.allocateDirect(bytes);
        });
        assertThat(poor.lend(1000)).isNotNull();
        assertThat(poor.lend(1000)).isNull();
        assertThat(poor.lend(1000)).isNull();
        assertThat(asked).hasValue(2);
    }

    @Test
    void blocksThatComeBackWhileMemoryIsShort_areLentAgain_andMemoryIsAskedForLater() {
        AtomicBoolean isShort = new AtomicBoolean();
        List<ByteBuffer> lent = new ArrayList<>();
        BlockPool[] poor = new BlockPool[1];
        poor[0] = new BlockPool(1000, SIZE, 5, bytes -> {
            if (isShort.get()) {
                poor[0].takeBack(lent.remove(1));
                throw new OutOfMemoryError("Cannot reserve " + bytes + " bytes of direct buffer memory");
            }
            return ByteBuffer.allocateDirect(bytes);
        });
        lent.add(Objects.requireNonNull(poor[0].lend(1000)));
        lent.add(Objects.requireNonNull(poor[0].lend(1000)));
        ByteBuffer second = lent.get(1);
        isShort.set(true);
        assertThat(poor[0].lend(1000)).isNull();
        assertThat(poor[0].lend(1000)).isSameAs(second);
        assertThat(poor[0].lend(1000)).isNull();
        isShort.set(false);
        poor[0].takeBack(second);
        poor[0].takeBack(lent.remove(0));
        assertThat(poor[0].lend(1000)).isNotNull().isNotSameAs(second);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, BlockPool.ALIGNMENT + 1})
    void blockThatCannotBeAligned_isRefused(int size) {
        assertThatIllegalArgumentException().isThrownBy(() -> new BlockPool(1000, size, 2));
    }
}
