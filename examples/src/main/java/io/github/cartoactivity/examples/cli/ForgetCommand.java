package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.duckdb.ActivityArchive;
import io.github.cartoactivity.duckdb.ForgetReport;
import io.github.cartoactivity.duckdb.PseudonymKey;
import io.github.cartoactivity.model.UserId;
import java.io.IOException;
import java.util.List;

/** Puts pseudonyms in the place of a person, everywhere in an archive. */
final class ForgetCommand implements Command {
    private static final String NOTES = """
            The person is removed from every list of users, and pseudonyms take the place of the id and of
            the addresses in events and usage. This cannot be undone, so a word with neither a bar nor an
            at sign in it has to be a user's id in a list, in events or in usage. From then on every sync
            needs the same key (sync --forget-key FILE), so that new days do not bring anybody back. Keep
            the key outside the archive; head -c 32 /dev/urandom > FILE makes one. The id of an address is
            told by
              carto-activity query --archive DIR --sql "SELECT user_id, email FROM userListHistory"

            carto-activity forget --archive activity-archive --user-id 'auth0|123' --forget-key forget.key""";

    @Override
    public Syntax syntax() {
        return new Syntax(
                "forget",
                "Puts pseudonyms in the place of a person, everywhere in an archive",
                "--archive DIR --user-id ID --forget-key FILE",
                List.of(
                        ArchiveFolder.OPTION,
                        Option.value("--user-id", "ID", "whom to forget, for example auth0|123"),
                        KeyFile.OPTION),
                NOTES);
    }

    @Override
    public int run(Arguments arguments, Console console) throws IOException {
        String user = arguments.required("--user-id");
        if (user.isBlank()) {
            throw new UsageException("--user-id needs an id, not an empty text");
        }
        if (new UserId(user).isPublic()) {
            throw new UsageException(user + " is nobody to forget: it stands for everybody who is not logged in");
        }
        PseudonymKey key =
                KeyFile.read(arguments).orElseThrow(() -> new UsageException(KeyFile.OPTION.name() + " is needed"));
        ActivityArchive archive = ArchiveFolder.toRead(arguments);
        ForgetReport report = archive.forget(user, key);
        if (report.isEmpty()) {
            throw new IllegalStateException("nobody was found by this id, and nothing was changed; --user-id is an id,"
                    + " which SELECT user_id, email FROM userListHistory tells");
        }
        console.out()
                .println("forgotten as " + report.pseudonym() + ": "
                        + Figures.count(report.rows(), "row") + " on "
                        + Figures.count(report.days().size(), "day") + ", "
                        + Figures.count(report.emails(), "e-mail") + ", "
                        + Figures.count(report.snapshots().size(), "list") + " of users");
        return 0;
    }
}
