package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.internal.download.Segments.Span;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Brings the bytes of one body to their place in a part file: those of a large file gathered into blocks, all others as
 * they come. Not thread-safe.
 */
final class SpanWriter {
    private final PartFile part;
    private final int edition;
    private final Span span;
    private final long fileSize;
    private final BlockPool blocks;
    private @Nullable ByteBuffer block;
    private long blockStart;

    /** @param fileSize the size of the file, or -1 where it is not known */
    SpanWriter(PartFile part, int edition, Span span, long fileSize, BlockPool blocks) {
        this.part = part;
        this.edition = edition;
        this.span = span;
        this.fileSize = fileSize;
        this.blocks = blocks;
    }

    /** Takes what of the buffer belongs into the span; how many bytes that was. */
    int write(ByteBuffer bytes) throws IOException {
        if (block == null) {
            block = blocks.lend(fileSize);
        }
        ByteBuffer gathered = block;
        if (gathered == null) {
            return pass(bytes);
        }
        int before = bytes.remaining();
        while (bytes.hasRemaining() && !span.isFull()) {
            gather(gathered, bytes);
        }
        return before - bytes.remaining();
    }

    private int pass(ByteBuffer bytes) throws IOException {
        long position = span.position();
        int wanted = span.take(bytes.remaining());
        if (wanted == 0) {
            return 0;
        }
        boolean done = false;
        try {
            part.write(edition, position, bytes.limit(bytes.position() + wanted));
            done = true;
        } finally {
            if (!done) {
                span.untake(wanted);
            }
        }
        return wanted;
    }

    private void gather(ByteBuffer gathered, ByteBuffer bytes) throws IOException {
        if (gathered.position() == 0) {
            blockStart = span.position();
            int pastBoundary = (int) (blockStart % BlockPool.ALIGNMENT);
            gathered.limit(pastBoundary == 0 ? gathered.capacity() : BlockPool.ALIGNMENT - pastBoundary);
        }
        int wanted = span.take(Math.min(bytes.remaining(), gathered.remaining()));
        gathered.put(bytes.slice(bytes.position(), wanted));
        bytes.position(bytes.position() + wanted);
        if (!gathered.hasRemaining()) {
            writeOut(gathered);
        }
    }

    private void writeOut(ByteBuffer gathered) throws IOException {
        int count = gathered.position();
        boolean done = false;
        try {
            part.writeBlocks(edition, blockStart, gathered.flip());
            done = true;
        } finally {
            if (!done) {
                span.untake(count);
            }
            gathered.clear();
        }
    }

    /** Whether nothing is gathered; to be asked only when nothing more is written. */
    boolean isEmpty() {
        return block == null || block.position() == 0;
    }

    /** Writes what is gathered, and ends this. */
    void flush() throws IOException {
        ByteBuffer gathered = block;
        try {
            if (gathered != null && gathered.position() > 0) {
                writeOut(gathered);
            }
        } finally {
            drop();
        }
    }

    /** Ends this; what is gathered is as if it had not come. */
    void drop() {
        ByteBuffer gathered = block;
        block = null;
        if (gathered != null) {
            span.untake(gathered.position());
            blocks.takeBack(gathered);
        }
    }
}
