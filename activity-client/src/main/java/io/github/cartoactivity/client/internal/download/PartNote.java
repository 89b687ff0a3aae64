package io.github.cartoactivity.client.internal.download;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cartoactivity.client.internal.download.ByteRuns.Run;
import io.github.cartoactivity.client.spi.PrivateFiles;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What lies beside a part file, so that the next run of the same export need not fetch again what is on the disk, also
 * when this process is killed: which version of the file it is, what was announced about it, and which of its bytes were flushed
 * before this was written. Of the server's headers it holds those that say something about the bytes, and no address.
 *
 * @param announced headers of the file, among them a strong validator and its length
 * @param flushed the bytes that are on the disk, in order
 */
record PartNote(HttpHeaders announced, List<Run> flushed) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MAX_BYTES = 64 * 1024;
    private static final int MAX_VALUE = 1000;
    private static final Set<String> KEPT = Set.of(
            "accept-ranges",
            "content-length",
            "content-md5",
            "content-type",
            "etag",
            "x-goog-generation",
            "x-goog-hash",
            "x-goog-stored-content-encoding");

    /** The headers that are worth keeping; none where a transfer of this version could not be resumed anyway. */
    static Optional<HttpHeaders> worthKeeping(HttpHeaders announced) {
        HttpHeaders kept = HttpHeaders.of(announced.map(), (name, value) -> KEPT.contains(lower(name)));
        boolean known = sizeOf(kept) > 0 && ObjectVersion.of(announced).allowsResume();
        boolean small =
                kept.map().values().stream().flatMap(List::stream).allMatch(value -> value.length() <= MAX_VALUE);
        return known && small ? Optional.of(kept) : Optional.empty();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static long sizeOf(HttpHeaders headers) {
        return headers.firstValueAsLong("content-length").orElse(-1);
    }

    /** The size of the file when it is whole. */
    long size() {
        return sizeOf(announced);
    }

    /** Puts the note into the place of an earlier one. */
    void write(Path file) throws IOException {
        ObjectNode json = MAPPER.createObjectNode();
        ObjectNode headers = json.putObject("announced");
        announced.map().forEach((name, values) -> values.forEach(headers.withArray(name)::add));
        flushed.forEach(
                run -> json.withArray("flushed").addArray().add(run.from()).add(run.end()));
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(temporary);
        PrivateFiles.writePrivate(temporary, MAPPER.writeValueAsBytes(json));
        PrivateFiles.publish(temporary, file);
    }

    /** The note, if there is one that makes sense. A torn one is none. */
    static Optional<PartNote> read(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_BYTES) {
            return Optional.empty();
        }
        try {
            JsonNode json = MAPPER.readTree(Files.readAllBytes(file));
            return json == null ? Optional.empty() : Optional.of(of(json)).filter(PartNote::makesSense);
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static PartNote of(JsonNode json) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        json.path("announced").properties().forEach(header -> {
            List<String> values = new ArrayList<>();
            header.getValue().forEach(value -> values.add(value.asText()));
            headers.put(header.getKey(), values);
        });
        List<Run> runs = new ArrayList<>();
        json.path("flushed")
                .forEach(run ->
                        runs.add(new Run(run.path(0).asLong(-1), run.path(1).asLong(-1))));
        return new PartNote(HttpHeaders.of(headers, (name, value) -> true), runs);
    }

    /** Whether a part file of that length can be the one that this is about. */
    boolean fits(long length) {
        return flushed.get(flushed.size() - 1).end() <= length && length <= size();
    }

    private boolean makesSense() {
        long here = -1;
        for (Run run : flushed) {
            if (run.from() <= here || run.end() <= run.from()) {
                return false;
            }
            here = run.end();
        }
        return here > 0 && here <= size() && ObjectVersion.of(announced).allowsResume();
    }
}
