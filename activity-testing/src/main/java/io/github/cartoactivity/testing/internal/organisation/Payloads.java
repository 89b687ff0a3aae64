package io.github.cartoactivity.testing.internal.organisation;

import io.github.cartoactivity.model.ActivityEventType;
import io.github.cartoactivity.model.EventDomain;
import io.github.cartoactivity.model.PayloadField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts into words what is known about an event: the fields that are documented for its type, and for types without
 * documentation those of the things they are about. Immutable.
 */
final class Payloads {
    private static final List<String> BROWSERS = List.of("Chrome 141", "Firefox 144", "Safari 26.0", "Edge 141");

    /** Events of a connection's life, whose documentation does not say that they name it. */
    private static final Set<ActivityEventType> NAMES_CONNECTION = EnumSet.of(
            ActivityEventType.CONNECTION_CREATED,
            ActivityEventType.CONNECTION_UPDATED,
            ActivityEventType.CONNECTION_DELETED);

    private final Map<ActivityEventType, List<FieldWriter>> plans = new EnumMap<>(ActivityEventType.class);

    Payloads() {
        PayloadFields fields = new PayloadFields();
        for (ActivityEventType type : ActivityEventType.values()) {
            plans.put(type, plan(type, fields));
        }
    }

    String of(Happening happening, PayloadText out, Dice dice) {
        out.begin();
        for (FieldWriter writer : plans.getOrDefault(happening.type(), List.of())) {
            writer.write(out, happening, dice);
        }
        return out.end();
    }

    private static List<FieldWriter> plan(ActivityEventType type, PayloadFields fields) {
        List<PayloadField> documented = type.payloadFields();
        List<PayloadField> names = documented.isEmpty() ? undocumented(type) : documented;
        List<FieldWriter> plan = new ArrayList<>();
        boolean nested = nestsConnection(type);
        for (PayloadField field : names) {
            if (field == PayloadField.MAP && type.domain() == EventDomain.BUILDER) {
                plan.add(Payloads::nestedMap);
            } else if (field == PayloadField.CONNECTION && nested) {
                plan.add(Payloads::nestedConnection);
            } else if (field != PayloadField.PROVIDER || !nested || !names.contains(PayloadField.CONNECTION)) {
                plan.add(fields.writer(field));
            }
        }
        if (NAMES_CONNECTION.contains(type)) {
            plan.add(fields.writer(PayloadField.CONNECTION));
        }
        if (type.domain() == EventDomain.AI && names.equals(List.of(PayloadField.USER))) {
            plan.add(Payloads::agent);
        }
        plan.add(Payloads::circumstances);
        return List.copyOf(plan);
    }

    /** In the parts of CARTO that look at tables, a connection is an object with its provider in it. */
    private static boolean nestsConnection(ActivityEventType type) {
        return type.domain() == EventDomain.DATA_EXPLORER || type.domain() == EventDomain.WAREHOUSE;
    }

    private static List<PayloadField> undocumented(ActivityEventType type) {
        if (type.domain() == EventDomain.ACCOUNT) {
            return List.of();
        }
        List<PayloadField> fields = new ArrayList<>(List.of(PayloadField.USER));
        switch (Scenes.subjectOf(type)) {
            case MAP -> fields.add(PayloadField.MAP);
            case WORKFLOW -> fields.add(PayloadField.WORKFLOW);
            case TOKEN -> fields.add(PayloadField.TOKEN);
            case APP -> fields.add(PayloadField.APPLICATION);
            case CONNECTION -> fields.addAll(List.of(PayloadField.PROVIDER, PayloadField.CONNECTION));
            case AGENT -> {}
        }
        if (type.wireName().endsWith("OwnershipTransferred")) {
            fields.add(PayloadField.AFFECTED_USER);
        }
        return fields;
    }

    private static void nestedMap(PayloadText out, Happening h, Dice dice) {
        out.open("map");
        out.plain("id", h.subject().id());
        out.text("name", h.subject().name());
        out.close();
    }

    private static void nestedConnection(PayloadText out, Happening h, Dice dice) {
        out.open("connection");
        out.plain("id", h.connection().id());
        out.plain("provider", Warehouses.provider(h.connection()));
        out.close();
    }

    /** What every payload has: real ones hold more than is documented. */
    private static void circumstances(PayloadText out, Happening h, Dice dice) {
        Person actor = h.actor();
        long visitor = actor == null ? h.story() : actor.life().key();
        out.plain("accountId", "ac_acme0001");
        out.plain("sessionId", Ids.uuid(Dice.hash(visitor, Math.floorDiv(h.at(), Profile.DAY))));
        out.open("client");
        out.plain("app", actor == null ? "public-viewer" : "workspace");
        out.plain("version", Dice.below(2, visitor) == 0 ? "1.214.3" : "1.215.0");
        out.plain("browser", BROWSERS.get(Dice.below(BROWSERS.size(), visitor)));
        out.close();
    }

    private static void agent(PayloadText out, Happening h, Dice dice) {
        out.plain("agentId", h.subject().id());
        out.plain("conversationId", Ids.uuid(h.story()));
        out.number("tokens", 50L + dice.below(4_000));
    }
}
