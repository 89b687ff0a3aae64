package io.github.cartoactivity.duckdb.internal;

import io.github.cartoactivity.duckdb.internal.ValueType.Mapping;
import io.github.cartoactivity.duckdb.internal.ValueType.Plain;
import io.github.cartoactivity.duckdb.internal.ValueType.Sequence;
import io.github.cartoactivity.duckdb.internal.ValueType.Struct;
import io.github.cartoactivity.duckdb.internal.ValueType.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes a type apart as DuckDB writes it: {@code STRUCT(a TIMESTAMP, "b c" INTEGER[])[]}. Reads from left to right. */
final class ValueTypeParser {
    private final String text;
    private int at;

    private ValueTypeParser(String text) {
        this.text = text;
    }

    static ValueType parse(String text) {
        return new ValueTypeParser(text).type();
    }

    private ValueType type() {
        ValueType type = unit();
        while (at < text.length() && text.charAt(at) == '[') {
            int end = text.indexOf(']', at) + 1;
            type = new Sequence(type, text.substring(at, end));
            at = end;
        }
        return type;
    }

    private ValueType unit() {
        if (skip("TUPLE(")) {
            return tuple();
        }
        if (skip("STRUCT(")) {
            return fieldsHaveNames() ? struct() : tuple();
        }
        if (skip("MAP(")) {
            ValueType key = type();
            skip(", ");
            ValueType value = type();
            skip(")");
            return new Mapping(key, value);
        }
        return plain();
    }

    private ValueType struct() {
        Map<String, ValueType> fields = new LinkedHashMap<>();
        do {
            String name = fieldName();
            fields.put(name, type());
        } while (skip(", "));
        skip(")");
        return new Struct(fields);
    }

    private ValueType tuple() {
        List<ValueType> fields = new ArrayList<>();
        do {
            fields.add(type());
        } while (skip(", "));
        skip(")");
        return new Tuple(fields);
    }

    /** The first field is a name and a type, not a type alone. */
    private boolean fieldsHaveNames() {
        if (text.startsWith("TIMESTAMP WITH TIME ZONE", at) || text.startsWith("TIME WITH TIME ZONE", at)) {
            return false;
        }
        int start = at;
        plain();
        boolean named = text.charAt(start) == '"' || text.substring(start, at).indexOf(' ') > 0;
        at = start;
        return named;
    }

    private String fieldName() {
        int start = at;
        if (text.charAt(at) != '"') {
            at = text.indexOf(' ', at) + 1;
            return text.substring(start, at - 1);
        }
        skipQuoted('"');
        String name = text.substring(start + 1, at - 1).replace("\"\"", "\"");
        at++;
        return name;
    }

    /** Everything up to what follows a type; brackets and quotes inside belong to it. */
    private Plain plain() {
        int start = at;
        int depth = 0;
        while (at < text.length()) {
            char letter = text.charAt(at);
            if (letter == '\'' || letter == '"') {
                skipQuoted(letter);
                continue;
            }
            if (depth == 0 && (letter == ',' || letter == ')' || letter == '[')) {
                break;
            }
            depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
            at++;
        }
        return new Plain(text.substring(start, at));
    }

    private void skipQuoted(char quote) {
        do {
            at = text.indexOf(quote, at + 1) + 1;
        } while (at < text.length() && text.charAt(at) == quote);
    }

    private boolean skip(String expected) {
        if (text.startsWith(expected, at)) {
            at += expected.length();
            return true;
        }
        return false;
    }
}
