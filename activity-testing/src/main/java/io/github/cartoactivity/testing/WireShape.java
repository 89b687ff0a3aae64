package io.github.cartoactivity.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * One of the spellings that a job's answer may have; CARTO does not publish it.
 *
 * <pre>{@code
 * WireShape shape = WireShape.usual().layout(WireShape.Layout.LIST_OF_URLS).categoryKey("table");
 * }</pre>
 *
 * @param idKey {@code jobId} or {@code id}
 * @param statusCase how the status is written
 * @param container the key under which the links stand
 * @param layout how they stand there
 * @param categoryKey what the table's name is called in a list
 * @param categoryCase how the table's name is written
 */
public record WireShape(
        String idKey,
        StatusCase statusCase,
        String container,
        Layout layout,
        String categoryKey,
        CategoryCase categoryCase) {

    /** Keys under which the links may stand. */
    public static final List<String> CONTAINERS =
            List.of("urls", "downloadUrls", "files", "links", "data", "result", "results");

    /** Keys that a table's name may have in a list. */
    public static final List<String> CATEGORY_KEYS = List.of("category", "name", "table", "type");

    /** How the links are laid out. */
    public enum Layout {
        /** {@code {"activity": ["https://...", "https://..."]}}. */
        OBJECT_OF_ARRAYS,
        /** {@code {"userList": "https://..."}} where a table has one link, an array where it has several. */
        OBJECT_OF_TEXT,
        /** {@code [{"category": "activity", "url": "https://..."}]}, a table as often as it has links. */
        LIST_OF_URL,
        /** {@code [{"category": "activity", "urls": ["https://..."]}]}. */
        LIST_OF_URLS
    }

    /** How a status is written. */
    public enum StatusCase {
        /** {@code success}. */
        LOWER,
        /** {@code Success}. */
        CAPITALISED
    }

    /** How a table's name is written. */
    public enum CategoryCase {
        /** {@code userList}. */
        CAMEL,
        /** {@code user_list}. */
        SNAKE
    }

    /**
     * The shape that {@link FakeCarto} has unless told otherwise.
     *
     * @return {@code {"jobId": ..., "status": "success", "urls": {"activity": [...]}}}
     */
    public static WireShape usual() {
        return new WireShape(
                "jobId", StatusCase.LOWER, "urls", Layout.OBJECT_OF_ARRAYS, "category", CategoryCase.CAMEL);
    }

    /**
     * Shapes that together have every spelling at least once, each layout under each key.
     *
     * @return a few dozen shapes, the usual one first
     */
    public static List<WireShape> variations() {
        List<WireShape> shapes = new ArrayList<>(List.of(usual()));
        shapes.add(usual().idKey("id"));
        shapes.add(usual().statusCase(StatusCase.CAPITALISED));
        for (String container : CONTAINERS) {
            for (Layout layout : Layout.values()) {
                shapes.add(usual().container(container).layout(layout));
                shapes.add(usual().container(container).layout(layout).categoryCase(CategoryCase.SNAKE));
            }
        }
        for (String key : CATEGORY_KEYS) {
            shapes.add(usual().layout(Layout.LIST_OF_URL).categoryKey(key));
            shapes.add(usual().layout(Layout.LIST_OF_URLS).categoryKey(key));
        }
        return shapes.stream().distinct().toList();
    }

    /**
     * The same shape with another key for the id.
     *
     * @param key {@code jobId} or {@code id}
     * @return the other shape
     */
    public WireShape idKey(String key) {
        return new WireShape(key, statusCase, container, layout, categoryKey, categoryCase);
    }

    /**
     * The same shape with the status written in another way.
     *
     * @param other how it is written
     * @return the other shape
     */
    public WireShape statusCase(StatusCase other) {
        return new WireShape(idKey, other, container, layout, categoryKey, categoryCase);
    }

    /**
     * The same shape with the links under another key.
     *
     * @param key one of {@link #CONTAINERS}
     * @return the other shape
     */
    public WireShape container(String key) {
        return new WireShape(idKey, statusCase, key, layout, categoryKey, categoryCase);
    }

    /**
     * The same shape with the links laid out in another way.
     *
     * @param other how they are laid out
     * @return the other shape
     */
    public WireShape layout(Layout other) {
        return new WireShape(idKey, statusCase, container, other, categoryKey, categoryCase);
    }

    /**
     * The same shape with another key for a table's name in a list.
     *
     * @param key one of {@link #CATEGORY_KEYS}
     * @return the other shape
     */
    public WireShape categoryKey(String key) {
        return new WireShape(idKey, statusCase, container, layout, key, categoryCase);
    }

    /**
     * The same shape with the tables' names written in another way.
     *
     * @param other how they are written
     * @return the other shape
     */
    public WireShape categoryCase(CategoryCase other) {
        return new WireShape(idKey, statusCase, container, layout, categoryKey, other);
    }
}
