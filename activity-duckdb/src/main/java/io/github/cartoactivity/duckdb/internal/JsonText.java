package io.github.cartoactivity.duckdb.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer as a JSON array, one row to a line. */
public final class JsonText {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .build();

    private JsonText() {}

    /**
     * Writes all rows.
     *
     * @param cursor an answer before its first row
     * @param maxRows how many rows there may be
     * @param target where to
     * @throws IOException if it cannot be written to
     */
    public static void write(Cursor cursor, long maxRows, Writer target) throws IOException {
        List<String> names = cursor.names();
        try (JsonGenerator json = FACTORY.createGenerator(target)) {
            json.setPrettyPrinter(new OneRowPerLine());
            json.writeStartArray();
            while (cursor.next(maxRows)) {
                @Nullable Object[] row = cursor.row();
                json.writeStartObject();
                for (int i = 0; i < row.length; i++) {
                    json.writeFieldName(names.get(i));
                    write(json, row[i]);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    /** One value as JSON text. */
    static String of(Object value) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(json, value);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Number number) {
            writeNumber(json, number);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(PlainText.of(String.valueOf(entry.getKey())));
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else {
            json.writeString(PlainText.of(value));
        }
    }

    /** Decimals without the zeros that only their type adds; what JSON has no number for is null. */
    private static void writeNumber(JsonGenerator json, Number number) throws IOException {
        if (number instanceof BigDecimal decimal) {
            BigDecimal plain = decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
            json.writeNumber(plain.toPlainString());
        } else if (number instanceof BigInteger big) {
            json.writeNumber(big);
        } else if (number instanceof Double || number instanceof Float) {
            writeDouble(json, number);
        } else {
            json.writeNumber(number.longValue());
        }
    }

    private static void writeDouble(JsonGenerator json, Number number) throws IOException {
        double value = number.doubleValue();
        if (Double.isFinite(value)) {
            writeNumber(json, new BigDecimal(number.toString()));
        } else {
            json.writeNull();
        }
    }

    /** {@code [{"a": 1, "b": [2, 3]},} and the next row on a line of its own. */
    private static final class OneRowPerLine extends MinimalPrettyPrinter {
        private static final long serialVersionUID = 1L;

        @Override
        public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(": ");
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
            json.writeRaw(", ");
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(json.getOutputContext().getParent().inRoot() ? ",\n" : ", ");
        }
    }
}
