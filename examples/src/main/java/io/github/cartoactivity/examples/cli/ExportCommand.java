package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.client.CartoActivityClient;
import io.github.cartoactivity.client.Export;
import io.github.cartoactivity.client.ExportRequest;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Fetches the files of a range of days as CARTO writes them. */
final class ExportCommand implements Command {
    private static final String CATEGORIES =
            Stream.of(ExportCategory.values()).map(ExportCategory::wireName).collect(Collectors.joining(", "));

    @Override
    public Syntax syntax() {
        return new Syntax(
                "export",
                "Fetches the files of some days, byte for byte as CARTO writes them",
                "--start-date DATE [--end-date DATE] [--category NAME] [--format csv|parquet]",
                List.of(
                        Days.OPTIONS.get(0),
                        Days.OPTIONS.get(1),
                        Option.list("--category", "NAME", "a table; again, or with commas, for more; all by default"),
                        Option.value("--format", "FORMAT", "csv (default) or parquet"),
                        Option.value("--output-dir", "DIR", "where the files go; the working directory by default"),
                        Option.flag("--overwrite", "replaces the files of an earlier export, of either format")),
                "The categories are " + CATEGORIES + ". The files are named CATEGORY-N.FORMAT;\n"
                        + "a table has several where CARTO gives several links. A directory holds a table once, so that\n"
                        + "nothing counts twice: where one of its files is there, in either format, nothing is fetched.");
    }

    @Override
    public int run(Arguments arguments, Console console) throws Exception {
        DateRange range = Days.ready(arguments, Clock.systemUTC());
        Set<ExportCategory> categories = categories(arguments.all("--category"));
        ExportFormat format = format(arguments.text("--format").orElse(ExportFormat.CSV.wireName()));
        Path directory = arguments.path("--output-dir").orElse(Path.of(""));
        ExportFolder folder = new ExportFolder(directory.toAbsolutePath(), categories);
        boolean overwrite = arguments.has("--overwrite");
        folder.requireWritable();
        folder.finish();
        if (!overwrite) {
            folder.requireEmpty();
        }
        Account account = console.accounts().get();
        try (CartoActivityClient client = account.connect(console)) {
            Export export = client.exportAndWait(new ExportRequest(range, folder.staging(), categories, format));
            if (!overwrite) {
                folder.requireEmpty(); // Another export may have ended meanwhile.
            }
            for (Path file : folder.publish(export)) {
                console.out().println(directory.resolve(file.getFileName()));
            }
            console.note(Figures.count(export.cost().files(), "file") + ", "
                    + Figures.bytes(export.cost().bytes()) + ", from "
                    + Figures.count(export.cost().jobs(), "job") + " in "
                    + Figures.time(export.cost().elapsed()));
        } finally {
            folder.clean();
        }
        return 0;
    }

    private static Set<ExportCategory> categories(List<String> given) {
        Set<ExportCategory> wanted = EnumSet.noneOf(ExportCategory.class);
        for (String list : given) {
            for (String name : list.split(",", -1)) {
                wanted.add(ExportCategory.ofName(name.strip())
                        .orElseThrow(() ->
                                new UsageException("there is no category \"" + name + "\"; there are " + CATEGORIES)));
            }
        }
        return wanted.isEmpty() ? EnumSet.allOf(ExportCategory.class) : wanted;
    }

    private static ExportFormat format(String name) {
        return Stream.of(ExportFormat.values())
                .filter(format -> format.wireName().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(
                        () -> new UsageException("there is no format \"" + name + "\"; there are csv and parquet"));
    }
}
