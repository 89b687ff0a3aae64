package io.github.cartoactivity.parquet.internal;

import java.util.Arrays;

/** Decodes Parquet's hybrid of runs and bit-packed groups, in which levels and places in a dictionary are stored. */
final class RunLengths {
    private static final int GROUP = 8;
    private static final int MOST_BITS = 32;

    private final PageBytes in;
    private final int bits;
    private final long mask;
    private long runLeft;
    private int runValue;
    private long packedLeft;
    private final int[] group = new int[GROUP];
    private int groupAt = GROUP;

    RunLengths(PageBytes in, int bits) {
        if (bits > MOST_BITS) {
            throw PageFault.damaged("Values of " + bits + " bits");
        }
        this.in = in;
        this.bits = bits;
        this.mask = (1L << bits) - 1;
        this.runLeft = bits == 0 ? Long.MAX_VALUE : 0;
    }

    /** The next values. */
    void read(int[] target, int from, int count) {
        int put = from;
        int end = from + count;
        while (put < end) {
            if (runLeft > 0) {
                int run = (int) Math.min(runLeft, end - put);
                Arrays.fill(target, put, put + run, runValue);
                put += run;
                runLeft -= run;
            } else if (groupAt < GROUP) {
                target[put++] = group[groupAt++];
            } else if (packedLeft > 0) {
                unpack();
            } else {
                readHeader();
            }
        }
    }

    private void readHeader() {
        long header = in.readVarint();
        long count = header >>> 1;
        if (count == 0) {
            throw PageFault.damaged("A run of no values");
        }
        if ((header & 1) == 0) {
            runLeft = count;
            runValue = runValue();
        } else {
            packedLeft = count;
        }
    }

    private int runValue() {
        int value = 0;
        for (int shift = 0; shift < bits; shift += 8) {
            value |= in.readByte() << shift;
        }
        return value & (int) mask;
    }

    /** Unpacks eight values; the last group of a page may be cut where its values end. */
    private void unpack() {
        int length = (int) Math.min(bits, in.remaining());
        if (length == 0) {
            throw PageFault.damaged("A page ends within a group of values");
        }
        in.need(length);
        long buffer = 0;
        int buffered = 0;
        int from = in.at;
        int end = from + length;
        for (int i = 0; i < GROUP; i++) {
            while (buffered < bits) {
                long next = from < end ? in.bytes[from] & 0xFF : 0;
                from++;
                buffer |= next << buffered;
                buffered += 8;
            }
            group[i] = (int) (buffer & mask);
            buffer >>>= bits;
            buffered -= bits;
        }
        in.at = end;
        packedLeft--;
        groupAt = 0;
    }
}
