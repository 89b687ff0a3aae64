package io.github.cartoactivity.client.internal.download;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The CRC32C of a file whose bytes come in pieces and in any order, so that the file need not be read again when it is
 * whole. Not thread-safe.
 *
 * <p>Bits are the coefficients of polynomials over the field of two elements, the highest power in the lowest bit, as in
 * the checksum itself. To append bytes to a piece is to multiply its checksum by a power of x and to add theirs.
 */
final class ArrivingCrc32c {
    private static final int POLYNOMIAL = 0x82F63B78;
    private static final int ONE = 1 << 31;
    private static final int BITS_OF_A_BYTE_AS_POWER = 3;
    private static final int[] SQUARES = squares();

    private final TreeMap<Long, Piece> pieces = new TreeMap<>();
    private boolean cameTwice;

    private record Piece(long end, int crc) {}

    /** @param bytes all that remains */
    void add(long from, ByteBuffer bytes) {
        if (cameTwice) {
            return;
        }
        long end = from + bytes.remaining();
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        add(from, new Piece(end, (int) crc.getValue()));
    }

    private void add(long from, Piece piece) {
        Map.Entry<Long, Piece> before = pieces.lowerEntry(piece.end());
        if (before != null && before.getValue().end() > from) {
            cameTwice = true;
            return;
        }
        long start = from;
        Piece joined = piece;
        if (before != null && before.getValue().end() == from) {
            start = before.getKey();
            joined = join(before.getValue(), from, piece);
        }
        Piece after = pieces.remove(piece.end());
        pieces.put(start, after == null ? joined : join(joined, piece.end(), after));
    }

    private static Piece join(Piece first, long boundary, Piece second) {
        return new Piece(second.end(), shift(first.crc(), second.end() - boundary) ^ second.crc());
    }

    /** The checksum of a file of that size, if each of its bytes has come exactly once. */
    OptionalInt of(long size) {
        Piece whole = pieces.get(0L);
        if (cameTwice || whole == null || whole.end() != size) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(whole.crc());
    }

    /** The checksum after so many bytes of zeros: multiplied by x to the power of eight times as many. */
    private static int shift(int crc, long bytes) {
        int shifted = crc;
        int power = BITS_OF_A_BYTE_AS_POWER;
        for (long rest = bytes; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                shifted = multiply(SQUARES[power], shifted);
            }
            power++;
        }
        return shifted;
    }

    /** The powers of x with exponents 1, 2, 4, 8 and so on. */
    private static int[] squares() {
        int[] squares = new int[Long.SIZE + BITS_OF_A_BYTE_AS_POWER];
        squares[0] = ONE >>> 1;
        for (int i = 1; i < squares.length; i++) {
            squares[i] = multiply(squares[i - 1], squares[i - 1]);
        }
        return squares;
    }

    private static int multiply(int first, int second) {
        int product = 0;
        int multiple = second;
        for (int term = ONE; term != 0; term >>>= 1) {
            if ((first & term) != 0) {
                product ^= multiple;
            }
            multiple = (multiple & 1) != 0 ? (multiple >>> 1) ^ POLYNOMIAL : multiple >>> 1;
        }
        return product;
    }
}
