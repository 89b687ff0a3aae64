package io.github.cartoactivity.parquet.internal;

import java.io.IOException;

/** Expands the LZ4 block format, which Parquet calls LZ4_RAW. */
final class Lz4Expander extends LzExpander {
    private static final int MORE = 15;
    private static final int SHORTEST_MATCH = 4;

    private int token;
    private boolean inSequence;

    Lz4Expander(ChunkInput in) {
        super(in);
    }

    @Override
    boolean readElement() throws IOException {
        if (inSequence) {
            return readMatch();
        }
        if (in.at == in.limit && !in.fill()) {
            return false;
        }
        token = in.bytes[in.at++] & 0xFF;
        literal = length(token >>> 4);
        inSequence = true;
        return true;
    }

    /** The second half of a sequence, which the last one does not have. */
    private boolean readMatch() throws IOException {
        inSequence = false;
        if (in.at == in.limit && !in.fill()) {
            return false;
        }
        distance = readLittleEndian(2);
        if (distance == 0) {
            throw PageFault.damaged("An LZ4 block repeats bytes from nowhere");
        }
        match = length(token & MORE) + SHORTEST_MATCH;
        return true;
    }

    private int length(int first) throws IOException {
        int length = first;
        int next = first == MORE ? 0xFF : 0;
        while (next == 0xFF) {
            next = readLittleEndian(1);
            length += next;
            if (length < 0 || length > Integer.MAX_VALUE - SHORTEST_MATCH - 0xFF) {
                throw PageFault.damaged("An LZ4 block has a length of more than 2 GB");
            }
        }
        return length;
    }
}
