package io.github.cartoactivity.parquet.internal;

import java.io.IOException;

/** Expands Snappy's block format. */
final class SnappyExpander extends LzExpander {
    private static final int SHORT_LITERAL = 60;
    private static final int MOST_VARINT_BITS = 32;
    private static final int LONGEST_MATCH = 64;
    private static final int LONGEST_HEADER = 5;
    private static final int MOST_INPUT = LONGEST_HEADER + SPARE;

    /** Reads the length that the block begins with and compares it with what the page claims. */
    SnappyExpander(ChunkInput in, int size) throws IOException {
        super(in);
        long length = 0;
        int shift = 0;
        int next;
        do {
            next = in.read();
            if (next < 0 || shift > MOST_VARINT_BITS) {
                throw PageFault.damaged("A page is no Snappy block");
            }
            length |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while (next >= 0x80);
        if (length != size) {
            throw PageFault.damaged("A page claims " + size + " bytes and its Snappy block " + length);
        }
    }

    @Override
    int expandShortElements(byte[] window, int start, int stop) {
        byte[] source = in.bytes;
        int from = in.at;
        int lastFrom = in.limit - MOST_INPUT;
        int lastPut = stop - LONGEST_MATCH;
        int put = start;
        while (from <= lastFrom && put <= lastPut) {
            int tag = source[from] & 0xFF;
            int kind = tag & 3;
            int length = (tag >>> 2) + 1;
            if (kind == 0) {
                if (length > SPARE) {
                    break;
                }
                WORD.set(window, put, (long) WORD.get(source, from + 1));
                WORD.set(window, put + WORD_BYTES, (long) WORD.get(source, from + 1 + WORD_BYTES));
                from += 1 + length;
                put += length;
                continue;
            }
            int low = (source[from + 1] & 0xFF);
            int back;
            if (kind == 2) {
                back = low | (source[from + 2] & 0xFF) << 8;
                from += 3;
            } else if (kind == 1) {
                back = low | (tag >>> 5) << 8;
                length = ((tag >>> 2) & 7) + 4;
                from += 2;
            } else {
                break;
            }
            int origin = put - back;
            if (back == 0 || origin < 0) {
                from -= kind + 1;
                break;
            }
            repeat(window, origin, put, length);
            put += length;
        }
        in.at = from;
        return put;
    }

    @Override
    boolean readElement() throws IOException {
        if (in.at == in.limit && !in.fill()) {
            return false;
        }
        int tag = in.bytes[in.at++] & 0xFF;
        int high = tag >>> 2;
        switch (tag & 3) {
            case 0 -> literal = literalLength(high);
            case 1 -> {
                match = (high & 7) + 4;
                distance = (high >>> 3) << 8 | readLittleEndian(1);
            }
            case 2 -> {
                match = high + 1;
                distance = readLittleEndian(2);
            }
            default -> {
                match = high + 1;
                distance = readLittleEndian(4);
            }
        }
        if (match > 0 && distance <= 0) {
            throw PageFault.damaged("A Snappy block repeats bytes from nowhere");
        }
        return true;
    }

    private int literalLength(int high) throws IOException {
        int length = high < SHORT_LITERAL ? high : readLittleEndian(high - SHORT_LITERAL + 1);
        if (length < 0 || length == Integer.MAX_VALUE) {
            throw PageFault.damaged("A Snappy block has a literal of more than 2 GB");
        }
        return length + 1;
    }
}
