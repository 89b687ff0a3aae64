package io.github.cartoactivity.testing.internal.api;

/** A job request that is refused with 400; the message is what the caller reads. */
final class InvalidJobException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidJobException(String message) {
        super(message);
    }
}
