package io.github.cartoactivity.model;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known about an event beside its kind and time: the JSON text exactly as received, and ways to read it.
 *
 * <pre>{@code
 * EventData data = event.data();
 * data.userId();                             // who did it
 * data.text("$.batchAPIResponse.status");    // any value, by its path
 * data.as(WorkflowRun.class);                // a record of your own
 * data.json();                               // everything
 * }</pre>
 *
 * <p>Nothing is parsed before somebody asks, and asking for a value reads the text only up to that value. Whatever is
 * absent, null, of another JSON type or malformed is an empty answer; only {@link #json()} reports malformed text. A
 * value that stands before the malformed place is still found.
 *
 * <p>Text of more than 16,777,216 characters, 500 levels or 1,000,000 tokens counts as malformed.
 *
 * <p>Safe for use by many threads. Two payloads are equal when their texts are.
 *
 * <p>Source: CARTO's "Activity Data Reference", column "data"; the keys are those of CARTO's published queries.
 */
public final class EventData {
    private static final EventData NONE = new EventData(null);

    private final @Nullable String raw;

    /** Whether an id has been asked for. The first question reads up to its answer; the second one keeps all ids. */
    private boolean asked;

    /** Threads may race for this and the next: they write the same. */
    private @Nullable PayloadIds ids;

    private @Nullable Map<String, @Nullable Object> json;

    private EventData(@Nullable String raw) {
        this.raw = raw;
    }

    /**
     * The payload that an export holds.
     *
     * @param raw the text as received; null where the export has none
     * @return the payload; the text is not checked
     */
    public static EventData of(@Nullable String raw) {
        return raw == null ? NONE : new EventData(raw);
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
     * Whether there is nothing to read.
     *
     * @return true where the export has no text, or only white space
     */
    public boolean isEmpty() {
        return raw == null || raw.isBlank();
    }

    /**
     * Who the event is attributed to: {@code userId}, else {@code user.id}.
     *
     * @return the user, {@link UserId#isPublic()} for somebody who was not logged in
     */
    public Optional<UserId> userId() {
        return id(PayloadId.USER).map(UserId::new);
    }

    /**
     * The map: {@code mapId}, else {@code map.id}.
     *
     * @return the map's id
     */
    public Optional<String> mapId() {
        return id(PayloadId.MAP);
    }

    /**
     * The workflow: {@code workflowId}, else {@code workflow.id}.
     *
     * @return the workflow's id
     */
    public Optional<String> workflowId() {
        return id(PayloadId.WORKFLOW);
    }

    /**
     * The connection: {@code connectionId}, else {@code connection.id}.
     *
     * @return the connection's id
     */
    public Optional<String> connectionId() {
        return id(PayloadId.CONNECTION);
    }

    /**
     * The warehouse behind the connection: {@code provider}, else {@code connection.provider}.
     *
     * @return the name that CARTO uses, for example {@code bigquery}
     */
    public Optional<String> provider() {
        return id(PayloadId.PROVIDER);
    }

    /**
     * A single value: a string as it is, a number or a boolean as it is written in the JSON text.
     *
     * @param path {@code $}, then any number of {@code .name}, {@code ['any name']} and {@code [0]}, for example
     *     {@code $.components[0].name}
     * @return the value; empty for null, an object or an array, and where the path leads nowhere
     * @throws IllegalArgumentException if the path is none
     */
    public Optional<String> text(String path) {
        JsonPath parsed = JsonPath.parse(path);
        return raw == null ? Optional.empty() : Optional.ofNullable(Json.text(raw, parsed));
    }

    /**
     * A single number, exact.
     *
     * @param path as for {@link #text(String)}
     * @return the number; empty for anything else, a string of digits too, and where the path leads nowhere
     * @throws IllegalArgumentException if the path is none
     */
    public Optional<BigDecimal> number(String path) {
        JsonPath parsed = JsonPath.parse(path);
        return raw == null ? Optional.empty() : Optional.ofNullable(Json.number(raw, parsed));
    }

    /**
     * The whole payload as an object of a type of your own, usually a record whose components are named like the keys.
     * Keys that the type does not have are left out, components that the payload does not have are null; {@code
     * java.time} types are read from ISO-8601 text.
     *
     * <p>If the type is in a named module, open its package: {@code opens my.events to
     * com.fasterxml.jackson.databind;}.
     *
     * @param type a class whose objects Jackson can make
     * @param <T> the type
     * @return the object, or empty where the payload does not have the shape of the type
     * @throws IllegalArgumentException if no payload at all can become such an object
     */
    public <T> Optional<T> as(Class<T> type) {
        return raw == null ? Optional.empty() : Json.as(raw, type);
    }

    /**
     * Everything, parsed once and kept. Objects are maps in the order of the text, arrays are lists, whole numbers are
     * {@link Long} or {@link java.math.BigInteger}, other numbers are {@link BigDecimal}; the rest is {@link String},
     * {@link Boolean} and null. Where an object has a key twice, the first counts.
     *
     * @return keys and values, unmodifiable throughout
     * @throws MalformedEventDataException if there is no text, or the text is not one JSON object
     */
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> known = json;
        if (known == null) {
            known = Json.object(Objects.requireNonNullElse(raw, ""));
            json = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EventData that && Objects.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(raw);
    }

    /** Says how long the payload is, and nothing that is in it. */
    @Override
    public String toString() {
        return raw == null ? "EventData[absent]" : "EventData[" + raw.length() + " characters]";
    }

    private Optional<String> id(PayloadId id) {
        if (raw == null) {
            return Optional.empty();
        }
        PayloadIds known = ids;
        if (known == null && !asked) {
            asked = true;
            return Json.ids(raw, id).get(id);
        }
        if (known == null) {
            known = Json.ids(raw, PayloadId.values());
            ids = known;
        }
        return known.get(id);
    }
}
