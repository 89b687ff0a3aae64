package io.github.cartoactivity.client.internal.rows;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Bytes that are opened when the first of them is wanted. */
final class LaterInput implements ByteSource {
    private final Supplier<ByteSource> opener;
    private @Nullable ByteSource input;

    LaterInput(Supplier<ByteSource> opener) {
        this.opener = opener;
    }

    @Override
    public int read(byte[] target, int from, int length) {
        ByteSource open = input == null ? opener.get() : input;
        input = open;
        return open.read(target, from, length);
    }

    @Override
    public void close() {
        if (input != null) {
            input.close();
        }
    }
}
