package io.github.cartoactivity.testing.internal.organisation;

import io.github.cartoactivity.model.ActivityEventType;
import io.github.cartoactivity.model.EventDomain;
import io.github.cartoactivity.testing.internal.organisation.Happening.Change;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides who does something of a type, and with what. */
final class Scenes {
    private static final Set<ActivityEventType> FOR_VISITORS = EnumSet.of(
            ActivityEventType.MAP_LOADED_EVENT,
            ActivityEventType.WIDGET_FILTERING_INTERACTION,
            ActivityEventType.WIDGET_AGGREGATION_USED,
            ActivityEventType.LEGEND_VISIBILITY_CHANGED,
            ActivityEventType.MAP_DESCRIPTION_USED,
            ActivityEventType.MEASURE_TOOL_USED,
            ActivityEventType.BUILDER_URL_PARAMETER_USED,
            ActivityEventType.SQL_PARAMETER_USED);
    private static final Set<ActivityEventType> FOR_MEMBERS = EnumSet.of(
            ActivityEventType.MAPS_LISTED,
            ActivityEventType.OPEN_BUILDER_MAP,
            ActivityEventType.WORKFLOWS_LISTED,
            ActivityEventType.USER_LOGINS,
            ActivityEventType.USER_LOGOUT,
            ActivityEventType.USER_UPDATED,
            ActivityEventType.TABLE_USED_DETAILS,
            ActivityEventType.OBJECT_METADATA,
            ActivityEventType.AI_AGENT_REQUEST,
            ActivityEventType.APP_SELECTED,
            ActivityEventType.APP_GALLERY_SELECTED);
    private static final Set<ActivityEventType> FOR_ADMINS = EnumSet.of(
            ActivityEventType.OPEN_SETTINGS,
            ActivityEventType.SETTINGS_CARTO_AI_ENABLED,
            ActivityEventType.SETTINGS_CARTO_AI_DISABLED,
            ActivityEventType.CUSTOM_AI_MODEL_ADDED,
            ActivityEventType.CUSTOM_AI_MODEL_UPDATED,
            ActivityEventType.CUSTOM_AI_MODEL_REMOVED,
            ActivityEventType.APP_UPDATED);
    /** Events about a map that belong to another part of CARTO. */
    private static final Set<ActivityEventType> MAP_ELSEWHERE =
            EnumSet.of(ActivityEventType.COPY_MAP_TOKEN, ActivityEventType.MAP_SELECTED_FOR_AI_AGENT_CREATION);

    private static final double PUBLIC_SHARE = 0.6;

    private final World world;
    private final Cast cast;

    Scenes(World world, Cast cast) {
        this.world = world;
        this.cast = cast;
    }

    /** Something of a type, at a moment, by anybody and with anything that fits. */
    Happening any(ActivityEventType type, long at, Dice dice) {
        Thing subject = cast.thing(subjectOf(type), dice, at);
        return with(subject, type, at, dice);
    }

    /** Something of a type with the thing that is never deleted. */
    Happening evergreen(ActivityEventType type, long at, Dice dice) {
        return with(cast.evergreen(subjectOf(type)), type, at, dice);
    }

    private Happening with(Thing subject, ActivityEventType type, long at, Dice dice) {
        return new Happening(
                type,
                at,
                actor(type, subject, at, dice),
                subject,
                cast.connectionOf(subject, at),
                dice.next(),
                change(type, at, dice));
    }

    private @Nullable Person actor(ActivityEventType type, Thing subject, long at, Dice dice) {
        if (FOR_VISITORS.contains(type)) {
            return subject.isPublicAt(at) && dice.chance(PUBLIC_SHARE) ? null : cast.member(dice, at);
        }
        if (FOR_ADMINS.contains(type)) {
            return cast.admin(dice, at);
        }
        if (FOR_MEMBERS.contains(type)) {
            return cast.member(dice, at);
        }
        return switch (type.domain()) {
            case ACCOUNT, USER, GROUP, INTEGRATION -> cast.admin(dice, at);
            case NAVIGATION, ONBOARDING, HELP -> cast.member(dice, at);
            default -> cast.editor(dice, at);
        };
    }

    private Change change(ActivityEventType type, long at, Dice dice) {
        if (type.domain() == EventDomain.GROUP) {
            return Change.with(world.groups().id(dice.below(world.profile().groups())));
        }
        return type.wireName().endsWith("OwnershipTransferred") || type == ActivityEventType.JOIN_REQUEST_APPROVED
                ? Change.with(cast.editor(dice, at))
                : Change.NONE;
    }

    /** The kind of thing that a type of event is about, or that it happens with. */
    static ThingKind subjectOf(ActivityEventType type) {
        EventDomain domain = type.domain();
        if (MAP_ELSEWHERE.contains(type) || domain == EventDomain.MAP || domain == EventDomain.BUILDER) {
            return ThingKind.MAP;
        }
        return switch (domain) {
            case WORKFLOW -> ThingKind.WORKFLOW;
            case TOKEN -> ThingKind.TOKEN;
            case APP -> ThingKind.APP;
            case AI -> ThingKind.AGENT;
            default -> ThingKind.CONNECTION;
        };
    }
}
