package io.github.cartoactivity.testing.internal.http;

import io.github.cartoactivity.testing.internal.http.Delivery.Framing;
import io.github.cartoactivity.testing.internal.http.Delivery.Interruption;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Writes the responses of one connection. Not thread-safe. */
public final class ResponseWriter {
    private static final int BUFFER = 64 * 1024;
    private static final int SLICES_PER_SECOND = 20;
    private static final int FOR_EVER = 0;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private boolean open = true;
    private boolean midway;

    ResponseWriter(Socket socket, InputStream in) throws IOException {
        this.socket = socket;
        this.in = in;
        this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    /** Whether another request may follow on the connection. */
    boolean isOpen() {
        return open;
    }

    /** Announces that the connection ends with the next response. */
    void closeAfterResponse() {
        open = false;
    }

    /** Sends a response in the way that its delivery says. */
    public void send(Response response) throws IOException, InterruptedException {
        Delivery delivery = response.delivery();
        if (delivery.framing() == Framing.UNTIL_CLOSE) {
            open = false;
        }
        if (delivery.interruption().afterBytes() == Interruption.BEFORE_HEAD && interrupt(delivery.interruption())) {
            return;
        }
        midway = true;
        out.write(head(response).getBytes(StandardCharsets.ISO_8859_1));
        if (delivery.bytesPerSecond() > 0) {
            out.flush();
        }
        if (sendBody(response)) {
            if (delivery.framing() == Framing.CHUNKED) {
                out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
            out.flush();
        }
        midway = false;
    }

    /** Says what went wrong, where no response has begun, and ends the connection. */
    void sendError(String text) throws IOException, InterruptedException {
        if (midway) {
            end(Interruption.Kind.RESET);
            return;
        }
        closeAfterResponse();
        send(Response.of(500, "text/plain", Body.of(text)));
    }

    /** Sends bytes that are no HTTP response, and closes the connection. */
    public void sendRaw(byte[] bytes) throws IOException {
        out.write(bytes);
        end(Interruption.Kind.CLOSE);
    }

    /** Ends the connection without a word. */
    public void hangUp(boolean reset) throws IOException {
        end(reset ? Interruption.Kind.RESET : Interruption.Kind.CLOSE);
    }

    private String head(Response response) {
        StringBuilder head = new StringBuilder(256)
                .append("HTTP/1.1 ")
                .append(response.status())
                .append(" \r\n");
        response.headers()
                .lines()
                .forEach(line -> head.append(line.name())
                        .append(": ")
                        .append(line.value())
                        .append("\r\n"));
        switch (response.delivery().framing()) {
            case LENGTH ->
                head.append("Content-Length: ").append(response.body().length()).append("\r\n");
            case CHUNKED -> head.append("Transfer-Encoding: chunked\r\n");
            case UNTIL_CLOSE -> {}
        }
        if (!open) {
            head.append("Connection: close\r\n");
        }
        return head.append("\r\n").toString();
    }

    /** Sends the body; false when the connection was ended on the way. */
    private boolean sendBody(Response response) throws IOException, InterruptedException {
        Delivery delivery = response.delivery();
        Interruption interruption = delivery.interruption();
        boolean interrupted = interruption.afterBytes() == Interruption.BEFORE_HEAD;
        byte[] buffer = new byte[bufferSize(delivery)];
        long sent = 0;
        try (InputStream body = response.body().source().open()) {
            while (true) {
                if (!interrupted && sent == interruption.afterBytes()) {
                    interrupted = true;
                    if (interrupt(interruption)) {
                        return false;
                    }
                }
                long untilInterruption = interrupted ? Long.MAX_VALUE : interruption.afterBytes() - sent;
                int read = body.read(buffer, 0, (int) Math.min(buffer.length, untilInterruption));
                if (read < 0) {
                    return true;
                }
                sendPiece(buffer, read, delivery);
                sent += read;
            }
        }
    }

    private void sendPiece(byte[] buffer, int length, Delivery delivery) throws IOException, InterruptedException {
        if (delivery.framing() == Framing.CHUNKED) {
            out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.write(buffer, 0, length);
            out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        } else {
            out.write(buffer, 0, length);
        }
        if (delivery.bytesPerSecond() > 0) {
            out.flush();
            TimeUnit.NANOSECONDS.sleep(length * TimeUnit.SECONDS.toNanos(1) / delivery.bytesPerSecond());
        }
    }

    private static int bufferSize(Delivery delivery) {
        long slice = delivery.bytesPerSecond() == 0 ? BUFFER : delivery.bytesPerSecond() / SLICES_PER_SECOND;
        return (int) Math.max(1, Math.min(BUFFER, slice));
    }

    /** Lets the interruption happen; true when it ended the connection. */
    private boolean interrupt(Interruption interruption) throws IOException, InterruptedException {
        switch (interruption.kind()) {
            case NONE -> {
                return false;
            }
            case STALL -> {
                out.flush();
                return stall(interruption.pause());
            }
            case CLOSE, RESET -> {
                end(interruption.kind());
                return true;
            }
        }
        throw new AssertionError(interruption.kind());
    }

    private void end(Interruption.Kind kind) throws IOException {
        open = false;
        out.flush();
        if (kind == Interruption.Kind.RESET) {
            socket.setSoLinger(true, 0);
        }
        socket.close();
    }

    /** Sends nothing until the time is over or the client has gone; true when it has gone. */
    private boolean stall(Duration pause) throws IOException, InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        socket.setSoTimeout(
                pause.isZero() ? FOR_EVER : (int) Math.max(1, Math.min(Integer.MAX_VALUE, pause.toMillis())));
        in.mark(1);
        try {
            if (in.read() < 0) {
                end(Interruption.Kind.CLOSE);
                return true;
            }
            in.reset();
            TimeUnit.NANOSECONDS.sleep(Math.max(0, end - System.nanoTime()));
            return false;
        } catch (SocketTimeoutException e) {
            in.reset();
            return false;
        } finally {
            if (!socket.isClosed()) {
                socket.setSoTimeout(0);
            }
        }
    }
}
