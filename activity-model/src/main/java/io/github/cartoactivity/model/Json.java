package io.github.cartoactivity.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON text of payloads. The only class that knows which library does it.
 *
 * <p>{@link #ids}, {@link #text} and {@link #number} pull token by token and stop at what they look for: nothing is
 * built, and what comes behind is not looked at. Where an object has a key twice, the first counts, as in DuckDB;
 * {@link #ids} passes over those that are no use.
 */
final class Json {
    /** In characters; a payload usually has some hundreds. */
    static final int MAX_LENGTH = 1 << 24;

    static final int MAX_DEPTH = 500;
    static final int MAX_TOKENS = 1_000_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxTokenCount(MAX_TOKENS)
                    .maxStringLength(MAX_LENGTH)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES) // the names come from outside
            .build();

    private Json() {}

    /** Some of the values that are asked for most often; what is absent, blank or of another type is missing. */
    static PayloadIds ids(String raw, PayloadId... wanted) {
        if (raw.length() > MAX_LENGTH) {
            return PayloadIds.NONE;
        }
        IdFinder finder = new IdFinder(wanted);
        try (JsonParser parser = FACTORY.createParser(raw)) {
            finder.read(parser);
        } catch (IOException malformed) {
            return finder.found(); // what stands before the malformed place counts
        }
        return finder.found();
    }

    /** The JSON text of a scalar, strings without quotes; null where there is none. */
    static @Nullable String text(String raw, JsonPath path) {
        return at(raw, path, parser -> parser.currentToken().isScalarValue() ? parser.getText() : null);
    }

    /** The exact value of a JSON number; null where there is none. */
    static @Nullable BigDecimal number(String raw, JsonPath path) {
        return at(raw, path, parser -> parser.currentToken().isNumeric() ? decimal(parser) : null);
    }

    /**
     * Everything, as plain unmodifiable objects of the JDK.
     *
     * @throws MalformedEventDataException if the text is not one JSON object
     */
    static Map<String, @Nullable Object> object(String raw) {
        if (raw.length() > MAX_LENGTH) {
            throw malformed(raw, "is too long", MAX_LENGTH);
        }
        try (JsonParser parser = FACTORY.createParser(raw)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed(raw, "is not a JSON object", 0);
            }
            Map<String, @Nullable Object> object = object(parser);
            if (parser.nextToken() != null) {
                throw malformed(raw, "goes on behind the JSON object", offset(parser.currentTokenLocation()));
            }
            return object;
        } catch (StreamConstraintsException e) {
            throw malformed(raw, "is too deep or too large", offset(e.getLocation()));
        } catch (JsonProcessingException e) {
            throw malformed(raw, "is not valid JSON", offset(e.getLocation()));
        } catch (IOException e) {
            throw new AssertionError("Reading a String cannot fail", e);
        }
    }

    /**
     * The text as an object of some type.
     *
     * @throws IllegalArgumentException if no JSON at all can become such an object
     */
    static <T> Optional<T> as(String raw, Class<T> type) {
        if (raw.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Binding.MAPPER.readValue(raw, type));
        } catch (InvalidDefinitionException e) {
            throw new IllegalArgumentException(
                    "Payloads cannot become a " + type.getName() + ": make it a record or give it a constructor that"
                            + " Jackson can use, and open its package to com.fasterxml.jackson.databind if it is in a"
                            + " module",
                    e);
        } catch (JsonProcessingException | NumberFormatException malformedOrOfAnotherShape) {
            return Optional.empty();
        }
    }

    private static <T> @Nullable T at(String raw, JsonPath path, ScalarReader<T> reader) {
        if (raw.length() > MAX_LENGTH) {
            return null;
        }
        try (JsonParser parser = FACTORY.createParser(raw)) {
            boolean found = parser.nextToken() != null;
            for (JsonPath.Step step : path.steps()) {
                found = found && enter(parser, step);
            }
            return found && parser.currentToken() != JsonToken.VALUE_NULL ? reader.read(parser) : null;
        } catch (IOException malformed) {
            return null;
        }
    }

    /** From the start of an object or array to one value in it. */
    private static boolean enter(JsonParser parser, JsonPath.Step step) throws IOException {
        return step instanceof JsonPath.Name named
                ? parser.currentToken() == JsonToken.START_OBJECT && enterField(parser, named.name())
                : parser.currentToken() == JsonToken.START_ARRAY && enterItem(parser, ((JsonPath.Index) step).index());
    }

    private static boolean enterField(JsonParser parser, String name) throws IOException {
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            if (field.equals(name)) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static boolean enterItem(JsonParser parser, int index) throws IOException {
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (i == index) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            @Nullable Object value = value(parser);
            if (!object.containsKey(field)) {
                object.put(field, value);
            }
        }
        return Collections.unmodifiableMap(object);
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return Collections.unmodifiableList(array);
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? parser.getBigIntegerValue()
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> decimal(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static BigDecimal decimal(JsonParser parser) throws IOException {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException e) {
            throw new JsonParseException(parser, "Exponent out of range", e);
        }
    }

    private static long offset(@Nullable JsonLocation location) {
        return location == null ? 0 : location.getCharOffset();
    }

    private static MalformedEventDataException malformed(String raw, String problem, long offset) {
        return new MalformedEventDataException(ErrorDetails.of(
                        "The payload " + problem, "Look at the received text, raw(), and at how the file was read")
                .with("offset", offset)
                .with("length", raw.length()));
    }

    /** Reads the scalar that a parser stands on. */
    private interface ScalarReader<T> {
        @Nullable
        T read(JsonParser parser) throws IOException;
    }

    /** Collects ids until all that are wanted stand at the top, or the object ends. */
    private static final class IdFinder {
        private final PayloadId[] wanted;
        private final Map<PayloadId, String> top = new EnumMap<>(PayloadId.class);
        private final Map<PayloadId, String> nested = new EnumMap<>(PayloadId.class);

        IdFinder(PayloadId[] wanted) {
            this.wanted = wanted;
        }

        void read(JsonParser parser) throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return;
            }
            while (top.size() < wanted.length && parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING) {
                    takeTop(field, parser);
                } else if (value == JsonToken.START_OBJECT && isOwner(field)) {
                    readMembers(field, parser);
                } else {
                    parser.skipChildren();
                }
            }
        }

        private void readMembers(String owner, JsonParser parser) throws IOException {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String member = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    takeNested(owner, member, parser);
                } else {
                    parser.skipChildren();
                }
            }
        }

        private boolean isOwner(String field) {
            for (PayloadId id : wanted) {
                if (id.isOwnedBy(field)) {
                    return true;
                }
            }
            return false;
        }

        private void takeTop(String field, JsonParser parser) throws IOException {
            for (PayloadId id : wanted) {
                if (id.isNamed(field)) {
                    put(top, id, parser);
                }
            }
        }

        private void takeNested(String owner, String member, JsonParser parser) throws IOException {
            for (PayloadId id : wanted) {
                if (id.isMember(owner, member)) {
                    put(nested, id, parser);
                }
            }
        }

        private static void put(Map<PayloadId, String> values, PayloadId id, JsonParser parser) throws IOException {
            String text = parser.getText();
            if (!text.isBlank()) {
                values.putIfAbsent(id, text);
            }
        }

        PayloadIds found() {
            nested.forEach(top::putIfAbsent);
            return new PayloadIds(top);
        }
    }

    /** Made only when somebody binds a payload to a type of their own: it takes a tenth of a second. */
    private static final class Binding {
        static final JsonMapper MAPPER = JsonMapper.builder(FACTORY)
                .addModule(new JavaTimeModule())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }
}
