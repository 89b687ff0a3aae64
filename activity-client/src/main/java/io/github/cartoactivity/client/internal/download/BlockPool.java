package io.github.cartoactivity.client.internal.download;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Memory in which the bytes of large files are gathered into blocks that the disk can take as they are. It is bounded, and
 * given up when no transfer uses any. Thread-safe.
 */
public final class BlockPool {
    /** What the address, the place in the file and the length of a block have to be multiples of. */
    static final int ALIGNMENT = 4096;

    private static final Logger LOG = System.getLogger(BlockPool.class.getName());
    private static final int MIB = 1 << 20;

    private final long threshold;
    private final int size;
    private final int most;
    private final Deque<ByteBuffer> free = new ArrayDeque<>();
    private final IntFunction<ByteBuffer> memory;
    private int lent;
    private boolean memoryIsShort;

    /**
     * @param threshold files smaller than this get no block
     * @param size bytes of a block, a multiple of {@value #ALIGNMENT}
     * @param most how many blocks there are at most
     */
    public BlockPool(long threshold, int size, int most) {
        this(threshold, size, most, ByteBuffer::allocateDirect);
    }

    BlockPool(long threshold, int size, int most, IntFunction<ByteBuffer> memory) {
        if (size < ALIGNMENT || size % ALIGNMENT != 0) {
            throw new IllegalArgumentException("A block of " + size + " bytes is no multiple of " + ALIGNMENT);
        }
        this.threshold = threshold;
        this.size = size;
        this.most = most;
        this.memory = memory;
    }

    public static BlockPool defaults() {
        return new BlockPool(16 * MIB, MIB, 16);
    }

    /** A block for a transfer of a file of that size; null where the file is small, and where no block is left. */
    @Nullable
    ByteBuffer lend(long fileSize) {
        if (fileSize < threshold) {
            return null;
        }
        synchronized (this) {
            if (lent >= most || (memoryIsShort && free.isEmpty())) {
                return null;
            }
            lent++;
            if (!free.isEmpty()) {
                return free.pop();
            }
        }
        return allocate();
    }

    private @Nullable ByteBuffer allocate() {
        try {
            return memory.apply(size + ALIGNMENT - 1).alignedSlice(ALIGNMENT).slice(0, size);
        } catch (OutOfMemoryError e) {
            // Only what may lie outside the heap is used up. It works without, and to ask again soon would take long.
            LOG.log(Level.DEBUG, "Written through the system's cache, for there is no memory to gather blocks", e);
            synchronized (this) {
                memoryIsShort = true;
                oneLess();
            }
            return null;
        }
    }

    synchronized void takeBack(ByteBuffer block) {
        free.push(block.clear());
        oneLess();
    }

    private void oneLess() {
        lent--;
        if (lent == 0) {
            free.clear();
            memoryIsShort = false;
        }
    }
}
