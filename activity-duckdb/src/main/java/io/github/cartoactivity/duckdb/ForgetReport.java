package io.github.cartoactivity.duckdb;

import java.time.LocalDate;
import java.util.List;

/**
 * What forgetting a person has changed in an archive. Holds nothing that tells who it was.
 *
 * @param pseudonym what stands for the person's id now
 * @param emails how many e-mail addresses of the person were found in snapshots of the users, and replaced
 * @param days days whose events or usage were rewritten
 * @param rows how many rows of events and usage were changed
 * @param snapshots days whose snapshot of the users was rewritten without the person
 */
public record ForgetReport(String pseudonym, int emails, List<LocalDate> days, long rows, List<LocalDate> snapshots) {

    /** Copies the lists. */
    public ForgetReport {
        days = List.copyOf(days);
        snapshots = List.copyOf(snapshots);
    }
}
