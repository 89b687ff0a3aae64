package io.github.cartoactivity.testing.internal.api;

import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.internal.text.JsonReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a job is asked for. Keys may be in camel or snake case; an instant has to be UTC midnight, or just a date.
 *
 * @param range from {@code startDate} up to, not including, {@code endDate}
 * @param categories the tables
 * @param format the format
 */
record JobRequest(DateRange range, Set<ExportCategory> categories, ExportFormat format) {

    static JobRequest parse(String body) throws InvalidJobException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        try {
            JsonReader.object(body)
                    .forEach((key, value) -> fields.put(key.replace("_", "").toLowerCase(Locale.ROOT), value));
        } catch (IllegalArgumentException e) {
            throw new InvalidJobException("The body is not a JSON object");
        }
        LocalDate start = day("startDate", fields.get("startdate"));
        LocalDate end = day("endDate", fields.get("enddate"));
        if (!start.isBefore(end)) {
            throw new InvalidJobException("endDate must be after startDate");
        }
        return new JobRequest(
                new DateRange(start, end), categories(fields.get("categories")), format(fields.get("format")));
    }

    private static LocalDate day(String name, @Nullable Object value) throws InvalidJobException {
        if (!(value instanceof String text)) {
            throw new InvalidJobException(name + " is required");
        }
        try {
            if (text.indexOf('T') < 0) {
                return LocalDate.parse(text);
            }
            Instant instant = Instant.parse(text);
            LocalDate day = LocalDate.ofInstant(instant, ZoneOffset.UTC);
            if (!day.atStartOfDay(ZoneOffset.UTC).toInstant().equals(instant)) {
                throw new InvalidJobException(name + " must be midnight in UTC");
            }
            return day;
        } catch (DateTimeException e) {
            throw new InvalidJobException(name + " is not a date");
        }
    }

    private static Set<ExportCategory> categories(@Nullable Object value) throws InvalidJobException {
        if (!(value instanceof List<?> names) || names.isEmpty()) {
            throw new InvalidJobException("categories must be a list of at least one");
        }
        Set<ExportCategory> categories = EnumSet.noneOf(ExportCategory.class);
        for (Object name : names) {
            categories.add(ExportCategory.ofName(String.valueOf(name))
                    .orElseThrow(() -> new InvalidJobException("Unknown category in categories")));
        }
        return categories;
    }

    private static ExportFormat format(@Nullable Object value) throws InvalidJobException {
        return Stream.of(ExportFormat.values())
                .filter(format -> format.wireName().equals(value))
                .findFirst()
                .orElseThrow(() -> new InvalidJobException("format must be csv or parquet"));
    }
}
