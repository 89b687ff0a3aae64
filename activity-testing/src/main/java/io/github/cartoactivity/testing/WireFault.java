package io.github.cartoactivity.testing;

import java.time.Duration;
import java.util.Map;

/** What can go wrong at every endpoint: refusals, and all the ways in which a reply does not arrive whole. */
public sealed interface WireFault extends Fault {

    /**
     * The request is refused with this answer and has no effect.
     *
     * @param code the status code
     * @param headers more headers; {@code Content-Type} is JSON unless given here
     * @param body the body
     */
    record Status(int code, Map<String, String> headers, String body) implements WireFault {

        /** Copies the headers. */
        public Status {
            headers = Map.copyOf(headers);
        }

        /**
         * A refusal with a JSON body such as CARTO sends.
         *
         * @param code the status code
         */
        public Status(int code) {
            this(code, Map.of(), "{\"error\":\"Scripted refusal\",\"status\":" + code + "}");
        }
    }

    /**
     * The request is refused, once, with word when to come back.
     *
     * @param code the status code, usually 429 or 503
     * @param pause how long to stay away
     * @param style how that is said
     */
    record RetryAfter(int code, Duration pause, RetryAfterStyle style) implements WireFault {}

    /**
     * As {@link RetryAfter}, but in earnest: until the time is over by the server's clock, everything else that comes to
     * the endpoint is refused too, and counted by {@link FakeCarto#impatientRequests()}.
     *
     * @param code the status code, usually 429 or 503
     * @param pause how long the wall stands
     * @param style how that is said
     */
    record Wall(int code, Duration pause, RetryAfterStyle style) implements WireFault {}

    /**
     * The request is refused with 503 when more than so many requests to the endpoint are in flight.
     *
     * @param allowed how many are served at once
     */
    record TooManyAtOnce(int allowed) implements WireFault {}

    /**
     * The request is answered with a redirect and has no effect.
     *
     * @param code 301, 302, 303, 307 or 308
     * @param location where to
     */
    record Redirect(int code, String location) implements WireFault {}

    /**
     * The request is answered with an HTML page, such as a proxy or a login wall sends, and has no effect.
     *
     * @param code the status code; 200 is the nasty one
     */
    record HtmlPage(int code) implements WireFault {

        /** A page with status 200. */
        public HtmlPage() {
            this(200);
        }
    }

    /** The request is answered with bytes that are no HTTP, then the connection is closed. */
    record NotHttp() implements WireFault {}

    /**
     * The connection ends before the request is carried out.
     *
     * @param how how it ends
     */
    record LoseRequest(Hangup how) implements WireFault {

        /** The connection is closed in order. */
        public LoseRequest() {
            this(Hangup.CLOSE);
        }
    }

    /**
     * The request is carried out, but the connection ends before the first byte of the reply.
     *
     * @param how how it ends
     */
    record LoseReply(Hangup how) implements WireFault {

        /** The connection is closed in order. */
        public LoseReply() {
            this(Hangup.CLOSE);
        }
    }

    /**
     * The reply announces its whole length, but the connection ends in the body.
     *
     * @param atByte how many bytes of the body are sent before
     * @param how how it ends
     */
    record CutBody(long atByte, Hangup how) implements WireFault {

        /**
         * The connection is closed in order.
         *
         * @param atByte how many bytes of the body are sent before
         */
        public CutBody(long atByte) {
            this(atByte, Hangup.CLOSE);
        }
    }

    /**
     * The reply is sent in chunks, and the connection is closed without the last one.
     *
     * @param atByte how many bytes of the body are sent before
     */
    record ChunkedWithoutEnd(long atByte) implements WireFault {}

    /**
     * The reply has no length; the connection is closed in the body, which looks like the end.
     *
     * @param atByte how many bytes of the body are sent before
     */
    record CloseDelimitedCut(long atByte) implements WireFault {}

    /**
     * The reply is whole for HTTP, but its body lacks the end.
     *
     * @param atByte how many bytes of the body are sent
     */
    record ShortBody(long atByte) implements WireFault {}

    /**
     * Nothing is sent for a while, on an open connection.
     *
     * @param afterBytes how many bytes of the body are sent before; {@link #BEFORE_HEADERS} for none, nor any header
     * @param pause how long, in real time; zero for as long as the client stays
     */
    record Stall(long afterBytes, Duration pause) implements WireFault {

        /** The place before the status line. */
        public static final long BEFORE_HEADERS = -1;

        /**
         * A stall that only the client can end.
         *
         * @param afterBytes how many bytes of the body are sent before, or {@link #BEFORE_HEADERS}
         */
        public Stall(long afterBytes) {
            this(afterBytes, Duration.ZERO);
        }
    }

    /**
     * The body drips.
     *
     * @param bytesPerSecond how fast, in real time
     */
    record SlowBody(long bytesPerSecond) implements WireFault {}

    /**
     * The body begins with so many blanks, which JSON allows.
     *
     * @param bytes how many
     */
    record HugeBody(long bytes) implements WireFault {}

    /**
     * The request is carried out, and its reply waits at a gate.
     *
     * @param gate opened by the test
     */
    record Held(Gate gate) implements WireFault {}
}
