package io.github.cartoactivity.testing.internal.api;

import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.RecordedRequest;
import io.github.cartoactivity.testing.internal.http.Request;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Remembers every request, and how many were in flight at once. Thread-safe. */
public final class Journal {
    private final Clock clock;
    private final List<RecordedRequest> requests = new ArrayList<>();
    private final Map<Endpoint, Integer> inFlight = new EnumMap<>(Endpoint.class);
    private final Map<Endpoint, Integer> mostInFlight = new EnumMap<>(Endpoint.class);

    Journal(Clock clock) {
        this.clock = clock;
    }

    /** All requests so far, in the order in which they came. */
    public synchronized List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    /** How many requests to an endpoint were in flight at once, at most. */
    public synchronized int mostInFlight(Endpoint endpoint) {
        return mostInFlight.getOrDefault(endpoint, 0);
    }

    /** Writes a request down. */
    synchronized RecordedRequest record(Endpoint endpoint, Request request, int fileNumber) {
        RecordedRequest recorded = new RecordedRequest(
                endpoint,
                request.method(),
                request.path(),
                request.query(),
                request.headers().asMap(),
                request.body(),
                clock.instant(),
                request.connection(),
                fileNumber);
        requests.add(recorded);
        return recorded;
    }

    /** A request begins; returns how many are in flight with it. */
    synchronized int begin(Endpoint endpoint) {
        int now = inFlight.merge(endpoint, 1, Integer::sum);
        mostInFlight.merge(endpoint, now, Math::max);
        return now;
    }

    /** A request ends. */
    synchronized void end(Endpoint endpoint) {
        inFlight.merge(endpoint, -1, Integer::sum);
    }
}
