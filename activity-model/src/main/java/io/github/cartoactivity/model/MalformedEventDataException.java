package io.github.cartoactivity.model;

/** The payload of an event is not the JSON object that it should be. The received text is not lost: {@link EventData#raw()}. */
public final class MalformedEventDataException extends CartoActivityException {
    private static final long serialVersionUID = 1L;

    MalformedEventDataException(ErrorDetails details, Throwable cause) {
        super(details, cause);
    }
}
