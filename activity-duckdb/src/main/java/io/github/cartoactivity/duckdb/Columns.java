package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.model.ErrorDetails;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The column names of one answer, shared by its rows. */
final class Columns {
    private final List<String> names;
    private final Map<String, Integer> positions = new HashMap<>();

    Columns(List<String> names) {
        this.names = names;
        for (int i = 0; i < names.size(); i++) {
            positions.putIfAbsent(names.get(i).toLowerCase(Locale.ROOT), i);
        }
        for (int i = 0; i < names.size(); i++) {
            positions.put(names.get(i), i);
        }
    }

    List<String> names() {
        return names;
    }

    int index(String name) {
        Integer position = positions.get(name);
        if (position == null) {
            position = positions.get(name.toLowerCase(Locale.ROOT));
        }
        if (position == null) {
            throw new QueryException(
                    ErrorDetails.of("The answer has no column " + name, "Its columns are " + String.join(", ", names)),
                    null);
        }
        return position;
    }
}
