package io.github.cartoactivity.model;

/**
 * The payload of an event is not the JSON object that it should be. The received text is not lost: {@link
 * EventData#raw()}. It is not in the message either, because payloads may hold what is nobody else's business; {@link
 * #context()} has its {@code length} and the {@code offset}, in characters, of the place that is wrong.
 */
public final class MalformedEventDataException extends CartoActivityException {
    private static final long serialVersionUID = 1L;

    MalformedEventDataException(ErrorDetails details) {
        super(details, null);
    }
}
