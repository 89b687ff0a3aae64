package io.github.cartoactivity.testing.internal.organisation;

import java.util.List;

/** What a workflow consists of, and how its runs go. */
final class WorkflowRuns {
    /** Names of components. */
    static final List<String> COMPONENTS = List.of(
            "native.gettablebyname",
            "native.where",
            "native.joinv2",
            "native.groupby",
            "native.spatialfilter",
            "native.buffer",
            "native.httprequest",
            "native.saveastable",
            "native.geocode",
            "native.kmeans");

    private static final List<String> ERRORS = List.of(
            "Query exceeded limit for bytes billed: 10000000. 25165824 or higher required.",
            "Not found: Table carto-dw.sales.stores was not found in location US",
            "Syntax error: Unexpected identifier \"geom\" at [1:14]",
            "Permission denied");
    private static final double FAILURE_SHARE = 0.08;
    private static final int SLOWEST_MILLIS = 30_000;

    private WorkflowRuns() {}

    static void components(PayloadText out, Happening happening, Dice dice) {
        Thing workflow = happening.subject();
        int count = 2 + workflow.trait(4, 4);
        out.openList("components");
        for (int i = 0; i < count; i++) {
            out.openElement();
            out.plain("name", COMPONENTS.get(workflow.trait(10 + i, COMPONENTS.size())));
            out.number("durationMs", 20L + dice.below(SLOWEST_MILLIS));
            out.close();
        }
        out.closeList();
    }

    static void result(PayloadText out, Happening happening, Dice dice) {
        boolean failed = dice.chance(FAILURE_SHARE);
        out.open("batchAPIResponse");
        out.plain("jobId", Ids.uuid(happening.story()));
        out.plain("status", failed ? "failure" : "success");
        if (failed) {
            out.text("error", dice.pick(ERRORS));
        }
        out.close();
    }
}
