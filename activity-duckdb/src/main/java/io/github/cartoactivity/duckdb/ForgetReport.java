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
 * @param snapshots days whose snapshot of the users or groups was rewritten without the person
 */
public record ForgetReport(String pseudonym, int emails, List<LocalDate> days, long rows, List<LocalDate> snapshots) {

    /**
     * Whether nothing about the person was found: the id may be mistyped, or an address. Then nothing was changed, and no
     * later sync needs the key because of it.
     *
     * @return whether this is so
     */
    public boolean isEmpty() {
        return emails == 0 && rows == 0 && snapshots.isEmpty();
    }

    /** Copies the lists. */
    public ForgetReport {
        days = List.copyOf(days);
        snapshots = List.copyOf(snapshots);
    }
}
