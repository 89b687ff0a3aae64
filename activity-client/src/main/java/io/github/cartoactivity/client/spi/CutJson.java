package io.github.cartoactivity.client.spi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;

/**
 * Tells JSON that ends too early. The last value of a CSV file that was cut between the two quotes that stand for one looks
 * whole as CSV, but not as JSON.
 */
public final class CutJson {
    private static final JsonFactory JSON = new JsonFactory();

    private CutJson() {}

    /**
     * Whether a text begins as an object or an array of JSON and ends before that does. What is no JSON for other reasons
     * does not count as cut.
     *
     * @param bytes an array that holds the text in UTF-8
     * @param from where it begins
     * @param length its length in bytes
     * @return true if the rest of it is missing
     */
    public static boolean isCut(byte[] bytes, int from, int length) {
        if (length == 0 || (bytes[from] != '{' && bytes[from] != '[')) {
            return false;
        }
        // Behind a blank more, the end of the input is another place than that of a last letter that is wrong.
        byte[] text = Arrays.copyOfRange(bytes, from, from + length + 1);
        text[length] = ' ';
        try (JsonParser parser = JSON.createParser(text)) {
            return isStruct(parser)
                    && !isReadToItsEnd(parser)
                    && parser.currentLocation().getByteOffset() > length;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isStruct(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        return first != null && first.isStructStart();
    }

    private static boolean isReadToItsEnd(JsonParser parser) {
        try {
            parser.skipChildren();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
