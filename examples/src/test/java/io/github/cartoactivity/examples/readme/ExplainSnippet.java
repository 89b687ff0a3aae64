package io.github.cartoactivity.examples.readme;

import io.github.cartoactivity.duckdb.ActivityArchive;
import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.duckdb.SqlQuery;
import java.nio.file.Path;

/** The README's lines for SQL over an archive. */
final class ExplainSnippet {
    private ExplainSnippet() {}

    static void users(Path directory) {
        try (ActivityDatabase database = ActivityDatabase.open(ActivityArchive.open(directory))) {
            SqlQuery users =
                    database.sql("SELECT COUNT(DISTINCT json_extract_string(data, '$.userId')) AS users FROM activity");
            System.out.println(users.json());
            System.out.println(users.explain()); // which columns were read instead of payloads
        }
    }
}
