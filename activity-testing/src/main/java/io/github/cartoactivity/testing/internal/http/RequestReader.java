package io.github.cartoactivity.testing.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the requests of one connection, one after the other. Not thread-safe. */
final class RequestReader {
    private static final int MAX_LINE = 16 * 1024;
    private static final int MAX_HEADERS = 128;
    private static final int MAX_BODY = 1024 * 1024;

    private final InputStream in;
    private final long connection;

    RequestReader(InputStream in, long connection) {
        this.in = in;
        this.connection = connection;
    }

    /** The next request, or empty when the client has closed the connection between two requests. */
    Optional<Request> next() throws IOException {
        String line = line();
        if (line == null) {
            return Optional.empty();
        }
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
            throw new BadRequestException(400, "The request line is not HTTP/1.1");
        }
        Headers headers = headers();
        int mark = parts[1].indexOf('?');
        String path = mark < 0 ? parts[1] : parts[1].substring(0, mark);
        String query = mark < 0 ? "" : parts[1].substring(mark + 1);
        return Optional.of(new Request(connection, parts[0], path, fields(query), headers, body(headers)));
    }

    private static Map<String, String> fields(String query) throws BadRequestException {
        try {
            return Request.formFields(query);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(400, "The query is not percent-encoded");
        }
    }

    private Headers headers() throws IOException {
        Headers headers = Headers.NONE;
        for (String line = required(); !line.isEmpty(); line = required()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new BadRequestException(400, "A header has no colon");
            }
            if (headers.lines().size() == MAX_HEADERS) {
                throw new BadRequestException(431, "There are more than " + MAX_HEADERS + " headers");
            }
            headers = headers.and(
                    line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return headers;
    }

    private String body(Headers headers) throws IOException {
        boolean chunked = headers.first("Transfer-Encoding")
                .filter("chunked"::equalsIgnoreCase)
                .isPresent();
        byte[] bytes = chunked
                ? chunks()
                : exactly(number(headers.first("Content-Length").orElse("0"), 10));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.writeBytes(exactly(size));
            if (body.size() > MAX_BODY) {
                throw new BadRequestException(413, "The body is too large");
            }
            required();
        }
        headers();
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        String line = required();
        int extension = line.indexOf(';');
        return number(extension < 0 ? line : line.substring(0, extension), 16);
    }

    private static int number(String text, int radix) throws BadRequestException {
        try {
            int number = Integer.parseInt(text.strip(), radix);
            if (number < 0 || number > MAX_BODY) {
                throw new BadRequestException(413, "The body is too large");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new BadRequestException(400, "A length is no number");
        }
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The client closed the connection within a request");
        }
        return bytes;
    }

    private String required() throws IOException {
        String line = line();
        if (line == null) {
            throw new EOFException("The client closed the connection within a request");
        }
        return line;
    }

    /** A line without its end, or null at the end of the connection. */
    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
            }
            if (line.size() == MAX_LINE) {
                throw new BadRequestException(431, "A line is longer than " + MAX_LINE + " bytes");
            }
            line.write(b);
        }
        return null;
    }
}
