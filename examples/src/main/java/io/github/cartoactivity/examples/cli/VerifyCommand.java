package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.duckdb.ActivityArchive;
import io.github.cartoactivity.duckdb.ArchiveCheck;
import io.github.cartoactivity.duckdb.ArchiveProblem;
import io.github.cartoactivity.duckdb.ArchiveProblem.Kind;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** Looks at every bit of an archive. */
final class VerifyCommand implements Command {
    private static final String NOTES = """
            Prints one line for each file that is damaged, for each day that is missing and for each thing
            that does not belong there (which is never read, and no error). Damaged and missing days are an
            error, exit code 1. Days are missing that lie between the first and the last one, or between the
            days that are given.

            carto-activity verify --archive activity-archive""";

    @Override
    public Syntax syntax() {
        return new Syntax(
                "verify",
                "Reads every bit of an archive, and tells what is damaged or missing",
                "--archive DIR [--start-date DATE [--end-date DATE]]",
                List.of(ArchiveFolder.OPTION, Days.OPTIONS.get(0), Days.OPTIONS.get(1)),
                NOTES);
    }

    @Override
    public int run(Arguments arguments, Console console) {
        boolean ranged = arguments.has("--start-date") || arguments.has("--end-date");
        ActivityArchive archive = ArchiveFolder.toRead(arguments);
        ArchiveCheck check = ranged ? archive.verify(Days.range(arguments, Clock.systemUTC())) : archive.verify();
        for (ArchiveProblem problem : check.problems()) {
            console.out()
                    .println(problem.kind().name().toLowerCase(Locale.ROOT) + "  "
                            + archive.directory().relativize(problem.file()));
        }
        String seen = Figures.count(check.files(), "file") + ", " + Figures.bytes(check.bytes());
        long damaged = count(check, Kind.DAMAGED);
        long missing = count(check, Kind.MISSING);
        if (damaged + missing > 0) {
            throw new IllegalStateException(seen + ": " + damaged + " damaged, " + missing
                    + " missing. Run carto-activity sync --verify, which fetches such days again");
        }
        console.out().println(seen + ": nothing is damaged, nothing is missing");
        return 0;
    }

    private static long count(ArchiveCheck check, Kind kind) {
        return check.problems().stream()
                .filter(problem -> problem.kind() == kind)
                .count();
    }
}
