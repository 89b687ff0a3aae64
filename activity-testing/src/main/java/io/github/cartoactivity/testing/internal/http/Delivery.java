package io.github.cartoactivity.testing.internal.http;

import java.time.Duration;

/**
 * How a response goes over the wire.
 *
 * @param framing how the client learns where the body ends
 * @param interruption what happens on the way
 * @param bytesPerSecond how fast the body is sent, 0 for as fast as it goes
 */
public record Delivery(Framing framing, Interruption interruption, long bytesPerSecond) {

    /** Complete, with a length, at full speed. */
    public static final Delivery NORMAL = new Delivery(Framing.LENGTH, Interruption.NONE, 0);

    /** How the client learns where the body ends. */
    public enum Framing {
        /** By Content-Length. */
        LENGTH,
        /** By the last chunk. */
        CHUNKED,
        /** By the end of the connection. */
        UNTIL_CLOSE
    }

    /** The same, framed in another way. */
    public Delivery framed(Framing other) {
        return new Delivery(other, interruption, bytesPerSecond);
    }

    /** The same, interrupted. */
    public Delivery interrupted(Interruption other) {
        return new Delivery(framing, other, bytesPerSecond);
    }

    /** The same, slower. */
    public Delivery throttled(long rate) {
        return new Delivery(framing, interruption, rate);
    }

    /**
     * Something that happens in the middle of a response.
     *
     * @param kind what happens
     * @param afterBytes how much of the body is sent before, or {@link #BEFORE_HEAD}
     * @param pause how long a stall lasts; zero for as long as the client stays
     */
    public record Interruption(Kind kind, long afterBytes, Duration pause) {

        /** The place before the status line. */
        public static final long BEFORE_HEAD = -1;

        /** Nothing happens. */
        public static final Interruption NONE = new Interruption(Kind.NONE, Long.MAX_VALUE, Duration.ZERO);

        /** What can happen. */
        public enum Kind {
            /** Nothing. */
            NONE,
            /** The connection is closed in order (FIN). */
            CLOSE,
            /** The connection is reset (RST). */
            RESET,
            /** Nothing is sent for a while. */
            STALL
        }
    }
}
