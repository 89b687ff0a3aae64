package io.github.cartoactivity.testing.internal.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * What a response carries.
 *
 * @param length how many bytes there are
 * @param source opens the bytes; each opening starts at the first byte
 */
public record Body(long length, Source source) {

    /** Nothing. */
    public static final Body EMPTY = of(new byte[0]);

    /** Opens a body's bytes. */
    @FunctionalInterface
    public interface Source {
        /** A new stream over all bytes; whoever opens it closes it. */
        InputStream open() throws IOException;
    }

    /** Bytes in memory. */
    public static Body of(byte[] bytes) {
        return new Body(bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    /** Text in UTF-8. */
    public static Body of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A piece of a file. */
    public static Body of(Path file, long from, long length) {
        return new Body(length, () -> {
            FileChannel channel = FileChannel.open(file);
            channel.position(from);
            return new BoundedStream(Channels.newInputStream(channel), length);
        });
    }

    /** Only the first bytes. */
    public Body first(long bytes) {
        long kept = Math.min(bytes, length);
        return new Body(kept, () -> new BoundedStream(source.open(), kept));
    }

    /** Another body before this one. */
    public Body after(Body head) {
        return new Body(head.length + length, () -> new SequenceInputStream(head.source.open(), source.open()));
    }

    /** The same bytes, but with all bits of one of them turned over. */
    public Body withFlippedByte(long position) {
        return new Body(length, () -> new FlippedByteStream(source.open(), position));
    }
}
