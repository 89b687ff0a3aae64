package io.github.cartoactivity.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Placeholder: the payload of an event. */
public final class EventData {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final @Nullable String raw;

    private EventData(@Nullable String raw) {
        this.raw = raw;
    }

    /**
     * A payload.
     *
     * @param raw the text as received, or null
     * @return the payload
     */
    public static EventData of(@Nullable String raw) {
        return new EventData(raw);
    }

    /**
     * The text exactly as received.
     *
     * @return the text, or empty where the export has none
     */
    public Optional<String> raw() {
        return Optional.ofNullable(raw);
    }

    /**
     * All keys.
     *
     * @return keys and values
     * @throws MalformedEventDataException if it is no JSON object
     */
    @SuppressWarnings("unchecked")
    public Map<String, Object> json() {
        try {
            return MAPPER.readValue(Objects.requireNonNullElse(raw, ""), Map.class);
        } catch (JsonProcessingException e) {
            throw new MalformedEventDataException(ErrorDetails.of("The payload is no JSON object", ""), e);
        }
    }
}
