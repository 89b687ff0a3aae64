package io.github.cartoactivity.client.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cartoactivity.client.SignedLink;
import io.github.cartoactivity.model.ExportCategory;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the links in a job's answer: tables to one or several links, or a list of such, at any of several keys. A table
 * that this version does not know is passed over.
 */
final class JobLinks {
    private static final List<String> CONTAINER_KEYS =
            List.of("urls", "downloadUrls", "download_urls", "files", "links", "data", "result", "results");
    private static final List<String> TABLE_KEYS = List.of("category", "name", "table", "type");
    private static final List<String> LINK_KEYS = List.of("url", "urls", "link", "links", "downloadUrl", "href");
    private static final int MAX_LINKS = 100_000;
    private static final int MAX_DEPTH = 4;

    private final Map<ExportCategory, List<URI>> found = new EnumMap<>(ExportCategory.class);
    private int count;

    List<SignedLink> read(JsonNode job) {
        container(job, 0);
        List<SignedLink> links = new ArrayList<>();
        found.forEach((category, uris) -> {
            for (int i = 0; i < uris.size(); i++) {
                links.add(new SignedLink(category, i, uris.get(i)));
            }
        });
        return links;
    }

    private void container(JsonNode json, int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        for (String key : CONTAINER_KEYS) {
            JsonNode value = json.path(key);
            if (value.isObject()) {
                tables(value);
                container(value, depth + 1);
            } else if (value.isArray()) {
                value.forEach(this::entry);
            }
        }
    }

    /** {"activity": ["https://...", ...], "userList": "https://..."}. */
    private void tables(JsonNode object) {
        object.properties()
                .forEach(table -> ExportCategory.ofName(table.getKey())
                        .ifPresent(category -> addAll(category, table.getValue())));
    }

    /** {"category": "activity", "url": "https://..."}, or with "urls". */
    private void entry(JsonNode entry) {
        Optional<ExportCategory> category = TABLE_KEYS.stream()
                .flatMap(key -> ExportCategory.ofName(entry.path(key).asText("")).stream())
                .findFirst();
        if (category.isPresent()) {
            addAll(category.get(), entry);
        } else if (entry.isObject()) {
            tables(entry);
        }
    }

    private void addAll(ExportCategory category, JsonNode value) {
        if (value.isTextual()) {
            add(category, value.asText());
        } else if (value.isArray()) {
            value.forEach(item -> addAll(category, item));
        } else if (value.isObject()) {
            LINK_KEYS.forEach(key -> addAll(category, value.path(key)));
        }
    }

    private void add(ExportCategory category, String link) {
        if (++count > MAX_LINKS) {
            throw new IllegalArgumentException("the answer has more than " + MAX_LINKS + " links");
        }
        found.computeIfAbsent(category, c -> new ArrayList<>()).add(uri(category, link));
    }

    private static URI uri(ExportCategory category, String link) {
        try {
            URI uri = URI.create(link);
            if (uri.getHost() != null && uri.getScheme() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Falls through: the text of the JDK's message repeats the link.
        }
        throw new IllegalArgumentException("a link of " + category.wireName() + " is no address");
    }
}
