package io.github.cartoactivity.duckdb.query;

import io.github.cartoactivity.model.ActivityEvent;
import io.github.cartoactivity.model.SqlAuditTrail;
import io.github.cartoactivity.model.UserId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What an organisation makes its warehouse do: queries behind its maps and workflows, and those of other people. */
final class SentQueries {
    private static final List<String> COMPONENTS =
            List.of("maps_api_compute_builder", "maps_api_tile_builder", "sql_api_query_workspace", "odd");
    private static final List<String> SENDERS = List.of("carto@acme.example", "etl@acme.example", "ann@acme.example");

    private final SplittableRandom random = new SplittableRandom(7);
    private final List<SentQuery> sent = new ArrayList<>();
    private final List<String> connections;

    private SentQueries(List<String> connections) {
        this.connections = connections;
    }

    /** Some thousand queries over eight weeks, the same whenever they are made. */
    static List<SentQuery> of(Organisation organisation) {
        List<String> connections = organisation.allEvents.stream()
                .flatMap(event -> event.data().connectionId().stream())
                .distinct()
                .sorted()
                .limit(12)
                .toList();
        SentQueries queries = new SentQueries(connections);
        organisation.allEvents.stream()
                .filter(event -> event.data().mapId().isPresent()
                        || event.data().workflowId().isPresent())
                .filter(event -> Math.floorMod(event.ts().getEpochSecond(), 5) == 0)
                .forEach(queries::add);
        return List.copyOf(queries.sent);
    }

    private void add(ActivityEvent event) {
        if (random.nextInt(3) == 0) {
            add(event, null, foreignText());
        }
        SqlAuditTrail trail = trail(event);
        switch (random.nextInt(12)) {
            case 0 ->
                add(
                        event,
                        trail,
                        trail.format() + "\nSELECT 1; "
                                + SqlAuditTrail.of("2.0").withMapId("old").format());
            case 1 -> {
                String comment = trail.withWorkflowId("lost").format();
                String cut = comment.substring(0, comment.indexOf("lost") + 2);
                add(event, SqlAuditTrail.parse(cut).orElseThrow(), cut);
            }
            case 2 -> {
                SqlAuditTrail odd = trail.with("shoeSize", "44");
                add(event, odd, odd.format() + " SELECT 'é', 'it''s', \"a,b\"");
            }
            case 3 -> add(event, trail, "WITH x AS (SELECT 1)\r\nSELECT * FROM x " + trail.format());
            default ->
                add(event, trail, trail.format() + "\n          SELECT s.*\n FROM `stores` s LIMIT " + sent.size());
        }
    }

    private SqlAuditTrail trail(ActivityEvent event) {
        SqlAuditTrail trail = SqlAuditTrail.of("3.0").withPartner("CARTODB_Inc").withAccountId("ac_bj3xw0in");
        if (random.nextInt(20) > 0) {
            trail = trail.withUserId(event.data().userId().orElse(UserId.PUBLIC));
        }
        if (random.nextInt(30) > 0) {
            trail = trail.withMetric(
                    event.data().workflowId().isPresent()
                            ? "sql_api_job_workflows"
                            : COMPONENTS.get(random.nextInt(COMPONENTS.size())));
        }
        String object = event.data().mapId().or(event.data()::workflowId).orElseThrow();
        if (random.nextInt(15) > 0) {
            int first = Math.floorMod(object.hashCode(), connections.size());
            trail = trail.withConnectionId(connections.get((first + random.nextInt(2)) % connections.size()));
        }
        if (random.nextInt(10) > 0) {
            trail = event.data().mapId().isPresent() ? trail.withMapId(object) : trail.withWorkflowId(object);
        }
        return trail;
    }

    private String foreignText() {
        return switch (random.nextInt(5)) {
            case 0 -> "SELECT '/* CARTO/3.0 (USERID:nobody) */'";
            case 1 -> "-- CARTO/3.0 is a comment of somebody else\nSELECT 1";
            case 2 -> "SELECT \"quoted, name\", 'line\nbreak' FROM t";
            case 3 -> "MERGE INTO t USING s ON t.id = s.id";
            default -> "SELECT 1";
        };
    }

    private void add(ActivityEvent event, @org.jspecify.annotations.Nullable SqlAuditTrail trail, String sql) {
        sent.add(new SentQuery(
                "job-" + sent.size(),
                event.ts().truncatedTo(ChronoUnit.MILLIS),
                random.nextInt(90_000),
                random.nextInt(10) == 0 ? 0 : random.nextLong(5_000_000_000_000L),
                SENDERS.get(trail == null ? 1 + random.nextInt(2) : 0),
                random.nextInt(25) == 0,
                trail,
                sql));
    }
}
