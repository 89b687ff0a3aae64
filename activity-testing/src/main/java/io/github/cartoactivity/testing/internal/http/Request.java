package io.github.cartoactivity.testing.internal.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request as it was read from a connection.
 *
 * @param connection the number of the connection that it came on, counted from 1 for each server
 * @param method the method, in capitals as sent
 * @param path the path as sent, still percent-encoded
 * @param query the decoded query parameters in their order
 * @param headers the header lines
 * @param body the body in UTF-8, empty where there was none
 */
public record Request(
        long connection, String method, String path, Map<String, String> query, Headers headers, String body) {

    /** Keeps the order of the query. */
    public Request {
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }

    /** The fields of a form, or of the query of a URL. */
    public static Map<String, String> formFields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                fields.putIfAbsent(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
