package io.github.cartoactivity.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One exchange on a socket of its own, read byte by byte, so that nothing on the wire is smoothed over. */
final class RawCall {
    private static final int SILENCE_MILLIS = 400;

    private RawCall() {}

    /** How the server's side ended. */
    enum End {
        CLOSED,
        RESET,
        /** It did not end: nothing came for a while. */
        SILENT
    }

    /**
     * Everything that came.
     *
     * @param text all bytes, one character each
     * @param end what came after them
     */
    record Reply(String text, End end) {

        int status() {
            return Integer.parseInt(text.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        }

        Optional<String> header(String name) {
            return head().lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }

        String body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4);
        }

        private String head() {
            return text.substring(0, text.indexOf("\r\n\r\n") + 2);
        }
    }

    /** Asks for a token. */
    static Reply token(FakeCarto carto) throws IOException {
        String form = "grant_type=client_credentials&audience=carto-cloud-native-api&client_id=" + carto.clientId()
                + "&client_secret=" + carto.clientSecret();
        return send(
                carto.authUrl(),
                "POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                        + "\r\n\r\n" + form);
    }

    /** Sends bytes and reads whatever comes until it ends. */
    static Reply send(URI server, String request) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (Socket socket = new Socket(InetAddress.getByName(server.getHost()), server.getPort())) {
            socket.setSoTimeout(SILENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            End end = read(socket.getInputStream(), received);
            return new Reply(received.toString(StandardCharsets.ISO_8859_1), end);
        }
    }

    private static End read(InputStream in, ByteArrayOutputStream received) throws IOException {
        byte[] buffer = new byte[8192];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                received.write(buffer, 0, count);
            }
            return End.CLOSED;
        } catch (SocketTimeoutException e) {
            return End.SILENT;
        } catch (SocketException e) {
            return End.RESET;
        }
    }
}
