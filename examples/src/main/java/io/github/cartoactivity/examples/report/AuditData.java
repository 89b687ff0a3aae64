package io.github.cartoactivity.examples.report;

import io.github.cartoactivity.duckdb.query.AuditQueries;
import io.github.cartoactivity.duckdb.query.AuditQueries.AuditEvent;
import io.github.cartoactivity.model.DateRange;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What matters for security.
 *
 * @param types how many events of each security-relevant type
 * @param questions how many events answer each of an auditor's questions, by the question
 * @param madePublic what was made public last, the newest first
 * @param newest the last security-relevant events, the newest first
 */
record AuditData(
        Map<String, Long> types, Map<String, Long> questions, List<AuditEvent> madePublic, List<AuditEvent> newest) {

    static AuditData of(AuditQueries audit, DateRange range) {
        Map<String, Long> types = new HashMap<>();
        try (Stream<AuditEvent> events = audit.securityEvents(range).stream()) {
            events.forEach(event -> types.merge(String.valueOf(event.type()), 1L, Long::sum));
        }
        Map<String, Long> questions = new LinkedHashMap<>();
        questions.put("Made public", Newest.count(audit.madePublic(range)));
        questions.put("Roles changed", Newest.count(audit.roleChanges(range)));
        questions.put("Tokens and apps", Newest.count(audit.tokens(range)));
        questions.put("Connections", Newest.count(audit.connections(range)));
        questions.put("Groups", Newest.count(audit.groups(range)));
        questions.put("Deletions", Newest.count(audit.deletions(range)));
        questions.put("Activity Data exports", Newest.count(audit.activityExports(range)));
        return new AuditData(
                types,
                questions,
                Newest.of(audit.madePublic(range), ReportData.TOP),
                Newest.of(audit.securityEvents(range), ReportData.TOP));
    }

    long events() {
        return types.values().stream().mapToLong(Long::longValue).sum();
    }
}
