package io.github.cartoactivity.testing.internal.organisation;

import io.github.cartoactivity.model.ApiUsageRow;
import io.github.cartoactivity.model.UserId;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a day's use of the API adds up to, user by user and metric by metric. */
public final class Usage {
    private static final List<Metric> METRICS = List.of(
            new Metric("maps_api_instantiate_builder", "1", ThingKind.MAP),
            new Metric("maps_api_compute_builder", "1", ThingKind.MAP),
            new Metric("maps_api_tile_builder", "0.1", ThingKind.MAP),
            new Metric("maps_api_tile_application", "0.1", null),
            new Metric("sql_api_query_workspace", "1", null),
            new Metric("sql_api_query_application", "1", null),
            new Metric("sql_api_job_workflows", "5", ThingKind.WORKFLOW),
            new Metric("workflows_api_execute_api", "2.5", ThingKind.WORKFLOW),
            new Metric("lds_api_geocode_workflows", "10", ThingKind.WORKFLOW),
            new Metric("lds_api_isolines_builder", "20", ThingKind.MAP),
            new Metric("imports_api_import_workspace", "2", null),
            new Metric("ai_api_agent_builder", null, ThingKind.MAP));
    private static final int ACTIVE_ON_WORKING_DAYS = 70;
    private static final int ACTIVE_AT_WEEKENDS = 15;
    private static final int MAX_METRICS = 5;

    private final World world;

    private record Metric(
            String name, @Nullable String weight, @Nullable ThingKind kind) {}

    /** The usage in a world. */
    public Usage(World world) {
        this.world = world;
    }

    /** The rows of a day, in a stable order; none before the organisation came into being. */
    public List<ApiUsageRow> on(LocalDate day) {
        long number = day.toEpochDay();
        if (number < world.profile().firstDay()) {
            return List.of();
        }
        Dice dice = new Dice(Dice.hash(world.profile().key("usage"), number));
        Cast cast = world.castOf(number);
        int active = day.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue()
                ? ACTIVE_AT_WEEKENDS
                : ACTIVE_ON_WORKING_DAYS;
        List<ApiUsageRow> rows = new ArrayList<>();
        for (Person person : cast.members()) {
            if (dice.below(100) < active) {
                rowsOf(new UserId(person.id()), number, cast, dice, rows);
            }
        }
        rows.add(row(UserId.PUBLIC, METRICS.get(0), number, cast, dice));
        rows.add(row(UserId.PUBLIC, METRICS.get(2), number, cast, dice));
        rows.add(row(null, METRICS.get(3), number, cast, dice));
        return rows;
    }

    private static void rowsOf(UserId user, long day, Cast cast, Dice dice, List<ApiUsageRow> rows) {
        int first = dice.below(METRICS.size());
        int count = 1 + dice.below(MAX_METRICS);
        for (int i = 0; i < count; i++) {
            rows.add(row(user, METRICS.get((first + i) % METRICS.size()), day, cast, dice));
        }
    }

    private static ApiUsageRow row(@Nullable UserId user, Metric metric, long day, Cast cast, Dice dice) {
        Thing thing = metric.kind == null || dice.chance(0.4)
                ? null
                : cast.thing(metric.kind, dice, day * Profile.DAY + Profile.DAY / 2);
        return new ApiUsageRow(
                Instant.ofEpochMilli(day * Profile.DAY),
                user,
                metric.name,
                BigDecimal.valueOf(1 + dice.below(1 + dice.below(2_000))),
                metric.weight == null ? null : new BigDecimal(metric.weight),
                thing != null && thing.kind() == ThingKind.MAP ? thing.id() : null,
                thing != null && thing.kind() == ThingKind.WORKFLOW ? thing.id() : null);
    }
}
