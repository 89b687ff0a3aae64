package io.github.cartoactivity.client.spi;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of texts that is written as one text: a JSON array {@code ["a","b"]}, a literal {@code {a,"b c"}} as
 * PostgreSQL writes it, or {@code [a, b]} as DuckDB does. Absent elements are left out.
 */
public final class ListText {
    private static final JsonFactory JSON = new JsonFactory();

    private ListText() {}

    /**
     * Reads a list.
     *
     * @param text the text, may be null
     * @return the elements; empty for null, blank, {@code null}, {@code []} and <code>{}</code>
     * @throws BadRowException if it is none of the spellings
     */
    public static List<String> parse(@Nullable String text) {
        String list = text == null ? "" : text.strip();
        if (list.isEmpty() || list.equals("null")) {
            return List.of();
        }
        if (list.length() >= 2 && list.startsWith("{") && list.endsWith("}")) {
            return bare(list);
        }
        if (list.length() >= 2 && list.startsWith("[") && list.endsWith("]")) {
            List<String> json = json(list);
            return json == null ? bare(list) : json;
        }
        throw bad();
    }

    private static @Nullable List<String> json(String list) {
        List<String> elements = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(list)) {
            parser.nextToken();
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token == null || token.isStructStart()) {
                    return null;
                }
                if (token != JsonToken.VALUE_NULL) {
                    elements.add(parser.getText());
                }
            }
            return parser.nextToken() == null ? List.copyOf(elements) : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Elements between brackets of any kind, quoted where they have to be. */
    private static List<String> bare(String list) {
        List<String> elements = new ArrayList<>();
        int end = list.length() - 1;
        int at = skipBlanks(list, 1, end);
        while (at < end) {
            at = skipBlanks(list, at, end);
            char first = at < end ? list.charAt(at) : ',';
            at = first == '"' || first == '\'' ? quoted(list, at, end, elements) : unquoted(list, at, end, elements);
            at = skipBlanks(list, at, end);
            if (at < end && list.charAt(at) != ',') {
                throw bad();
            }
            at++;
        }
        return List.copyOf(elements);
    }

    private static int quoted(String list, int from, int end, List<String> elements) {
        StringBuilder element = new StringBuilder();
        for (int at = from + 1; at < end; at++) {
            char c = list.charAt(at);
            if (c == '\\' && at + 1 < end) {
                at++;
                element.append(list.charAt(at));
            } else if (c == list.charAt(from)) {
                elements.add(element.toString());
                return at + 1;
            } else {
                element.append(c);
            }
        }
        throw bad();
    }

    private static int unquoted(String list, int from, int end, List<String> elements) {
        int comma = list.indexOf(',', from);
        int to = comma < 0 || comma > end ? end : comma;
        String element = list.substring(from, to).strip();
        if (element.isEmpty() || element.indexOf('{') >= 0 || element.indexOf('[') >= 0) {
            throw bad();
        }
        if (!element.equalsIgnoreCase("null")) {
            elements.add(element);
        }
        return to;
    }

    private static int skipBlanks(String list, int from, int end) {
        int at = from;
        while (at < end && list.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private static BadRowException bad() {
        return new BadRowException("The cell is no list: neither a JSON array nor {a,b}");
    }
}
