package io.github.cartoactivity.client.spi;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one copy of texts that come again and again, such as the types of events, so that not every row has its own. Of
 * fixed size: a new text takes the place of an older one. For one thread.
 */
public final class LabelCache {
    private static final int SLOTS = 1024;
    private static final int LONGEST = 128;

    private final byte[][] keys = new byte[SLOTS][];
    private final @Nullable String[] texts = new String[SLOTS];

    /** An empty cache. */
    public LabelCache() {}

    /**
     * A text.
     *
     * @param bytes bytes that hold it, UTF-8
     * @param from its first byte
     * @param length how many bytes
     * @return the text
     * @throws BadRowException if it is not valid UTF-8
     */
    public String get(byte[] bytes, int from, int length) {
        if (length > LONGEST) {
            return Utf8Text.decode(bytes, from, length);
        }
        int slot = slot(bytes, from, length);
        byte[] key = keys[slot];
        String known = texts[slot];
        if (known != null && Arrays.equals(key, 0, key.length, bytes, from, from + length)) {
            return known;
        }
        String text = Utf8Text.decode(bytes, from, length);
        keys[slot] = Arrays.copyOfRange(bytes, from, from + length);
        texts[slot] = text;
        return text;
    }

    private static int slot(byte[] bytes, int from, int length) {
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = hash * 31 + bytes[i];
        }
        return (hash ^ (hash >>> 15)) & (SLOTS - 1);
    }
}
