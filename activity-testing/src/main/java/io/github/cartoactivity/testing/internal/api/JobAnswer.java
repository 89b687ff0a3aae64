package io.github.cartoactivity.testing.internal.api;

import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.testing.FakeJob.State;
import io.github.cartoactivity.testing.WireShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Spells a job's answer in one of the shapes that it may have. */
final class JobAnswer {
    private final WireShape shape;

    JobAnswer(WireShape shape) {
        this.shape = shape;
    }

    /** An answer without links. */
    Map<String, Object> of(String id, State state) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(shape.idKey(), id);
        answer.put("status", status(state));
        return answer;
    }

    /** An answer with the links of each table. */
    Map<String, Object> of(String id, State state, Map<ExportCategory, List<String>> links) {
        Map<String, Object> answer = of(id, state);
        Map<String, List<String>> named = new LinkedHashMap<>();
        links.forEach((category, urls) -> named.put(name(category), urls));
        answer.put(shape.container(), laidOut(named));
        return answer;
    }

    /** The same links, and one of a table that nobody has heard of. */
    Object withStranger(Object links, String url) {
        if (links instanceof Map<?, ?> object) {
            Map<Object, Object> more = new LinkedHashMap<>(object);
            more.put("billingList", List.of(url));
            return more;
        }
        List<Object> more = new ArrayList<>((List<?>) links);
        more.add(entry("billingList", "url", url));
        return more;
    }

    private Object laidOut(Map<String, List<String>> links) {
        List<Object> list = new ArrayList<>();
        Map<String, Object> object = new LinkedHashMap<>();
        links.forEach((table, urls) -> {
            switch (shape.layout()) {
                case OBJECT_OF_ARRAYS -> object.put(table, urls);
                case OBJECT_OF_TEXT -> object.put(table, urls.size() == 1 ? urls.get(0) : urls);
                case LIST_OF_URL -> urls.forEach(url -> list.add(entry(table, "url", url)));
                case LIST_OF_URLS -> list.add(entry(table, "urls", urls));
            }
        });
        return switch (shape.layout()) {
            case OBJECT_OF_ARRAYS, OBJECT_OF_TEXT -> object;
            case LIST_OF_URL, LIST_OF_URLS -> list;
        };
    }

    private Map<String, Object> entry(String table, String key, Object value) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put(shape.categoryKey(), table);
        entry.put(key, value);
        return entry;
    }

    private String status(State state) {
        String name = state.name().toLowerCase(Locale.ROOT);
        return switch (shape.statusCase()) {
            case LOWER -> name;
            case CAPITALISED -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        };
    }

    private String name(ExportCategory category) {
        String name = category.wireName();
        return switch (shape.categoryCase()) {
            case CAMEL -> name;
            case SNAKE -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        };
    }
}
