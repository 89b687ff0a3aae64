package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.client.ExportFile;
import io.github.cartoactivity.client.FinalNewline;
import io.github.cartoactivity.duckdb.internal.Engine;
import io.github.cartoactivity.duckdb.internal.Session;
import io.github.cartoactivity.duckdb.internal.StagedTable;
import io.github.cartoactivity.duckdb.internal.people.People;
import io.github.cartoactivity.model.DateRange;
import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Replaces one person in a CSV file of events, the way an archive does it. */
final class PersonTokensProbe {
    private PersonTokensProbe() {}

    static List<String> replaced(Path source, Path target, PseudonymKey key) {
        DateRange day = DateRange.ofDay(LocalDate.parse("2025-10-01"));
        ExportFile file = new ExportFile(source, ExportCategory.ACTIVITY, ExportFormat.CSV, day, "job", 1);
        try (Engine engine = Engine.start(DatabaseOptions.defaults().inMemory())) {
            try (Session session = engine.session(Duration.ofMinutes(1));
                    StagedTable table =
                            StagedTable.load(session, ExportCategory.ACTIVITY, List.of(file), FinalNewline.REQUIRED)) {
                People people = People.met(
                        id -> Optional.of(id).filter("auth0|ann"::equals).map(key::pseudonym),
                        email -> Optional.of(email)
                                .filter("ann@example.com"::equals)
                                .map(key::pseudonymOfEmail));
                people.meetId("auth0|ann");
                people.meetEmail("ann@example.com");
                table.replacePeople(people);
                table.writeAll(target, Map.of("none", ""));
            }
        }
        try (ActivityDatabase database = ActivityDatabase.open(target)) {
            return database.sql("SELECT data FROM activity").rows().stream()
                    .map(row -> row.text("data"))
                    .toList();
        }
    }
}
