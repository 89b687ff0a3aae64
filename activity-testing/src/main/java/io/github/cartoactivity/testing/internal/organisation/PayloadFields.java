package io.github.cartoactivity.testing.internal.organisation;

import io.github.cartoactivity.model.PayloadField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How each documented field of a payload is written. */
final class PayloadFields {
    private final Map<PayloadField, FieldWriter> writers = new EnumMap<>(PayloadField.class);

    PayloadFields() {
        people();
        maps();
        mapDetails();
        workflows();
        connections();
        tables();
        services();
        organisation();
        helpers();
    }

    FieldWriter writer(PayloadField field) {
        FieldWriter writer = writers.get(field);
        if (writer == null) {
            throw new IllegalStateException("Nobody has said how to write " + field);
        }
        return writer;
    }

    private void people() {
        put(PayloadField.USER, (out, h, dice) -> out.plain("userId", actorId(h)));
        put(PayloadField.AFFECTED_USER, (out, h, dice) -> {
            Person affected = h.change().affected();
            out.plain("affectedUserId", affected == null ? "auth0|" + Ids.hex(h.story(), 24) : affected.id());
        });
        put(PayloadField.RECIPIENTS, (out, h, dice) -> out.texts("recipients", List.of(actorId(h))));
        put(PayloadField.ROLE, (out, h, dice) -> out.plain("role", role(h)));
        put(
                PayloadField.PREVIOUS_ROLE,
                (out, h, dice) -> out.plain("previousRole", h.change().before()));
        put(PayloadField.JOIN_METHOD, (out, h, dice) -> out.plain("joinMethod", joinMethod(h)));
        put(
                PayloadField.GROUP,
                (out, h, dice) -> out.plain("groupId", h.change().other()));
        put(PayloadField.ADDED_GROUPS, (out, h, dice) -> {
            Person person = h.actor();
            out.texts("addedGroups", person == null ? List.of() : without(person.groups(), person.firstGroups()));
        });
        put(PayloadField.REMOVED_GROUPS, (out, h, dice) -> {
            Person person = h.actor();
            out.texts("removedGroups", person == null ? List.of() : without(person.firstGroups(), person.groups()));
        });
    }

    private void maps() {
        put(PayloadField.MAP, (out, h, dice) -> out.plain("mapId", h.subject().id()));
        put(
                PayloadField.NEW_MAP,
                (out, h, dice) -> out.plain("duplicatedMapId", h.change().other()));
        put(PayloadField.MAP_PRIVACY, (out, h, dice) -> {
            out.plain("privacy", h.subject().privacyAt(h.at()));
            out.flag("collaborative", h.subject().trait(1, 3) == 0);
        });
        put(
                PayloadField.PREVIOUS_PRIVACY,
                (out, h, dice) -> out.plain("previousPrivacy", h.change().before()));
        put(
                PayloadField.DEMO_FLAG,
                (out, h, dice) -> out.flag("isDemo", h.subject().trait(2, 9) == 0));
        choice(PayloadField.DEMO_MAP, "demoMap", "store-performance", "flood-risk", "nyc-taxi");
        put(PayloadField.WIDGETS, (out, h, dice) -> {
            out.openList("widgets");
            for (int i = 0; i <= h.subject().trait(3, 3); i++) {
                out.openElement();
                out.plain("type", dice.pick(List.of("formula", "category", "histogram", "timeSeries", "table")));
                out.close();
            }
            out.closeList();
        });
    }

    private void mapDetails() {
        choice(PayloadField.LAYER_TYPE, "layerType", "point", "heatmap", "grid", "h3", "line", "polygon");
        count(PayloadField.LAYER_COUNT, "exportedLayers", 6);
        choice(PayloadField.EXPORT_TYPE, "exportType", "csv", "geojson", "bucket");
        choice(PayloadField.AGGREGATION_TYPE, "aggregationType", "sum", "average", "max", "count");
        choice(PayloadField.MASK_TYPE, "maskType", "rectangle", "polygon", "circle", "lasso");
        put(PayloadField.URL_PARAMETERS, (out, h, dice) -> out.texts("urlParameters", List.of("lat", "lng", "zoom")));
        put(PayloadField.SOURCE, (out, h, dice) -> out.plain("sourceId", Ids.hex(dice.next(), 12)));
        choice(PayloadField.SOURCE_TYPE, "sourceType", "table", "query", "tileset", "raster");
        choice(PayloadField.ANALYSIS_TYPE, "analysisType", "buffer", "intersect", "k-means", "trade-areas");
        choice(PayloadField.PARAMETER_TYPE, "parameterType", "date", "text", "numeric");
    }

    private void workflows() {
        put(
                PayloadField.WORKFLOW,
                (out, h, dice) -> out.plain("workflowId", h.subject().id()));
        put(
                PayloadField.NEW_WORKFLOW,
                (out, h, dice) -> out.plain("duplicatedWorkflowId", h.change().other()));
        put(
                PayloadField.WORKFLOW_PRIVACY,
                (out, h, dice) -> out.plain("privacy", h.subject().privacyAt(h.at())));
        choice(PayloadField.DEMO_WORKFLOW, "demoWorkflow", "store-cannibalization", "risk-score", "geomarketing");
        put(PayloadField.COMPONENT, (out, h, dice) -> out.plain("component", dice.pick(WorkflowRuns.COMPONENTS)));
        put(PayloadField.COMPONENTS, WorkflowRuns::components);
        put(PayloadField.RESULTS, WorkflowRuns::result);
        put(PayloadField.FILE, (out, h, dice) -> out.plain("fileName", "stores-" + dice.below(40) + ".csv"));
        put(PayloadField.PAGE_SIZE, (out, h, dice) -> out.number("pageSize", dice.pick(List.of(20, 50, 100))));
        choice(PayloadField.VARIABLE_TYPE, "variableType", "string", "number", "date");
    }

    private void connections() {
        put(
                PayloadField.CONNECTION,
                (out, h, dice) -> out.plain("connectionId", h.connection().id()));
        put(PayloadField.PROVIDER, (out, h, dice) -> out.plain("provider", Warehouses.provider(h.connection())));
        put(
                PayloadField.CONNECTION_PRIVACY,
                (out, h, dice) -> out.plain("privacy", h.connection().privacyAt(h.at())));
        put(PayloadField.CONNECTION_METHOD, (out, h, dice) -> out.plain("method", Warehouses.method(h.connection())));
        choice(PayloadField.CREDENTIALS_TYPE, "credentialsType", "oauth", "password");
        choice(PayloadField.LOCATION, "location", "US", "EU", "europe-west1");
        choice(PayloadField.DATASET, "dataset", "carto_worldpop_v1", "acs_sociodemogr", "mbi_retail_spend");
        choice(PayloadField.TOOLBOX_VERSION, "version", "2025.4.1", "2025.8.0", "2026.1.2");
    }

    private void tables() {
        put(PayloadField.FQN, (out, h, dice) -> out.plain("fqn", Warehouses.table(h.connection(), dice)));
        choice(PayloadField.OBJECT_TYPE, "objectType", "table", "view", "tileset", "materializedView");
        choice(PayloadField.OBJECT_LEVEL, "objectLevel", "database", "schema", "table");
        count(PayloadField.OBJECT_COUNT, "objectCount", 200);
        put(PayloadField.OBJECT_DETAILS, (out, h, dice) -> {
            out.open("metadata");
            out.number("rows", dice.below(5_000_000));
            out.number("sizeBytes", 1000L * dice.below(2_000_000));
            out.plain("geomField", "geom");
            out.close();
        });
        put(PayloadField.METADATA, (out, h, dice) -> {
            out.open("metadata");
            out.number("zoomMin", dice.below(5));
            out.number("zoomMax", 8 + dice.below(8));
            out.close();
        });
    }

    private void services() {
        choice(PayloadField.GEOCODING_TYPE, "geocodingType", "address", "postalCode", "city");
        put(PayloadField.IMPORT_JOB, (out, h, dice) -> out.plain("importJobId", Ids.uuid(h.story())));
        choice(PayloadField.STATUS, "status", "success", "success", "success", "failure");
        count(PayloadField.ELAPSED_TIME, "elapsedTimeMs", 90_000);
        choice(PayloadField.FILE_TYPE, "fileType", "csv", "geojson", "shapefile", "geopackage", "parquet");
        choice(PayloadField.SCHEMA_DETECTION, "schemaDetection", "auto", "manual");
        choice(PayloadField.LDS_SERVICE, "service", "geocoding", "routing", "isolines");
        put(PayloadField.LDS_CONFIG, (out, h, dice) -> {
            out.open("config");
            out.plain("country", dice.pick(List.of("ESP", "USA", "KEN", "JPN")));
            out.close();
        });
        count(PayloadField.LDS_AMOUNT, "amount", 500);
        choice(PayloadField.URL, "url", "https://api.weather.example/v1/now", "https://prices.example/feed");
        choice(PayloadField.QUOTA, "quota", "lds", "storage", "ai", "users");
    }

    private void organisation() {
        put(
                PayloadField.TOKEN,
                (out, h, dice) -> out.plain("tokenId", h.subject().id()));
        put(PayloadField.REMAINING_TOKENS, (out, h, dice) -> out.number("remainingTokens", 1_000 - dice.below(400)));
        put(
                PayloadField.OAUTH_CLIENT,
                (out, h, dice) -> out.plain("clientId", h.subject().id()));
        choice(PayloadField.OAUTH_CLIENT_TYPE, "clientType", "spa", "m2m", "regular_web");
        put(
                PayloadField.APPLICATION,
                (out, h, dice) -> out.plain("appId", h.subject().id()));
        put(PayloadField.BOOKMARK_FLAG, (out, h, dice) -> out.flag("bookmarked", dice.chance(0.3)));
        choice(PayloadField.INTEGRATION_TYPE, "integrationType", "slack", "bucket", "ai-provider");
        choice(PayloadField.ERROR, "error", "permission denied on bucket", "connection refused", "invalid \\\"key\\\"");
        put(PayloadField.ORGANIZATION, (out, h, dice) -> {
            out.open("organization");
            out.plain("name", "ACME");
            out.plain("plan", "Enterprise Large");
            out.close();
        });
        choice(PayloadField.INDUSTRY, "industry", "retail", "logistics", "telecom");
        choice(PayloadField.NEW_DOMAIN, "newDomain", "acme.app.carto.com", "maps.acme.example");
        choice(PayloadField.PREVIOUS_DOMAIN, "previousDomain", "acme-old.app.carto.com");
        put(PayloadField.DATE_RANGE, (out, h, dice) -> {
            out.plain("startDate", "2025-10-01T00:00:00.000Z");
            out.plain("endDate", "2025-10-08T00:00:00.000Z");
        });
        put(
                PayloadField.CATEGORIES,
                (out, h, dice) -> out.texts("categories", List.of("activity", "apiUsage", "userList", "groupList")));
    }

    private void helpers() {
        choice(PayloadField.SUBJECT, "subject", "You have been invited", "Weekly summary", "Export finished");
        choice(PayloadField.TASK, "task", "connect-data", "create-map", "create-workflow", "invite-team");
        choice(PayloadField.CONTEXT, "context", "builder", "workflows", "data-explorer", "home");
        choice(PayloadField.PLACE, "place", "builder", "workflows", "settings");
        choice(PayloadField.HELP_BLOCK, "helpBlock", "documentation", "academy", "support", "examples");
    }

    private void put(PayloadField field, FieldWriter writer) {
        writers.put(field, writer);
    }

    private void choice(PayloadField field, String key, String... values) {
        List<String> list = List.of(values);
        put(field, (out, h, dice) -> out.plain(key, dice.pick(list)));
    }

    private void count(PayloadField field, String key, int below) {
        put(field, (out, h, dice) -> out.number(key, 1 + dice.below(below)));
    }

    static String actorId(Happening h) {
        Person actor = h.actor();
        return actor == null ? "public" : actor.id();
    }

    private static String role(Happening h) {
        Person actor = h.actor();
        if (!h.change().after().isEmpty() || actor == null) {
            return h.change().after();
        }
        return actor.roleAt(h.at());
    }

    private static String joinMethod(Happening h) {
        String id = actorId(h);
        return id.startsWith("saml") ? "sso" : id.startsWith("auth0") ? "invitation" : "domain";
    }

    private static List<String> without(List<String> ids, List<String> others) {
        List<String> rest = new ArrayList<>(ids);
        rest.removeAll(others);
        return rest;
    }
}
