package io.github.cartoactivity.testing.internal.http;

import java.io.IOException;

/** Answers requests; called from many threads at once. */
@FunctionalInterface
public interface HttpHandler {

    /** Answers a request by sending one response, or by breaking the connection. */
    void handle(Request request, ResponseWriter out) throws IOException, InterruptedException;
}
