package io.github.cartoactivity.parquet.internal;

import java.util.Arrays;

/** Integers that are written as differences, in blocks of miniblocks of packed bits: DELTA_BINARY_PACKED. */
final class DeltaValues {
    private static final int LARGEST_BLOCK = 1 << 20;
    private static final int MOST_BITS = 64;
    private static final int MINIBLOCK_UNIT = 8;

    private final PageBytes in;
    private final int miniblocks;
    private final int miniblockSize;
    private final long total;
    private long read;
    private long value;
    private long smallest;
    private final byte[] widths;
    private int miniblock;
    private int leftInMiniblock;
    private int width;
    private long buffer;
    private int buffered;
    private long[] ready = new long[0];
    private int readyAt;
    private int readyCount;

    /** @param most how many values the page has */
    DeltaValues(PageBytes in, int most) {
        this.in = in;
        long block = in.readVarint();
        long count = in.readVarint();
        this.total = in.readVarint();
        if (block <= 0 || block > LARGEST_BLOCK || count <= 0 || block % count != 0 || total < 0) {
            throw PageFault.damaged("A block of differences claims " + block + " values in " + count + " pieces");
        }
        if (total > most) {
            throw PageFault.damaged("A page of " + most + " values claims " + total + " differences");
        }
        this.miniblocks = (int) count;
        this.miniblockSize = (int) (block / count);
        if (miniblockSize % MINIBLOCK_UNIT != 0) {
            throw PageFault.damaged("A piece of a block of differences has " + miniblockSize + " values");
        }
        this.widths = new byte[miniblocks];
        this.miniblock = miniblocks;
        this.value = zigZag(in.readVarint());
    }

    /** Reads everything, for what stands behind it. */
    void readAll() {
        ready = new long[(int) Math.min(total, miniblockSize)];
        while (read < total) {
            if (readyCount == ready.length) {
                ready = Arrays.copyOf(ready, ready.length * 2);
            }
            ready[readyCount++] = decode();
        }
        skipPadding();
    }

    /** How many values there are. */
    long total() {
        return total;
    }

    long next() {
        if (readyCount > 0) {
            if (readyAt == readyCount) {
                throw PageFault.damaged("There are fewer differences than values");
            }
            return ready[readyAt++];
        }
        return decode();
    }

    private long decode() {
        if (read == total) {
            throw PageFault.damaged("There are fewer differences than values");
        }
        if (read > 0) {
            if (leftInMiniblock == 0) {
                nextMiniblock();
            }
            value += smallest + unpack();
            leftInMiniblock--;
        }
        read++;
        return value;
    }

    private void nextMiniblock() {
        if (miniblock == miniblocks) {
            smallest = zigZag(in.readVarint());
            for (int i = 0; i < miniblocks; i++) {
                widths[i] = (byte) in.readByte();
            }
            miniblock = 0;
        }
        width = widths[miniblock++] & 0xFF;
        if (width > MOST_BITS) {
            throw PageFault.damaged("Differences of " + width + " bits");
        }
        leftInMiniblock = miniblockSize;
        buffer = 0;
        buffered = 0;
    }

    private long unpack() {
        long result = 0;
        int got = 0;
        while (got < width) {
            if (buffered == 0) {
                buffer = in.readByte();
                buffered = 8;
            }
            int take = Math.min(width - got, buffered);
            result |= (buffer & ((1L << take) - 1)) << got;
            buffer >>>= take;
            buffered -= take;
            got += take;
        }
        return result;
    }

    /** The last piece is filled up with differences that mean nothing. */
    private void skipPadding() {
        while (leftInMiniblock > 0 && in.remaining() > 0) {
            unpack();
            leftInMiniblock--;
        }
    }

    private static long zigZag(long value) {
        return (value >>> 1) ^ -(value & 1);
    }
}
