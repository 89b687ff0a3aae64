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
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Finds the links in a job's answer: tables to one or several links, or a list of such, at any of several keys. A table
 * that this version does not know is passed over; links of which it is not known what they are for are counted, so that
 * they are not lost without a word.
 */
final class JobLinks {
    private static final List<String> CONTAINER_KEYS =
            List.of("urls", "downloadUrls", "download_urls", "files", "links", "data", "result", "results");
    private static final List<String> TABLE_KEYS = List.of("category", "name", "table", "type");
    private static final List<String> LINK_KEYS = List.of("url", "urls", "link", "links", "downloadUrl", "href");
    private static final Pattern LINK = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,31}");
    private static final int MAX_LINKS = 100_000;
    private static final int MAX_DEPTH = 4;

    private final Map<ExportCategory, TableLinks> found = new EnumMap<>(ExportCategory.class);
    private final Set<String> strangers = new TreeSet<>();
    private int taken;
    private int passedOver;
    private int notUnderstood;

    private JobLinks() {}

    /** @throws IllegalArgumentException if a link is none, or a table's links contradict each other */
    static JobLinks in(JsonNode job) {
        JobLinks links = new JobLinks();
        links.container(job, "", 0);
        job.properties().forEach(field -> links.elsewhere(field.getKey(), field.getValue()));
        return links;
    }

    List<SignedLink> links() {
        List<SignedLink> links = new ArrayList<>();
        for (ExportCategory category : ExportCategory.values()) {
            List<URI> files =
                    found.getOrDefault(category, new TableLinks(category)).files();
            for (int i = 0; i < files.size(); i++) {
                links.add(new SignedLink(category, i, files.get(i)));
            }
        }
        return links;
    }

    /** Whether there are links that may well be files of a table, and nobody knows which. */
    boolean areNotUnderstood() {
        return notUnderstood > 0 || (taken == 0 && passedOver > 0);
    }

    /** What links that were passed over are called in the answer. */
    Set<String> strangers() {
        return strangers;
    }

    private void container(JsonNode json, String place, int depth) {
        for (String key : CONTAINER_KEYS) {
            JsonNode value = json.path(key);
            String here = place + "/" + key;
            if (depth > MAX_DEPTH) {
                notUnderstood += count(value);
            } else if (value.isObject()) {
                tables(value, here);
                container(value, here, depth + 1);
            } else if (value.isArray()) {
                value.forEach(entry -> entry(entry, here, depth));
            } else {
                notUnderstood += count(value);
            }
        }
    }

    /** {"activity": ["https://...", ...], "userList": "https://..."}. */
    private void tables(JsonNode object, String place) {
        object.properties().forEach(table -> {
            String name = table.getKey();
            if (!CONTAINER_KEYS.contains(name)) {
                table(name, table.getValue(), place);
            }
        });
    }

    private void table(String name, JsonNode value, String place) {
        Optional<ExportCategory> category = ExportCategory.ofName(name);
        if (category.isPresent()) {
            addAll(category.get(), value, place);
        } else if (NAME.matcher(name).matches() && !LINK_KEYS.contains(name)) {
            passOver(name, value);
        } else {
            notUnderstood += count(value);
        }
    }

    /** {"category": "activity", "url": "https://..."}, or with "urls"; or an object like those above. */
    private void entry(JsonNode entry, String place, int depth) {
        List<String> names = TABLE_KEYS.stream()
                .map(key -> entry.path(key).asText(""))
                .filter(name -> !name.isEmpty())
                .toList();
        Optional<String> known = names.stream().filter(JobLinks::isTable).findFirst();
        if (!entry.isObject()) {
            notUnderstood += count(entry);
        } else if (known.isEmpty() && (names.isEmpty() || hasTableAsKey(entry))) {
            tables(entry, place);
            container(entry, place, depth + 1);
        } else {
            table(known.orElseGet(() -> names.get(0)), entry, place);
        }
    }

    private void addAll(ExportCategory category, JsonNode value, String place) {
        List<URI> files = files(category, value);
        found.computeIfAbsent(category, TableLinks::new).add(place, files);
    }

    /** The links in a text, a list, or an object, where several keys are several names for the same. */
    private List<URI> files(ExportCategory category, JsonNode value) {
        List<URI> files = new ArrayList<>();
        if (value.isTextual()) {
            files.add(link(category, value.asText()));
        } else if (value.isArray()) {
            value.forEach(item -> files.addAll(files(category, item)));
        } else if (value.isObject()) {
            TableLinks names = new TableLinks(category);
            LINK_KEYS.forEach(key -> names.add(key, files(category, value.path(key))));
            files.addAll(names.files());
            beside(value, !files.isEmpty());
        }
        return files;
    }

    /** Other fields of a file's object: a single link there is no further file, but something about the one known. */
    private void beside(JsonNode file, boolean known) {
        file.properties().forEach(field -> {
            if (LINK_KEYS.contains(field.getKey())) {
                return;
            }
            if (known && field.getValue().isTextual()) {
                passOver(field.getKey(), field.getValue());
            } else {
                notUnderstood += count(field.getValue());
            }
        });
    }

    /** What stands outside all that is known to hold links; it matters if it names a table. */
    private void elsewhere(String key, JsonNode value) {
        if (CONTAINER_KEYS.contains(key)) {
            return;
        }
        if (isTable(key) || namesTable(value)) {
            notUnderstood += count(value);
        } else {
            passOver(key, value);
        }
    }

    private static boolean isTable(String name) {
        return ExportCategory.ofName(name).isPresent();
    }

    private static boolean hasTableAsKey(JsonNode object) {
        return object.properties().stream().anyMatch(field -> isTable(field.getKey()));
    }

    private static boolean namesTable(JsonNode value) {
        boolean names =
                TABLE_KEYS.stream().anyMatch(key -> isTable(value.path(key).asText("")));
        return names
                || hasTableAsKey(value)
                || StreamSupport.stream(value.spliterator(), false).anyMatch(JobLinks::namesTable);
    }

    private void passOver(String name, JsonNode value) {
        int links = count(value);
        if (links > 0) {
            passedOver += links;
            strangers.add(NAME.matcher(name).matches() ? name : "(no name)");
        }
    }

    private static int count(JsonNode value) {
        if (value.isContainerNode()) {
            int links = 0;
            for (JsonNode child : value) {
                links += count(child);
            }
            return links;
        }
        return value.isTextual() && LINK.matcher(value.asText()).matches() ? 1 : 0;
    }

    private URI link(ExportCategory category, String link) {
        if (++taken > MAX_LINKS) {
            throw new IllegalArgumentException("the answer has more than " + MAX_LINKS + " links");
        }
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
