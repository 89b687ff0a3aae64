/**
 * Makes an organisation's life up from a seed. Everybody and everything has a life that follows from the seed and its
 * number alone, so that any day can be made without the days before it.
 *
 * <p>Reading order: {@code Profile}, {@code Lifetimes}, {@code People}, {@code Things}, {@code Cast} for who and what
 * there is; {@code EventMix}, {@code Sequel}, {@code Milestones}, {@code Rhythm}, {@code DayOfEvents} for what happens;
 * {@code Payloads} for what is told about it; {@code Usage} for the other timed table.
 */
@NullMarked
package io.github.cartoactivity.testing.internal.organisation;

import org.jspecify.annotations.NullMarked;
