package io.github.cartoactivity.client.internal.http;

import java.net.http.HttpHeaders;

/** A whole answer of the API, its body bounded. */
public record Answer(int status, HttpHeaders headers, String body) {

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
