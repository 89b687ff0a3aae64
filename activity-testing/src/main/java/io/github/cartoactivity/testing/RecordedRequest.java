package io.github.cartoactivity.testing;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that {@link FakeCarto} received, with everything in it, secrets included: a test looks for them here. Its
 * text form leaves all values out.
 *
 * @param endpoint which endpoint it was for
 * @param method the HTTP method
 * @param path the path as sent
 * @param query the decoded query parameters in their order
 * @param headers all headers; the map looks names up without case
 * @param body the body
 * @param time when it came, by the server's clock
 * @param connection the number of the connection that it came on; equal numbers at one endpoint are one connection
 * @param fileNumber which file of its job it asked for, counted from 1 over all tables; 0 where it asked for none
 */
public record RecordedRequest(
        Endpoint endpoint,
        String method,
        String path,
        Map<String, String> query,
        Map<String, List<String>> headers,
        String body,
        Instant time,
        long connection,
        int fileNumber) {

    /** Keeps the order of the query. */
    public RecordedRequest {
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }

    /**
     * The first value of a header.
     *
     * @param name its name in any letter case
     * @return the value, or empty where there is no such header
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(values -> values.get(0));
    }

    @Override
    public String toString() {
        return time + " " + endpoint + " " + method + " " + path + " query " + query.keySet() + " headers "
                + headers.keySet();
    }
}
