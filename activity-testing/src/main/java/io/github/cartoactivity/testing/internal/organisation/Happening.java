package io.github.cartoactivity.testing.internal.organisation;

import io.github.cartoactivity.model.ActivityEventType;
import org.jspecify.annotations.Nullable;

/**
 * Something that happens, before it is put into words.
 *
 * @param type what
 * @param at when, in milliseconds
 * @param actor who did it; null for somebody who is not logged in
 * @param subject what it was done to, or with
 * @param connection the connection that was used for it
 * @param story a number that is the same for everything that follows from the same beginning
 * @param change what it changed; {@link Change#NONE} for most
 */
record Happening(
        ActivityEventType type,
        long at,
        @Nullable Person actor,
        Thing subject,
        Thing connection,
        long story,
        Change change) {

    /**
     * What an event changed.
     *
     * @param other the other thing, or group, that is concerned; empty for none
     * @param affected the other person who is concerned
     * @param before the value before
     * @param after the value after
     */
    record Change(String other, @Nullable Person affected, String before, String after) {

        static final Change NONE = new Change("", null, "", "");

        static Change of(String before, String after) {
            return new Change("", null, before, after);
        }

        static Change with(String other) {
            return new Change(other, null, "", "");
        }

        static Change with(Person affected) {
            return new Change("", affected, "", "");
        }
    }

    /** What follows from it. */
    Happening followedBy(ActivityEventType next, long when) {
        return new Happening(next, when, actor, subject, connection, story, Change.NONE);
    }

    /** Whether everybody and everything in it is there when it happens. */
    boolean isPossible() {
        return (actor == null || actor.isMemberAt(at)) && subject.existsAt(at) && connection.existsAt(at);
    }
}
