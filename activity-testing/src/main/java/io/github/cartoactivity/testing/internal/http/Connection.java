package io.github.cartoactivity.testing.internal.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Optional;

/** One client's connection: answers its requests one after the other until either side ends it. */
final class Connection implements Runnable {
    private final Socket socket;
    private final long number;
    private final HttpHandler handler;

    Connection(Socket socket, long number, HttpHandler handler) {
        this.socket = socket;
        this.number = number;
        this.handler = handler;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            serve(new RequestReader(in, number), new ResponseWriter(socket, in));
        } catch (IOException e) {
            // The client has gone, or the server was closed: nobody is left to be told.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(RequestReader requests, ResponseWriter responses) throws IOException, InterruptedException {
        try {
            while (responses.isOpen()) {
                Optional<Request> request = requests.next();
                if (request.isEmpty()) {
                    return;
                }
                if (wantsClose(request.get())) {
                    responses.closeAfterResponse();
                }
                handler.handle(request.get(), responses);
            }
        } catch (BadRequestException e) {
            responses.closeAfterResponse();
            responses.send(Response.of(e.status(), "text/plain", Body.of(e.getMessage() + "\n")));
        } catch (RuntimeException e) {
            responses.sendError("The fake failed: " + e + "\n");
        }
    }

    private static boolean wantsClose(Request request) {
        return request.headers()
                .first("Connection")
                .filter("close"::equalsIgnoreCase)
                .isPresent();
    }

    void abort() throws IOException {
        socket.close();
    }
}
