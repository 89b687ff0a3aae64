package io.github.cartoactivity.testing.internal.faults;

import io.github.cartoactivity.testing.Hangup;
import io.github.cartoactivity.testing.WireFault;
import io.github.cartoactivity.testing.internal.http.Body;
import io.github.cartoactivity.testing.internal.http.Delivery;
import io.github.cartoactivity.testing.internal.http.Delivery.Framing;
import io.github.cartoactivity.testing.internal.http.Delivery.Interruption;
import io.github.cartoactivity.testing.internal.http.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;

/** Changes the way in which a good response goes over the wire. */
public final class Deliveries {
    private Deliveries() {}

    /** The response as the fault lets it arrive; unchanged by faults of another kind. */
    public static Response of(WireFault fault, Response response) {
        Delivery delivery = response.delivery();
        if (fault instanceof WireFault.LoseReply lost) {
            return response.delivered(delivery.interrupted(hangup(lost.how(), Interruption.BEFORE_HEAD)));
        }
        if (fault instanceof WireFault.CutBody cut) {
            return response.delivered(delivery.interrupted(hangup(cut.how(), cut.atByte())));
        }
        if (fault instanceof WireFault.ChunkedWithoutEnd cut) {
            return response.delivered(delivery.framed(Framing.CHUNKED).interrupted(hangup(Hangup.CLOSE, cut.atByte())));
        }
        if (fault instanceof WireFault.CloseDelimitedCut cut) {
            return response.delivered(
                    delivery.framed(Framing.UNTIL_CLOSE).interrupted(hangup(Hangup.CLOSE, cut.atByte())));
        }
        if (fault instanceof WireFault.Stall stall) {
            return response.delivered(
                    delivery.interrupted(new Interruption(Interruption.Kind.STALL, stall.afterBytes(), stall.pause())));
        }
        if (fault instanceof WireFault.SlowBody slow) {
            return response.delivered(delivery.throttled(slow.bytesPerSecond()));
        }
        if (fault instanceof WireFault.ShortBody cut) {
            return response.body(response.body().first(cut.atByte()));
        }
        if (fault instanceof WireFault.HugeBody huge) {
            return response.body(response.body().after(blanks(huge.bytes())));
        }
        return response;
    }

    private static Interruption hangup(Hangup how, long atByte) {
        Interruption.Kind kind = switch (how) {
            case CLOSE -> Interruption.Kind.CLOSE;
            case RESET -> Interruption.Kind.RESET;
        };
        return new Interruption(kind, atByte, Duration.ZERO);
    }

    private static Body blanks(long count) {
        return new Body(Long.MAX_VALUE, BlankStream::new).first(count);
    }

    /** Blanks without end. */
    private static final class BlankStream extends InputStream {
        @Override
        public int read() {
            return ' ';
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            Arrays.fill(buffer, offset, offset + length, (byte) ' ');
            return length;
        }
    }
}
