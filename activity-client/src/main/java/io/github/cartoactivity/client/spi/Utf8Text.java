package io.github.cartoactivity.client.spi;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Reads UTF-8 without replacing what is invalid. */
public final class Utf8Text {
    private static final char REPLACEMENT = '\uFFFD';

    private Utf8Text() {}

    /**
     * Reads text.
     *
     * @param bytes bytes that hold it
     * @param from its first byte
     * @param length how many bytes
     * @return the text
     * @throws BadRowException if it is not valid UTF-8
     */
    public static String decode(byte[] bytes, int from, int length) {
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        // The JDK's fast path replaces what is invalid, so only a text with a replacement needs a second look.
        if (text.indexOf(REPLACEMENT) >= 0) {
            int invalid = firstInvalid(bytes, from, length);
            if (invalid >= 0) {
                throw new BadRowException("Byte " + (invalid - from) + " of the cell is not valid UTF-8");
            }
        }
        return text;
    }

    /**
     * Looks for bytes that are not UTF-8.
     *
     * @param bytes bytes to look at
     * @param from the first
     * @param length how many
     * @return the place of the first invalid sequence in {@code bytes}, or -1 if there is none
     */
    public static int firstInvalid(byte[] bytes, int from, int length) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, length);
        CharBuffer out = CharBuffer.allocate(1024);
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            out.clear();
            result = decoder.decode(in, out, true);
        }
        return result.isError() ? in.position() : -1;
    }
}
