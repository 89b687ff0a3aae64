package io.github.cartoactivity.testing.internal.http;

/**
 * A response: what is said, and how it goes over the wire.
 *
 * @param status the status code
 * @param headers all headers but those that frame the body, which the writer adds
 * @param body the body
 * @param delivery how it is sent
 */
public record Response(int status, Headers headers, Body body, Delivery delivery) {

    /** A complete response. */
    public static Response of(int status, String contentType, Body body) {
        return new Response(status, Headers.NONE.and("Content-Type", contentType), body, Delivery.NORMAL);
    }

    /** The same, with a header in place of all of that name. */
    public Response header(String name, String value) {
        return new Response(status, headers.with(name, value), body, delivery);
    }

    /** The same, with one more header line. */
    public Response alsoHeader(String name, String value) {
        return new Response(status, headers.and(name, value), body, delivery);
    }

    /** The same without a header. */
    public Response withoutHeader(String name) {
        return new Response(status, headers.without(name), body, delivery);
    }

    /** The same, with another body. */
    public Response body(Body other) {
        return new Response(status, headers, other, delivery);
    }

    /** The same, sent in another way. */
    public Response delivered(Delivery other) {
        return new Response(status, headers, body, other);
    }
}
