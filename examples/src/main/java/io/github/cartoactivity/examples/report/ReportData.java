package io.github.cartoactivity.examples.report;

import io.github.cartoactivity.duckdb.ActivityDatabase;
import io.github.cartoactivity.model.DateRange;

/**
 * All that a report shows, as the typed questions answer it. Nothing here is a statement of the report's own.
 *
 * @param range the days that it is about
 * @param daysHeld how many of them the data has
 * @param people who was active, and when
 * @param content what became of maps and workflows
 * @param quota what was used up
 * @param audit what matters for security
 */
public record ReportData(
        DateRange range, long daysHeld, PeopleData people, ContentData content, QuotaData quota, AuditData audit) {

    /** How many rows the lists of a report have. */
    static final int TOP = 10;

    /**
     * Asks a database.
     *
     * @param database what to ask
     * @param range the days that count
     * @param daysHeld how many of them the data has
     * @return the answers
     */
    public static ReportData of(ActivityDatabase database, DateRange range, long daysHeld) {
        return new ReportData(
                range,
                daysHeld,
                PeopleData.of(database.engagement(), range),
                ContentData.of(database.content(), range),
                QuotaData.of(database.quota(), range),
                AuditData.of(database.audit(), range));
    }

    /** Whether nothing happened at all. */
    boolean isEmpty() {
        return people.events() == 0
                && content.isEmpty()
                && quota.attribution().used().signum() == 0
                && audit.events() == 0;
    }
}
