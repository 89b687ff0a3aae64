package io.github.cartoactivity.testing.internal.api;

import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.ApiUsageRow;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportRow;
import io.github.cartoactivity.testing.CsvVariant;
import io.github.cartoactivity.testing.FakeOrganisation;
import io.github.cartoactivity.testing.internal.api.FileSplit.Slice;
import io.github.cartoactivity.testing.internal.files.ExportFile;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Decides which files a job has and which rows stand in each; writes none of them. */
final class JobFiles {
    private final Settings settings;
    private final RangeRules rules;

    JobFiles(Settings settings, RangeRules rules) {
        this.settings = settings;
        this.rules = rules;
    }

    List<ExportFile> of(String jobId, JobRequest request, Instant asOf) {
        List<ExportFile> files = new ArrayList<>();
        for (ExportCategory category : ExportCategory.values()) {
            if (request.categories().contains(category)) {
                int index = 0;
                for (Supplier<Stream<? extends ExportRow>> rows : tables(category, request.range(), asOf)) {
                    String path = path(jobId, request, category, index);
                    files.add(new ExportFile(path, files.size() + 1, category, request.format(), rows));
                    index++;
                }
            }
        }
        return files;
    }

    private String path(String jobId, JobRequest request, ExportCategory category, int index) {
        String extension = switch (request.format()) {
            case CSV -> settings.csv().has(CsvVariant.GZIP_FILE) ? "csv.gz" : "csv";
            case PARQUET -> "parquet";
        };
        return "/files/" + jobId + "/" + category.wireName() + "-" + String.format(Locale.ROOT, "%012d", index) + "."
                + extension;
    }

    private List<Supplier<Stream<? extends ExportRow>>> tables(ExportCategory category, DateRange range, Instant asOf) {
        FakeOrganisation organisation = settings.organisation();
        return switch (category) {
            case ACTIVITY, API_USAGE -> {
                Slice content = rules.content(range);
                yield settings.fileSplit().slices(content.from(), content.to()).stream()
                        .map(slice -> timed(category, slice, asOf))
                        .toList();
            }
            case USER_LIST -> List.of(() -> organisation.users(asOf).stream());
            case GROUP_LIST ->
                organisation.groups(asOf).isEmpty() ? List.of() : List.of(() -> organisation.groups(asOf).stream());
        };
    }

    private Supplier<Stream<? extends ExportRow>> timed(ExportCategory category, Slice slice, Instant asOf) {
        DateRange days =
                new DateRange(day(slice.from()), day(slice.to().minusNanos(1)).plusDays(1));
        return () -> settings.organisation().rows(category, days, asOf).filter(row -> slice.contains(ts(row)));
    }

    private static Instant ts(ExportRow row) {
        if (row instanceof ActivityEvent event) {
            return event.ts();
        }
        return ((ApiUsageRow) row).ts();
    }

    private static LocalDate day(Instant ts) {
        return LocalDate.ofInstant(ts, ZoneOffset.UTC);
    }
}
