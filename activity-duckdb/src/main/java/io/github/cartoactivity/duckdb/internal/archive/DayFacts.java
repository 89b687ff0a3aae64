package io.github.cartoactivity.duckdb.internal.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cartoactivity.duckdb.ArchiveException;
import io.github.cartoactivity.duckdb.internal.StoredNumber;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ErrorDetails;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a file of an archive says about itself, in its own key-value metadata.
 *
 * @param version how the file is made, see {@link #VERSION}
 * @param category the table
 * @param day the UTC day; for users and groups the day on which they were asked for
 * @param fetched the UTC day on which it was fetched
 * @param rows how many rows it has
 * @param range the days of the job that it came from
 * @param jobId the job that it came from
 * @param format how the export was written
 * @param writer what wrote the file
 * @param numberTypes the narrowest exact types of its number columns
 * @param sha256 the checksum of the file, see {@link DayFile}
 */
public record DayFacts(
        int version,
        ExportCategory category,
        LocalDate day,
        LocalDate fetched,
        long rows,
        DateRange range,
        String jobId,
        ExportFormat format,
        String writer,
        Map<String, String> numberTypes,
        String sha256) {

    /** The key in a Parquet file's metadata. */
    static final String KEY = "carto-activity-archive";

    /**
     * How files are made now. Those of version 1 have no column of what differs from the payload, those before version 3
     * none of what a run failed with.
     */
    static final int VERSION = 3;

    /** What stands for the checksum until it is known. */
    static final String NO_CHECKSUM = "0".repeat(64);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_JOB_ID = 200;

    /** Copies what could change. */
    public DayFacts {
        numberTypes = Map.copyOf(numberTypes);
        jobId = jobId.length() <= MAX_JOB_ID ? jobId : jobId.substring(0, MAX_JOB_ID);
    }

    /** The facts of the same day, rewritten: other rows, and a checksum still to come. */
    DayFacts withRows(long changed) {
        return new DayFacts(
                VERSION, category, day, fetched, changed, range, jobId, format, writer, numberTypes, NO_CHECKSUM);
    }

    /** The facts as metadata of a Parquet file. */
    Map<String, String> metadata() {
        return Map.of(KEY, json());
    }

    /** The facts as one line of JSON, the checksum last. */
    private String json() {
        ObjectNode node = JSON.createObjectNode();
        node.put("version", version);
        node.put("table", category.wireName());
        node.put("day", day.toString());
        node.put("fetched", fetched.toString());
        node.put("rows", rows);
        node.put("jobFrom", range.from().toString());
        node.put("jobTo", range.toExclusive().toString());
        node.put("job", jobId);
        node.put("format", format.wireName());
        node.put("writer", writer);
        ObjectNode numbers = node.putObject("numbers");
        new TreeMap<>(numberTypes).forEach(numbers::put);
        node.put("sha256", sha256);
        return node.toString();
    }

    /** What a newer writer meant is not known here, and must not be written over. */
    private static void requireKnown(int version) {
        if (version > VERSION) {
            throw new ArchiveException(
                    ErrorDetails.of(
                                    "The archive was written by a newer version of this library",
                                    "Update every program that uses the archive")
                            .with("version of the file", version)
                            .with("known", VERSION),
                    null);
        }
    }

    /** The facts that a text holds, or empty when it is not one of ours. */
    static Optional<DayFacts> parse(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            Map<String, String> numbers = new TreeMap<>();
            for (Map.Entry<String, JsonNode> entry : node.path("numbers").properties()) {
                numbers.put(
                        entry.getKey(),
                        StoredNumber.requireType(entry.getValue().asText()));
            }
            requireKnown(node.path("version").asInt(1));
            return Optional.of(new DayFacts(
                    node.path("version").asInt(1),
                    ExportCategory.ofName(node.path("table").asText()).orElseThrow(IllegalArgumentException::new),
                    LocalDate.parse(node.path("day").asText()),
                    LocalDate.parse(node.path("fetched").asText()),
                    node.path("rows").asLong(),
                    new DateRange(
                            LocalDate.parse(node.path("jobFrom").asText()),
                            LocalDate.parse(node.path("jobTo").asText())),
                    node.path("job").asText(),
                    node.path("format").asText().equals(ExportFormat.PARQUET.wireName())
                            ? ExportFormat.PARQUET
                            : ExportFormat.CSV,
                    node.path("writer").asText(),
                    numbers,
                    node.path("sha256").asText()));
        } catch (JsonProcessingException | DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
